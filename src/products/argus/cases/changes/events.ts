/** What cases and events do to each other: an association goes into the history of its case, and a deleted case leaves its events. */
import type { Change } from '../../../../model/change.ts';
import { wordsFor } from '../../../../corpus/bits.ts';
import { flagBit } from '../../common/flag.ts';
import type { Command } from '../../../../state/command.ts';
import type { Overlay } from '../../../../state/overlay.ts';
import { deedOf, draftOf, type Draft } from './draft.ts';
import { setFlag } from './fields.ts';

/** How many events a transaction names; it may be about many more (assumed). */
export const mostNamedEvents = 100;

/** Events by id that were associated with a case, or were and no longer are. */
export interface CaseAssociations {
  readonly added: readonly string[];
  readonly removed: readonly string[];
}

/** Tells the history of each case, by its id, which events a command has associated with it or taken from it. */
export function noteAssociations(
  overlay: Overlay,
  command: Command,
  seq: number,
  byCase: ReadonlyMap<number, CaseAssociations>,
): void {
  const deed = deedOf(overlay, command, seq);
  for (const [id, { added, removed }] of byCase) {
    for (const [operation, events] of [
      ['eventAssociated', added],
      ['eventUnassociated', removed],
    ] as const) {
      const draft = events.length === 0 ? null : draftOf(deed, id);
      if (draft === null) continue;
      for (const event of events.slice(0, mostNamedEvents))
        draft.note(
          operation === 'eventAssociated'
            ? { field: 'associatedEvent', objectType: 'string', value: event }
            : { field: 'associatedEvent', objectType: 'string', previousValue: event },
        );
      if (operation === 'eventAssociated') {
        draft.file.eventAt = command.at;
        setFlag(draft, 'HAS_EVENTS');
      }
      draft.keep({ operation });
    }
  }
}

const NOTIFIED = flagBit('NOTIFIED');
const BY_FILTER = flagBit('ASSOCIATED_TO_CASE_BY_FILTER');
const NOTIFIED_DELETED = flagBit('NOTIFIED_DELETED');

/** Takes the case from its events, and leaves them the comment; the flag NOTIFIED_DELETED says that there was a case. */
export function leaveEvents(draft: Draft, comment: string | null): void {
  const { overlay, entry, world, seq, at, by } = draft;
  const codes = new Map<number, number>();
  world.caseSets.forEach((set, code) => {
    if (set.some(({ index }) => index === entry.index))
      codes.set(code, overlay.caseSet(set.filter(({ index }) => index !== entry.index)));
  });
  const columns = overlay.columns();
  const rows = new Uint32Array(wordsFor(columns.length));
  let count = 0;
  for (let row = 0; row < columns.length; row++) {
    const code = codes.get(columns.cases[row] ?? 0);
    if (code === undefined) continue;
    count += 1;
    columns.cases[row] = code;
    columns.updated[row] = at;
    if (code === 0) {
      columns.flagsLow[row] = (columns.flagsLow[row] ?? 0) & ~NOTIFIED;
      columns.flagsHigh[row] = ((columns.flagsHigh[row] ?? 0) & ~BY_FILTER) | NOTIFIED_DELETED;
    }
    rows[row >>> 5] = (rows[row >>> 5] ?? 0) | (1 << (row & 31));
  }
  const change: Change = {
    seq,
    at,
    type: 'updated',
    description: 'Associated case deleted',
    account: by,
    comment,
    associated: false,
  };
  if (count > 0) overlay.noteAll(rows, change);
}
