/** One case by its id. Source: docs/contract/argus.md, Reading (of Argus Cases v2). */
import type { Handler } from '../../../http/endpoint.ts';
import { accessDenied, mayReadCase, type Principal } from '../access/access.ts';
import { notThere, oneAnswer, type LookupServices } from '../common/answers.ts';
import { caseModel } from './case-model.ts';

export const getCaseMetadataById: Handler<LookupServices, Principal> = ({ simulation }, { params, principal }) => {
  const { world } = simulation;
  const entry = world.cases.find(({ id }) => id === Number(params['id']));
  if (entry === undefined) throw notThere();
  if (!mayReadCase(principal, entry)) throw accessDenied();
  return oneAnswer(caseModel(world, entry, principal, true));
};
