/** Alarms as JSON. Source: docs/contract/usm.md §7, seed 003. */
import { put, putNumber, putText, putUuid, type Sheet } from '../../../kernel/bytes.ts';
import type { Host, Sensor } from '../../../model/world.ts';
import type { EventWriter } from './event-writer.ts';
import type { RecordContext } from '../records/record-context.ts';
import { hostsOf, type EventRef } from '../records/membership.ts';
import type { AlarmForm, AlarmPart, Style } from './style.ts';
import { comma, either, end, piece, quote, timeName } from './pieces.ts';
import { makePutTimes, type Generation } from './generation.ts';
import { kindAt } from '../records/record-stores.ts';
import { priorityLabels } from '../records/disposition.ts';
import { statuses } from '../records/status.ts';
import type { RecordKind } from '../records/kinds.ts';
import type { WorldPieces } from './world-pieces.ts';

/** Writes the alarm of the aggregate `row`; `root` is the address of the API. */
export type AlarmWriter = (sheet: Sheet, row: number, form: AlarmForm, labels: readonly string[], root: string) => void;

/** An alarm that is being written. */
interface AlarmSource {
  readonly row: number;
  readonly kind: RecordKind;
  readonly sensor: Sensor;
  /** The events that it keeps, the oldest first. */
  readonly stored: readonly EventRef[];
  readonly labels: readonly string[];
  readonly root: string;
}

/** Writes some members; all but the first of an alarm begin with a comma. */
type Member = (sheet: Sheet, alarm: AlarmSource) => void;

const listEnd = piece(']');
const noLabels = piece(',"alarm_labels":[]');
const statusPieces = statuses.map((status) => piece(`,"status":"${status}"`));
const labelPieces = priorityLabels.map((label) => piece(`,"priority_label":"${label}"`));
const suppressedPieces = either((value) => `,"suppressed":${value}`);

const constant = (text: string): Member => {
  const made = piece(text);
  return (sheet) => put(sheet, made);
};

export function makeAlarmWriter(
  context: RecordContext,
  pieces: WorldPieces,
  putEvent: EventWriter,
  { alarms, generation }: Style,
): AlarmWriter {
  const { world, kinds, disposition } = context;
  const members = membersOf(context, pieces, putEvent, generation);
  const orderOf = (form: AlarmForm): readonly Member[] => alarms[form].map((part) => members[part]);
  const orders = { list: orderOf('list'), detail: orderOf('detail') };
  return (sheet, row, form, labels, root) => {
    const kind = kinds()[kindAt(world, row)] as RecordKind;
    const sensor = world.sensors[world.baseline.sensor[row] ?? 0] as Sensor;
    const alarm = { row, kind, sensor, stored: disposition.stored(row), labels, root };
    for (const member of orders[form]) member(sheet, alarm);
    put(sheet, end);
  };
}

/** How each part is written. */
function membersOf(
  context: RecordContext,
  pieces: WorldPieces,
  putEvent: EventWriter,
  generation: Generation,
): Readonly<Record<AlarmPart, Member>> {
  const { ids, disposition } = context;
  const putTimes = makePutTimes(generation);
  const id = (name: string): Member => {
    const before = piece(`${name}:"`);
    return (sheet, { row }) => {
      put(sheet, before);
      putUuid(sheet, ids.alarmWords(row));
      put(sheet, quote);
    };
  };
  const times = (isSpeltWithTwoR: boolean): Member => {
    const before = piece(`,${timeName(isSpeltWithTwoR)}`);
    return (sheet, { row }) => {
      put(sheet, before);
      putTimes(sheet, disposition.alarmTimes(row));
      put(sheet, quote);
    };
  };
  const beforePriority = piece(',"priority":');
  const [wrappedEvents, flatEvents, eventIds] = eventsOf(context, pieces, putEvent, generation.besideTime);
  return {
    uuid: id('{"uuid"'),
    id: id('{"id"'),
    secondId: id(',"uuid"'),
    needsEnrichment: constant(',"needs_enrichment":false'),
    packets: packetsOf(context),
    priority: (sheet, { row }) => {
      put(sheet, beforePriority);
      putNumber(sheet, disposition.priority(row));
    },
    suppressed: (sheet, { row }) => put(sheet, suppressedPieces[Number(disposition.suppressed(row)) as 0 | 1]),
    wrappedEvents,
    flatEvents,
    eventIds,
    noEnds: constant(',"destinations":[],"sources":[]'),
    noAlarm: constant(',"has_alarm":false'),
    status: (sheet, { row }) => put(sheet, statusPieces[disposition.status(row)] as Uint8Array),
    self: (sheet, { row, root }) => {
      put(sheet, pieces.alarmSelf(root));
      putUuid(sheet, ids.alarmWords(row));
      put(sheet, pieces.selfEnd);
    },
    priorityLabel: (sheet, { row }) => put(sheet, labelPieces[context.world.baseline.severity[row] ?? 0] as Uint8Array),
    times: times(false),
    timesWithTwoR: times(true),
    facts: factsOf(context, pieces),
    labels,
    sensor: (sheet, { sensor }) => put(sheet, pieces.alarmSensor(sensor.index, sensor)),
  };
}

