/** What cases and events do to each other: an association goes into the history of its case, and a deleted case leaves its events. */
import type { Json } from '../../../../kernel/schema.ts';
import type { Change } from '../../../../model/change.ts';
import type { World } from '../../../../model/world.ts';
import { wordsFor } from '../../../../corpus/bits.ts';
import { flagBit } from '../../common/flag.ts';
import { mostCodes } from '../../../../state/dictionaries.ts';
import { followedBy } from '../../../../state/fold.ts';
import type { Overlay } from '../../../../state/overlay.ts';
import type { Applier } from '../../../../state/state.ts';
import { eventId } from '../../events/event-id.ts';
import { deedOf, draftOf, type Deed, type Draft } from './draft.ts';

/** How many events a transaction names; it may be about many more (assumed). */
const mostNamedEvents = 100;

/** Events that were associated with a case, or were and no longer are, by id: as many as are named. */
interface CaseAssociations {
  readonly added: string[];
  readonly removed: string[];
}

/** An applier that tells the history of each case which events it has associated with it or taken from it. `touches` says of which commands that may be. */
export const tellsCases =
  (apply: Applier, touches: (data: Json) => boolean): Applier =>
  (overlay, command, seq) => {
    const outcome = apply(overlay, command, seq);
    if (!touches(command.data)) return outcome;
    return followedBy(outcome, (result) => {
      const deed = deedOf(overlay, command, seq);
      for (const [id, associations] of associationsOf(overlay)) noteAssociations(deed, id, associations);
      return result;
    });
  };

/** What the command has changed so far, by the case's id. */
function associationsOf({ world, movedCases }: Overlay): ReadonlyMap<number, CaseAssociations> {
  const { aggregated, caseSets } = world;
  const byCase = new Map<number, CaseAssociations>();
  const added = differences(caseSets);
  const add = (row: number, from: number, to: number, side: keyof CaseAssociations): void => {
    for (const id of added(from, to)) {
      const known = byCase.get(id) ?? { added: [], removed: [] };
      byCase.set(id, known);
      if (known[side].length < mostNamedEvents)
        known[side].push(eventId(world, row, aggregated.count[row] === 0 ? 0 : null));
    }
  };
  for (const [row, from] of [...movedCases()].sort(([one], [other]) => one - other)) {
    const to = aggregated.cases[row] ?? 0;
    add(row, from, to, 'added');
    add(row, to, from, 'removed');
  }
  return byCase;
}

/** Ids of the cases that one set has and another lacks; many events go from the same set to the same. */
function differences(sets: World['caseSets']): (from: number, to: number) => readonly number[] {
  const known = new Map<number, readonly number[]>();
  return (from, to) => {
    const key = from * mostCodes + to;
    const found = known.get(key);
    if (found !== undefined) return found;
    const before = new Set((sets[from] ?? []).map(({ index }) => index));
    const made = (sets[to] ?? []).filter(({ index }) => !before.has(index)).map(({ id }) => id);
    known.set(key, made);
    return made;
  };
}

function noteAssociations(deed: Deed, id: number, { added, removed }: CaseAssociations): void {
  const associated = added.length === 0 ? null : draftOf(deed, id);
  if (associated !== null) {
    for (const value of added) associated.note({ field: 'associatedEvent', objectType: 'string', value });
    associated.file.eventAt = deed.at;
    associated.keep({ operation: 'eventAssociated' });
  }
  const unassociated = removed.length === 0 ? null : draftOf(deed, id);
  if (unassociated === null) return;
  for (const previousValue of removed)
    unassociated.note({ field: 'associatedEvent', objectType: 'string', previousValue });
  unassociated.keep({ operation: 'eventUnassociated' });
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
  const columns = world.aggregated;
  const rows = new Uint32Array(wordsFor(columns.length));
  let count = 0;
  for (let row = 0; row < columns.length; row++) {
    const code = codes.get(columns.cases[row] ?? 0);
    if (code === undefined) continue;
    count += 1;
    const own = overlay.columnsAt(row);
    own.cases[row] = code;
    own.updated[row] = at;
    if (code === 0) {
      own.flagsLow[row] = (own.flagsLow[row] ?? 0) & ~NOTIFIED;
      own.flagsHigh[row] = ((own.flagsHigh[row] ?? 0) & ~BY_FILTER) | NOTIFIED_DELETED;
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
