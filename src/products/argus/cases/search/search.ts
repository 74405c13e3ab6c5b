/** Searches for cases: by criteria, and by the few that a query has. Source: docs/contract/argus.md §14.0.3, §14.0.5. */
import type { Handler, Outcome } from '../../../../http/endpoint.ts';
import type { Problem } from '../../../../http/product.ts';
import { accessDenied, type Principal } from '../../access/access.ts';
import { pageAnswer, type LookupServices } from '../../common/answers.ts';
import { isTrue } from '../../common/booleans.ts';
import type { CaseCriteria, CaseListQuery } from '../../generated/types.ts';
import { caseModel } from '../case-model.ts';
import type { Sliced } from '../../../../kernel/slices.ts';
import { nowOf, readingCases, type FoundCase } from '../find.ts';
import { costOf } from '../../lookups/searching/search.ts';
import { searchedCase, type SearchedCase } from './searched-case.ts';
import { compileCriteria } from './compile.ts';
import { caseOrder } from './sorting.ts';

export const advancedCaseSearch: Handler<LookupServices, Principal> = (services, { principal, body }) =>
  found(services, principal, body as CaseCriteria);

export const simpleCaseSearch: Handler<LookupServices, Principal> = (services, { principal, query }) =>
  found(services, principal, query as CaseListQuery);

/** What putting together what a case is searched by costs, beside the criteria. */
const unitsOfCase = 5000;

function* found(services: LookupServices, principal: Principal, criteria: CaseCriteria): Sliced<Outcome> {
  const { simulation } = services;
  const problems: Problem[] = [];
  const isWanted = compileCriteria(criteria, simulation.clock.now(), problems, nowOf(simulation));
  if (problems.length > 0) throw services.invalid(problems);
  if (isTrue(criteria.includeTestData, false) && !principal.functions.has('viewCaseTestData')) throw accessDenied();
  const order = caseOrder(criteria.sortBy ?? []);
  const cases: { readonly one: FoundCase; readonly searched: SearchedCase }[] = [];
  yield* readingCases(simulation, principal, unitsOfCase + costOf(criteria), (one) => {
    const searched = searchedCase(simulation, one);
    if (isWanted(searched)) cases.push({ one, searched });
  });
  cases.sort((one, other) => order(one.searched, other.searched));
  const extras = {
    description: isTrue(criteria.includeDescription, true),
    workflows: isTrue(criteria.includeWorkflows, false),
  };
  return pageAnswer(services, criteria, cases, ({ one }) => caseModel(simulation, one, extras));
}
