/** The commands of Argus: each kind with the function that applies it. */
import { writingRows } from '../../state/fold.ts';
import type { Applier } from '../../state/state.ts';
import { caseFileAppliers } from './cases/changes/appliers.ts';
import { identityAppliers } from './identity/store/commands.ts';
import { makeApplyAssess, makeApplyReindex, type AssessData, type Selectors } from './events/assess-command.ts';
import type { V2Criteria } from './generated/types.ts';
import type { V1Criteria } from './v1/criteria.ts';
import { selectV1 } from './v1/search.ts';
import { selectV2 } from './v2/search.ts';
import { tellsCases } from './cases/changes/events.ts';
import type { NewEventData } from './v2/submit-parts.ts';
import { applySubmit } from './v2/submit-command.ts';
import { taskAppliers } from './tasks/commands.ts';

const selectors: Selectors = {
  *v1(world, viewer, criteria, now) {
    const rows = yield* selectV1(world, viewer, criteria as V1Criteria, now);
    return rows.map((row) => ({ row, ordinal: null }));
  },
  v2: (world, viewer, criteria, now) => selectV2(world, viewer, criteria as V2Criteria, now),
};

const applyAssess = tellsCases(writingRows(makeApplyAssess(selectors)), (data) => {
  const { associate, disassociate } = (data as unknown as AssessData).assessment;
  return associate.length + disassociate.length > 0;
});

export const argusAppliers: Readonly<Record<string, Applier>> = {
  ...identityAppliers,
  ...caseFileAppliers,
  'argus/assess': applyAssess,
  'argus/reindex': makeApplyReindex(selectors),
  'argus/submit': tellsCases(writingRows(applySubmit), (data) =>
    (data as unknown as { events: readonly Pick<NewEventData, 'cases'>[] }).events.some(
      ({ cases }) => cases.length > 0,
    ),
  ),
  ...taskAppliers(applyAssess),
};
