/** Users see cases: that is remembered, and no change of the case. Source: docs/contract/argus.md §14.0.4. */
import type { Applier } from '../../../../state/state.ts';
import type { CaseCommand } from './apply.ts';
import { deedOf, draftOf } from './draft.ts';

const see: Applier = (overlay, command, seq) => {
  const draft = draftOf(deedOf(overlay, command, seq), (command.data as unknown as CaseCommand).case);
  if (draft === null) return null;
  draft.file.seen[command.account] = command.at;
  draft.store();
  return true;
};

export const seenAppliers = { 'argus/case/seen': see } as const;