/** Ids of the stored events, the newest first. */
function packetsOf({ ids }: RecordContext): Member {
  const before = piece(',"packet_data":["');
  const between = piece('","');
  const [after, none] = [piece('"]'), piece(',"packet_data":[]')];
  return (sheet, { stored }) => {
    if (stored.length === 0) return put(sheet, none);
    for (let place = stored.length - 1; place >= 0; place--) {
      const { row, ordinal } = stored[place] as EventRef;
      put(sheet, place === stored.length - 1 ? before : between);
      putUuid(sheet, ids.eventWords(row, ordinal));
    }
    return put(sheet, after);
  };
}

/** The stored events as a live list has them, as its detail does, and as the documentation prints them: by id alone. */
function eventsOf(
  context: RecordContext,
  pieces: WorldPieces,
  putEvent: EventWriter,
  besideTime: string,
): readonly [Member, Member, Member] {
  const { ids, disposition } = context;
  const before = piece(',"events":[');
  const message = piece(`${besideTime},"message":`);
  const member =
    (putOne: (sheet: Sheet, row: number, ordinal: number, root: string) => void): Member =>
    (sheet, { stored, root }) => {
      put(sheet, before);
      for (let place = 0; place < stored.length; place++) {
        const { row, ordinal } = stored[place] as EventRef;
        if (place > 0) put(sheet, comma);
        putOne(sheet, row, ordinal, root);
      }
      put(sheet, listEnd);
    };
  const beforeId = piece('{"uuid":"');
  const afterId = piece('"}');
  return [
    member((sheet, row, ordinal, root) => {
      // The id is never filled in: the link is literally this (docs/contract/usm.md §7).
      put(sheet, pieces.eventTemplate(root));
      putNumber(sheet, disposition.written(row, ordinal));
      put(sheet, message);
      putEvent(sheet, row, ordinal, 'nested', root);
      put(sheet, end);
    }),
    member((sheet, row, ordinal, root) => putEvent(sheet, row, ordinal, 'nested', root)),
    member((sheet, row, ordinal) => {
      put(sheet, beforeId);
      putUuid(sheet, ids.eventWords(row, ordinal));
      put(sheet, afterId);
    }),
  ];
}

/** What else an alarm tells: who, what, how often. */
function factsOf({ world }: RecordContext, { ends, alarmFacts }: WorldPieces): Member {
  const beforeCount = piece(',"alarm_events_count":');
  return (sheet, { row, kind, stored }) => {
    const sources = hostsOf(world, 'source', row, stored);
    const destinations = hostsOf(world, 'destination', row, stored);
    put(sheet, ends.ofAlarm('source', sources[0] as Host, null));
    put(sheet, ends.ofAlarm('destination', destinations[0] as Host, kind.service));
    put(sheet, ends.lists('source', sources));
    put(sheet, ends.lists('destination', destinations));
    put(sheet, alarmFacts(kind.code, kind));
    put(sheet, beforeCount);
    putNumber(sheet, world.baseline.count[row] ?? 1);
  };
}

/** The labels that it carries; most carry none. */
const labels: Member = (sheet, { labels: given }) => {
  if (given.length === 0) put(sheet, noLabels);
  else putText(sheet, `,"alarm_labels":${JSON.stringify(given)}`);
};
