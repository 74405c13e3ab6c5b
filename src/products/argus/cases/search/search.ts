/** Searches for cases: by criteria, and by the few that a query has. Source: docs/contract/argus.md, Reading and Search criteria (of Argus Cases v2). */
import type { Handler, Outcome } from '../../../../http/endpoint.ts';
import type { Problem } from '../../../../http/product.ts';
import { accessDenied, mayReadCase, type Principal } from '../../access/access.ts';
import { pageAnswer, type LookupServices } from '../../common/answers.ts';
import { isTrue } from '../../common/booleans.ts';
import type { CaseCriteria, CaseListQuery } from '../../generated/types.ts';
import { caseModel } from '../case-model.ts';
import { searchedCase } from './searched-case.ts';
import { compileCriteria } from './compile.ts';
import { caseOrder } from './sorting.ts';

export const advancedCaseSearch: Handler<LookupServices, Principal> = (services, { principal, body }) =>
  found(services, principal, body as CaseCriteria);

export const simpleCaseSearch: Handler<LookupServices, Principal> = (services, { principal, query }) =>
  found(services, principal, query as CaseListQuery);

function found(services: LookupServices, principal: Principal, criteria: CaseCriteria): Outcome {
  const { world, clock } = services.simulation;
  const problems: Problem[] = [];
  const isWanted = compileCriteria(criteria, clock.now(), problems);
  if (problems.length > 0) throw services.invalid(problems);
  if (isTrue(criteria.includeTestData, false) && !principal.functions.has('viewCaseTestData')) throw accessDenied();
  const order = caseOrder(criteria.sortBy ?? []);
  const cases = world.cases
    .filter((entry) => mayReadCase(principal, entry))
    .map((entry) => ({ entry, file: searchedCase(world, entry, principal) }))
    .filter(({ file }) => isWanted(file))
    .sort((one, other) => order(one.file, other.file));
  const withDescription = isTrue(criteria.includeDescription, true);
  return pageAnswer(services, criteria, cases, ({ entry }) => caseModel(world, entry, principal, withDescription));
}
