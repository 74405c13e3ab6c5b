/** Alarms as JSON. Source: contract/usm.md §7, seed 003. */
import { put, putNumber, putText, putUuid, type Sheet } from '../../kernel/bytes.ts';
import type { DialectName } from '../../model/tenant.ts';
import type { Host, Sensor, World } from '../../model/world.ts';
import type { EventWriter, Parts } from './event-writer.ts';
import { makeKeptPart, type KeptPart } from './kept-parts.ts';
import { hostsOf, type EventRef } from './membership.ts';
import { either, piece, putTimes, timeName } from './pieces.ts';
import { kindAt } from './records.ts';
import { priorityLabels } from './standing.ts';
import { statuses } from './status.ts';
import type { Kind } from './kinds.ts';
import type { Shared } from './shared.ts';

export type AlarmForm = 'detail' | 'list';

/** Writes the alarm of the aggregate `row`; `root` is the address of the API. */
export type AlarmWriter = (sheet: Sheet, row: number, form: AlarmForm, labels: readonly string[], root: string) => void;

/** An alarm that is being written. */
interface Written {
  readonly row: number;
  readonly kind: Kind;
  readonly sensor: Sensor;
  /** The events that it keeps, the oldest first. */
  readonly stored: readonly EventRef[];
  readonly labels: readonly string[];
  readonly root: string;
}

/** Writes some members; all but the first of an alarm begin with a comma. */
type Member = (sheet: Sheet, alarm: Written) => void;

/** The members that can change once an alarm is there, that depend on who asks, or that are one piece already; the others last. */
const changing = new WeakSet<Member>();
function changes(member: Member): Member {
  changing.add(member);
  return member;
}

const quote = piece('"');
const comma = piece(',');
const listEnd = piece(']');
const end = piece('}');
const message = piece(',"message":');
const noLabels = piece(',"alarm_labels":[]');
const statusPieces = statuses.map((status) => piece(`,"status":"${status}"`));
const labelPieces = priorityLabels.map((label) => piece(`,"priority_label":"${label}"`));
const suppressedPieces = either((value) => `,"suppressed":${value}`);

const constant = (text: string): Member => {
  const made = piece(text);
  return (sheet) => put(sheet, made);
};

export function makeAlarmWriter(
  parts: Parts,
  shared: Shared,
  putEvent: EventWriter,
  dialect: DialectName,
): AlarmWriter {
  const { world, kinds, standing } = parts;
  const { list, detail } = ordersOf(parts, shared, putEvent)[dialect];
  const orders = { list: grouped(list, 'list', world, shared), detail: grouped(detail, 'detail', world, shared) };
  return (sheet, row, form, labels, root) => {
    const kind = kinds()[kindAt(world, row)] as Kind;
    const sensor = world.sensors[world.baseline.sensor[row] ?? 0] as Sensor;
    const alarm = { row, kind, sensor, stored: standing.stored(row), labels, root };
    for (const member of orders[form]) member(sheet, alarm);
    put(sheet, end);
  };
}

/** Neighbours that last become one member, which is kept. */
function grouped(members: readonly Member[], form: AlarmForm, world: World, shared: Shared): readonly Member[] {
  const groups: Member[][] = [];
  for (const member of members) {
    const last = groups.at(-1)?.[0];
    if (last !== undefined && !changing.has(last) && !changing.has(member)) groups.at(-1)?.push(member);
    else groups.push([member]);
  }
  return groups.map((group, place): Member => {
    const [only] = group;
    if (only !== undefined && changing.has(only)) return only;
    const keptPart = makeKeptPart(shared.keeper(`alarm ${form} ${place}`), world, shared.base);
    return (sheet, alarm) =>
      keptPart(sheet, alarm.row, 0, () => {
        for (const member of group) member(sheet, alarm);
      });
  });
}

