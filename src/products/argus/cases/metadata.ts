/** One case by its id. Source: docs/contract/argus.md §14.0.3. */
import type { Case } from '../../../model/world.ts';
import { oneAnswer } from '../common/answers.ts';
import { isTrue } from '../common/booleans.ts';
import type { CaseMetadataQuery } from '../generated/types.ts';
import type { ArgusReader } from '../services/services.ts';
import { caseModel } from './case-model.ts';
import { caseById, caseToRead } from './find.ts';

/** A merged case's id answers with the case that it was merged into, unless that is not wanted. */
export const getCaseMetadataById: ArgusReader = ({ simulation }, call) => {
  const { skipRedirect } = call.query as CaseMetadataQuery;
  const found = caseToRead(simulation, call);
  const target = isTrue(skipRedirect as boolean | string | undefined, false) ? found.entry : endOf(found.entry);
  return oneAnswer(caseModel(simulation, caseById(simulation, call.principal, target.id)));
};

const endOf = (entry: Case): Case => (entry.mergedInto === null ? entry : endOf(entry.mergedInto));
