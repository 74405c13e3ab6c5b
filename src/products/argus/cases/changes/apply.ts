/**
 * From a command to a change of a case. A command of cases is `{ case, notification?, … }`; its applier is made by `onCase`
 * of a function that writes to a draft, notes what it changed, and returns what the writer is told: null where there was
 * nothing to change, and then nothing is kept.
 */
import type { Json } from '../../../../kernel/schema.ts';
import type { Applier } from '../../../../state/state.ts';
import { deedOf, draftOf, type Draft, type Telling } from './draft.ts';

/** What every command of a case says. */
export interface CaseCommand {
  /** The id of the case. */
  readonly case: number;
  readonly notification?: Telling['notification'];
}

/** `isInternal` tells of which commands only the operations centre may read in the history. */
export const onCase =
  <Data>(
    operation: Telling['operation'],
    change: (draft: Draft, data: Data) => Json,
    isInternal: (data: Data, draft: Draft) => boolean = () => false,
  ): Applier =>
  (overlay, command, seq) => {
    const data = command.data as unknown as Data & CaseCommand;
    const draft = draftOf(deedOf(overlay, command, seq), data.case);
    const result = draft === null ? null : change(draft, data);
    if (draft === null || result === null) return null;
    const { notification } = data;
    draft.keep({
      operation,
      isInternal: isInternal(data, draft),
      ...(notification !== undefined && { notification }),
    });
    return result;
  };
