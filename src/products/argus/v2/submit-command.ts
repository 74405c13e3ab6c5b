/** The command that submits events: a new one gets its place behind the World's own, one that there is is updated. */
import { counterStream, uuid as uuidFrom } from '../../../kernel/random.ts';
import type { Json } from '../../../kernel/schema.ts';
import type { Sliced } from '../../../kernel/slices.ts';
import { severities } from '../../../model/detection.ts';
import { flagSet, hasBit, type AnyFlag } from '../common/flag.ts';
import { findUuid } from '../../../model/submitted.ts';
import type { Sensor } from '../../../model/world.ts';
import type { Command } from '../../../state/command.ts';
import type { Applier } from '../../../state/state.ts';
import type { Overlay } from '../../../state/overlay.ts';
import { eventId } from '../events/event-id.ts';
import { clashOf, identityOf, identityOfNew } from './submit-identity.ts';
import { caseSetOf, detailOf, hostOf, impliedFlags, namedEnd, type NewEventData } from './submit-parts.ts';
import { update } from './submit-update.ts';

/** What became of one event of a submission. */
export interface Submittal {
  readonly id: string | null;
  readonly message: string | null;
}

/** Returns what became of the events, in order. Each id is looked up when its turn has come: it may be that of an event before it. */
export const applySubmit: Applier = (overlay, command, seq) => {
  const { events } = command.data as unknown as { events: readonly NewEventData[] };
  const submit = (event: NewEventData): Json => ({ ...submittal(overlay, event, command, seq) });
  function* inPieces(): Sliced<Json> {
    yield* overlay.unseen();
    const all: Json[] = [];
    for (const event of events) {
      all.push(submit(event));
      yield unitsOfSubmission;
    }
    return all;
  }
  return events.length <= mostAtOnce ? events.map(submit) : inPieces();
};

/** What an event costs, and how many are submitted at once: for more, all columns are copied. */
const unitsOfSubmission = 4000;
const mostAtOnce = 100;

function submittal(overlay: Overlay, event: NewEventData, command: Command, seq: number): Submittal {
  const { world } = overlay;
  const known = event.uuid === null ? null : findUuid(world, event.uuid);
  if (known === null) {
    const row = create(overlay, event, command.at);
    const ordinal = event.isRaw ? 0 : null;
    note(overlay, { row, ordinal }, { command, seq, type: 'created', associated: event.cases.length > 0 });
    return { id: eventId(world, row, ordinal), message: null };
  }
  const clash = clashOf(identityOf(world, known), identityOfNew(world, event));
  if (clash !== null) return { id: null, message: `Another event has this id: the ${clash} differs` };
  const id = eventId(world, known.row, known.ordinal);
  const { message, associated } = update(overlay, known, event, command.at);
  if (message === null) note(overlay, known, { command, seq, type: 'updated', associated });
  return { id, message };
}

interface Happening {
  readonly command: Command;
  readonly seq: number;
  readonly type: 'created' | 'updated';
  readonly associated: boolean;
}

const note = (
  overlay: Overlay,
  { row, ordinal }: { readonly row: number; readonly ordinal: number | null },
  { command, seq, type, associated }: Happening,
): void =>
  overlay.note(row, ordinal, {
    seq,
    at: command.at,
    type,
    description: type === 'created' ? 'Event submitted' : 'Event submitted again',
    account: command.account,
    comment: null,
    associated,
  });

/** The next UUID that no event has; a function of how many were submitted. Those that were found taken are not tried again. */
function freshUuid({ world, table }: Overlay): string {
  const tried = table<number>('argus/fresh-uuids');
  const first = Math.max(world.submitted.all.length, tried.get('next') ?? 0);
  for (let number = first; ; number++) {
    const id = uuidFrom(counterStream([world.rowKey[0] ^ 0x5b317, world.rowKey[1]], number));
    if (findUuid(world, id) !== null) continue;
    if (number > first) tried.set('next', number + 1);
    return id;
  }
}

function create(overlay: Overlay, event: NewEventData, at: number): number {
  const { world } = overlay;
  const { customer } = world.sensors[event.sensor] as Sensor;
  const source = hostOf(overlay, event.source, customer);
  const destination = hostOf(overlay, event.destination, customer);
  const names = event.flags as readonly AnyFlag[];
  const flags = flagSet([...names.filter(hasBit), ...impliedFlags(world, event, source, destination)]);
  const row = overlay.append({
    uuid: event.uuid ?? freshUuid(overlay),
    isRaw: event.isRaw,
    subEvents: event.subEvents,
    payload: event.payload,
    ends: { source: namedEnd(event.source), destination: namedEnd(event.destination) },
    timestamp: event.timestamp,
    duration: event.end - event.timestamp,
    updated: at,
    sensor: event.sensor,
    detail: detailOf(overlay, event),
    source,
    destination,
    sourcePort: event.source.port,
    destinationPort: event.destination.port,
    // A row that only carries a raw event is no aggregate.
    count: event.isRaw ? 0 : event.count,
    severity: severities.indexOf(event.severity),
    flagsLow: flags.low,
    flagsHigh: flags.high,
    cases: caseSetOf(overlay, [], event.cases),
  });
  const marks = names.filter((name) => !hasBit(name));
  if (marks.length > 0) overlay.add(row, event.isRaw ? 0 : null, (before) => ({ ...before, marks }));
  return row;
}