/** In which order each form has its members. */
function ordersOf(
  parts: Parts,
  shared: Shared,
  putEvent: EventWriter,
): Readonly<Record<DialectName, Readonly<Record<AlarmForm, readonly Member[]>>>> {
  const { ids, standing } = parts;
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
      putTimes(sheet, standing.alarmTimes(row));
      put(sheet, quote);
    };
  };
  const suppressed = changes((sheet, { row }) =>
    put(sheet, suppressedPieces[Number(standing.suppressed(row)) as 0 | 1]),
  );
  const status = changes((sheet, { row }) => put(sheet, statusPieces[standing.status(row)] as Uint8Array));
  const label: Member = (sheet, { row }) =>
    put(sheet, labelPieces[parts.world.baseline.severity[row] ?? 0] as Uint8Array);
  const beforePriority = piece(',"priority":');
  const priority: Member = (sheet, { row }) => {
    put(sheet, beforePriority);
    putNumber(sheet, standing.priority(row));
  };
  const self = changes((sheet, { row, root }) => {
    put(sheet, shared.alarmSelf(root));
    putUuid(sheet, ids.alarmWords(row));
    put(sheet, shared.selfEnd);
  });
  const needs = constant(',"needs_enrichment":false');
  const noAlarm = constant(',"has_alarm":false');
  const nothing = constant(',"destinations":[],"sources":[]');
  const packets = packetsOf(parts);
  const seen = changes((sheet, { sensor }) => put(sheet, shared.alarmSensor(sensor.index, sensor)));
  const free = [freeOf(parts, shared), labels, seen];
  const [nested, flat, named] = eventsOf(parts, shared, putEvent);
  const liveHead = [id('{"uuid"'), needs, packets, priority, suppressed];
  const liveTail = [status, self, label, times(false), ...free];
  const listTail = [priority, packets, named, ...free, self];
  const detailTail = [times(false), ...free, status, self];
  return {
    live: { list: [...liveHead, nested, ...liveTail], detail: [...liveHead, nothing, flat, ...liveTail] },
    documented: {
      list: [id('{"id"'), suppressed, status, label, times(true), id(',"uuid"'), noAlarm, needs, ...listTail],
      detail: [id('{"uuid"'), noAlarm, needs, priority, suppressed, named, packets, label, ...detailTail],
    },
  };
}

/** Ids of the stored events, the newest first. */
function packetsOf({ ids }: Parts): Member {
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
function eventsOf(parts: Parts, shared: Shared, putEvent: EventWriter): readonly [Member, Member, Member] {
  const { ids, standing, world } = parts;
  const before = piece(',"events":[');
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
  // Inside an alarm an event is without links, and only its suppression can change.
  const markOf = (row: number, ordinal: number): number => ordinal * 2 + Number(standing.eventSuppressed(row, ordinal));
  const [wrapped, flat] = ['wrapped event', 'flat event'].map((name) =>
    makeKeptPart(shared.keeper(name), world, shared.base),
  ) as [KeptPart, KeptPart];
  const beforeId = piece('{"uuid":"');
  const afterId = piece('"}');
  return [
    changes(
      member((sheet, row, ordinal, root) => {
        // The id is never filled in: the link is literally this (contract/usm.md §7).
        put(sheet, shared.eventTemplate(root));
        wrapped(sheet, row, markOf(row, ordinal), () => {
          putNumber(sheet, standing.occured(row, ordinal));
          put(sheet, message);
          putEvent(sheet, row, ordinal, 'nested', root);
          put(sheet, end);
        });
      }),
    ),
    changes(
      member((sheet, row, ordinal, root) =>
        flat(sheet, row, markOf(row, ordinal), () => putEvent(sheet, row, ordinal, 'nested', root)),
      ),
    ),
    member((sheet, row, ordinal) => {
      put(sheet, beforeId);
      putUuid(sheet, ids.eventWords(row, ordinal));
      put(sheet, afterId);
    }),
  ];
}

/** What else an alarm tells: who, what, how often. */
function freeOf({ world }: Parts, { ends, alarmFacts }: Shared): Member {
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
const labels = changes((sheet, { labels: given }) => {
  if (given.length === 0) put(sheet, noLabels);
  else putText(sheet, `,"alarm_labels":${JSON.stringify(given)}`);
});
