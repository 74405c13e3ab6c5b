/** Events as JSON. Source: contract/usm.md §8, seed 003. */
import { hostAt, portAt } from '../../corpus/raw-view.ts';
import { put, putNumber, putUuid, type Sheet } from '../../kernel/bytes.ts';
import type { DialectName } from '../../model/tenant.ts';
import type { Host, Sensor, World } from '../../model/world.ts';
import type { Ids } from './usm-id.ts';
import type { Kind } from './kinds.ts';
import { makeLogs } from './logs.ts';
import { either, piece, putTimes, timeName } from './pieces.ts';
import { kindAt } from './records.ts';
import type { Shared } from './shared.ts';
import type { Standing } from './standing.ts';

export interface Parts {
  readonly world: World;
  readonly ids: Ids;
  readonly standing: Standing;
  readonly kinds: () => readonly Kind[];
}

/** Where an event stands: alone, in a list, or inside an alarm. */
export type EventForm = 'detail' | 'list' | 'nested';

/** Writes trigger `ordinal` of the aggregate `row`; `root` is the address of the API. */
export type EventWriter = (sheet: Sheet, row: number, ordinal: number, form: EventForm, root: string) => void;

/** What the forms of the two dialects differ in. */
interface Style {
  readonly id: 'id' | 'uuid';
  readonly isSpeltWithTwoR: boolean;
  /** Quotes around the booleans: strings inside an alarm, and `suppressed` in the documentation's single event (contract/usm.md §8). */
  readonly hasAlarm: '' | '"';
  readonly suppressed: '' | '"';
  readonly links: 'none' | 'early' | 'last';
}

const nested: Style = { id: 'uuid', isSpeltWithTwoR: false, hasAlarm: '"', suppressed: '"', links: 'none' };
const live: Style = { id: 'uuid', isSpeltWithTwoR: false, hasAlarm: '', suppressed: '', links: 'early' };
const styles: Readonly<Record<DialectName, Readonly<Record<EventForm, Style>>>> = {
  live: { detail: live, list: live, nested },
  documented: {
    detail: { id: 'id', isSpeltWithTwoR: false, hasAlarm: '', suppressed: '"', links: 'last' },
    list: { id: 'id', isSpeltWithTwoR: true, hasAlarm: '', suppressed: '', links: 'last' },
    nested,
  },
};

/** What of a form is the same for all events. */
const fixedOf = ({ id, isSpeltWithTwoR: twoR, hasAlarm, suppressed, links }: Style) => ({
  links,
  begin: piece(`{"${id}":"`),
  suppressed: either((value) => `${suppressed}${value}${suppressed},${timeName(twoR)}`),
  hasAlarm: either((value) => `","has_alarm":${hasAlarm}${value}${hasAlarm},"needs_enrichment":false,`),
});

const sourcePort = piece('"source_port":');
const destinationPort = piece(',"destination_port":');
const comma = piece(',');
const quote = piece('"');
const beforeLog = [piece('],"log":"'), piece('"],"log":"')] as const;
const end = piece('}');
const endOfLog = piece('"}');
const endBeforeLinks = piece('",');

export function makeEventWriter(
  { world, ids, standing, kinds }: Parts,
  shared: Shared,
  dialect: DialectName,
): EventWriter {
  const { ends, eventName, eventFacts, eventSelf, fromAccount, fromSensor } = shared;
  const { detail, list, nested: inAlarm } = styles[dialect];
  const fixed = { detail: fixedOf(detail), list: fixedOf(list), nested: fixedOf(inAlarm) };
  const selfEnd = piece(dialect === 'documented' ? '","templated":false}}' : '"}},');
  const putLog = makeLogs(world, shared.logOf);

  const putSelf = (sheet: Sheet, row: number, ordinal: number, root: string): void => {
    put(sheet, eventSelf(root));
    putUuid(sheet, ids.eventWords(row, ordinal));
    put(sheet, selfEnd);
  };
  const putEnds = (sheet: Sheet, row: number, ordinal: number, kind: Kind): void => {
    const { source, destination } = world.baseline;
    put(sheet, ends.ofEvent('source', hostOf(source, row, ordinal), null));
    put(sheet, ends.ofEvent('destination', hostOf(destination, row, ordinal), kind.service));
    if (!kind.hasPorts) return;
    put(sheet, sourcePort);
    putNumber(sheet, portAt(world.baseline.sourcePort[row] ?? 0, ordinal));
    put(sheet, destinationPort);
    putNumber(sheet, portAt(world.baseline.destinationPort[row] ?? 0, ordinal));
    put(sheet, comma);
  };
  const hostOf = (column: Uint16Array, row: number, ordinal: number): Host =>
    world.hosts[hostAt(world, column[row] ?? 0, ordinal)] as Host;
  const putAlarm = (sheet: Sheet, parent: number, isIn: boolean): void => {
    if (isIn) {
      put(sheet, quote);
      putUuid(sheet, ids.alarmWords(parent));
    }
    put(sheet, beforeLog[Number(isIn) as 0 | 1]);
  };

  return (sheet, row, ordinal, form, root) => {
    const { begin, links, suppressed, hasAlarm } = fixed[form];
    const kind = kinds()[kindAt(world, row)] as Kind;
    const sensor = world.sensors[world.baseline.sensor[row] ?? 0] as Sensor;
    const times = standing.eventTimes(row, ordinal);
    const parent = standing.parentOf(row);
    const isIn = standing.isAlarm(parent) && standing.isAlarmThere(parent);
    put(sheet, begin);
    putUuid(sheet, ids.eventWords(row, ordinal));
    put(sheet, eventName(kind.code, kind));
    put(sheet, suppressed[Number(standing.eventSuppressed(row, ordinal)) as 0 | 1]);
    putTimes(sheet, times);
    put(sheet, hasAlarm[Number(isIn) as 0 | 1]);
    putEnds(sheet, row, ordinal, kind);
    if (links === 'early') putSelf(sheet, row, ordinal, root);
    put(sheet, eventFacts(kind.code, kind));
    put(sheet, (kind.service === null ? fromSensor : fromAccount)(sensor.index, sensor));
    putAlarm(sheet, parent, isIn);
    putLog(sheet, kind, sensor, row, ordinal, times.occured);
    put(sheet, links === 'last' ? endBeforeLinks : endOfLog);
    if (links !== 'last') return;
    putSelf(sheet, row, ordinal, root);
    put(sheet, end);
  };
}
