/** Events as JSON. Source: docs/contract/usm.md §8, seed 003. */
import { hostAt, ephemeralPort } from '../../../corpus/raw-view.ts';
import { put, putNumber, putUuid, type Sheet } from '../../../kernel/bytes.ts';
import type { Host, Sensor } from '../../../model/world.ts';
import type { RecordKind } from '../records/kinds.ts';
import type { EventForm, EventStyle, Style } from './style.ts';
import { makeLogs } from './logs.ts';
import { comma, either, end, piece, quote, timeName } from './pieces.ts';
import { makePutTimes } from './generation.ts';
import type { RecordContext } from '../records/record-context.ts';
import { kindAt } from '../records/record-stores.ts';
import type { WorldPieces } from './world-pieces.ts';
/** Writes trigger `ordinal` of the aggregate `row`; `root` is the address of the API. */
export type EventWriter = (sheet: Sheet, row: number, ordinal: number, form: EventForm, root: string) => void;

/** What of a form is the same for all events. */
const fixedOf = ({ id, isSpeltWithTwoR: twoR, hasAlarm, suppressed, links }: EventStyle) => ({
  links,
  begin: piece(`{"${id}":"`),
  suppressed: either((value) => `${suppressed}${value}${suppressed},${timeName(twoR)}`),
  hasAlarm: either(
    (value) => `",${hasAlarm === null ? '' : `"has_alarm":${hasAlarm}${value}${hasAlarm},`}"needs_enrichment":false,`,
  ),
});

const sourcePort = piece('"source_port":');
const destinationPort = piece(',"destination_port":');
const beforeLog = [piece('],"log":"'), piece('"],"log":"')] as const;
const endOfLog = piece('"}');
const endBeforeLinks = piece('",');

export function makeEventWriter(
  { world, ids, disposition, kinds }: RecordContext,
  pieces: WorldPieces,
  { events, isTemplatedPrinted, generation }: Style,
): EventWriter {
  const putTimes = makePutTimes(generation);
  const { ends, eventName, eventFacts, eventSelf, fromAccount, fromSensor, bySensor, byAgent } = pieces;
  const fixed = { detail: fixedOf(events.detail), list: fixedOf(events.list), nested: fixedOf(events.nested) };
  const selfEnd = piece(isTemplatedPrinted ? '","templated":false}}' : '"}},');
  const putLog = makeLogs(world, pieces.logOf);

  const putSelf = (sheet: Sheet, row: number, ordinal: number, root: string): void => {
    put(sheet, eventSelf(root));
    putUuid(sheet, ids.eventWords(row, ordinal));
    put(sheet, selfEnd);
  };
  const putEnds = (sheet: Sheet, row: number, ordinal: number, kind: RecordKind): void => {
    const { source, destination } = world.baseline;
    put(sheet, ends.ofEvent('source', hostOf(source, row, ordinal), null));
    put(sheet, ends.ofEvent('destination', hostOf(destination, row, ordinal), kind.service));
    if (!kind.hasPorts) return;
    put(sheet, sourcePort);
    putNumber(sheet, ephemeralPort(world.baseline.sourcePort[row] ?? 0, ordinal));
    put(sheet, destinationPort);
    putNumber(sheet, ephemeralPort(world.baseline.destinationPort[row] ?? 0, ordinal));
    put(sheet, comma);
  };
  const hostOf = (column: Uint16Array, row: number, ordinal: number): Host =>
    world.hosts[hostAt(world, column[row] ?? 0, ordinal)] as Host;
  const putReporter = (sheet: Sheet, row: number, ordinal: number, kind: RecordKind, sensor: Sensor): void => {
    if (kind.service !== null) return put(sheet, fromAccount(sensor.index, sensor));
    const host = hostOf(world.baseline.source, row, ordinal);
    put(sheet, kind.source === 'windows' ? byAgent(host.code, host) : bySensor(sensor.index, sensor));
    return put(sheet, fromSensor(sensor.index, sensor));
  };
  const putAlarm = (sheet: Sheet, parent: number, isIn: boolean): void => {
    if (isIn) {
      put(sheet, quote);
      putUuid(sheet, ids.alarmWords(parent));
    }
    put(sheet, beforeLog[Number(isIn) as 0 | 1]);
  };

  return (sheet, row, ordinal, form, root) => {
    const { begin, links, suppressed, hasAlarm } = fixed[form];
    const kind = kinds()[kindAt(world, row)] as RecordKind;
    const sensor = world.sensors[world.baseline.sensor[row] ?? 0] as Sensor;
    const times = disposition.eventTimes(row, ordinal);
    const parent = disposition.parentOf(row);
    const isIn = disposition.isAlarm(parent) && disposition.isThere(parent, null);
    put(sheet, begin);
    putUuid(sheet, ids.eventWords(row, ordinal));
    put(sheet, eventName(kind.code, kind));
    put(sheet, suppressed[Number(disposition.eventSuppressed(row, ordinal)) as 0 | 1]);
    putTimes(sheet, times);
    put(sheet, hasAlarm[Number(isIn) as 0 | 1]);
    putEnds(sheet, row, ordinal, kind);
    if (links === 'early') putSelf(sheet, row, ordinal, root);
    put(sheet, eventFacts(kind.code, kind));
    putReporter(sheet, row, ordinal, kind, sensor);
    putAlarm(sheet, parent, isIn);
    putLog(sheet, kind, sensor, row, ordinal, times.occured);
    put(sheet, links === 'last' ? endBeforeLinks : endOfLog);
    if (links !== 'last') return;
    putSelf(sheet, row, ordinal, root);
    put(sheet, end);
  };
}
