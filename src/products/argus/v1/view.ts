/** v1 events as JSON bytes: an event is written once, from fragments that it shares with others. Source: docs/contract/argus.md §6.2, §6.3. */
import { hostAt, ephemeralPort, rawStanding } from '../../../corpus/raw-view.ts';
import { put, putNumber, putText, type Sheet } from '../../../kernel/bytes.ts';
import type { Columns } from '../../../model/columns.ts';
import { additionTo } from '../../../model/addition.ts';
import { flagsIn } from '../common/flag.ts';
import { withRows } from '../../../model/late-columns.ts';
import { keptDetails } from '../../../model/submitted.ts';
import type { Detail, Host, Sensor, World } from '../../../model/world.ts';
import { commentsOf, rawCommentsOf, type Comment } from '../events/comments.ts';
import { derivedKeys, eachDerived } from '../events/derived-properties.ts';
import { engineTime, rawTime } from '../events/event-times.ts';
import { propertiesOf } from '../events/properties.ts';
import { namedSubEvents } from '../events/event-id.ts';
import type { Separator, V1Writer } from '../services/writers.ts';
import { makeV1Fragments, openPropertiesText, type V1Fragments } from './fragments.ts';
import { putEventId, putRawIds } from '../events/id-writer.ts';

/** IANA protocol numbers of the transports; 0 where a log names none. ICMP has another number in IPv6. */
const protocolNumber = { tcp: 6, udp: 17, icmp: 1 } as const;

export function makeV1Writer(world: World): V1Writer {
  const fragments = makeV1Fragments(world);
  return {
    aggregated: (sheet, columns, row, separator) =>
      putAggregated({ sheet, world, fragments, columns: withRows(columns, row), row, separator }),
    raw: (sheet, columns, row, ordinal, separator) =>
      putRaw({ sheet, world, fragments, columns, row, separator }, ordinal),
  };
}

interface RowContext {
  readonly sheet: Sheet;
  readonly world: World;
  readonly fragments: V1Fragments;
  readonly columns: Columns;
  readonly row: number;
  readonly separator: Separator;
}

const piece = {
  source: Buffer.from(',"source":{"port":'),
  destination: Buffer.from('"destination":{"port":'),
  timestamp: Buffer.from('"timestamp":'),
  start: Buffer.from(',"startTimestamp":'),
  end: Buffer.from(',"endTimestamp":'),
  updated: Buffer.from(',"lastUpdatedTimestamp":'),
  flags: Buffer.from(',"flags":'),
  details: Buffer.from('"detailedEventIDS":['),
  afterDetails: Buffer.from('],"id":"'),
  protocol: Buffer.from(',"protocolID":'),
  id: Buffer.from(',"id":"'),
  last: Buffer.from('"}'),
  noComments: Buffer.from('},"comments":[],'),
} as const;

function putAggregated(context: RowContext): void {
  const { sheet, world, fragments, columns, row } = context;
  const sensor = world.sensors[columns.sensor[row] ?? 0] as Sensor;
  const detail = world.details[columns.detail[row] ?? 0] as Detail;
  const timestamp = columns.timestamp[row] ?? 0;
  const count = columns.count[row] ?? 1;
  const owner = fragments.owner(sensor.customer);
  put(sheet, fragments.customer(sensor.customer));
  putProperties(context, detail, null, timestamp);
  putComments(context, commentsOf(world, row));
  put(sheet, fragments.cases(columns.cases[row] ?? 0));
  put(sheet, fragments.location(sensor));
  put(sheet, fragments.attackOnTarget(detail));
  putNumber(sheet, count);
  put(sheet, piece.source);
  putNumber(sheet, columns.sourcePort[row] ?? 0);
  put(sheet, fragments.host(world.hosts[columns.source[row] ?? 0] as Host));
  put(sheet, piece.destination);
  putNumber(sheet, columns.destinationPort[row] ?? 0);
  put(sheet, fragments.host(world.hosts[columns.destination[row] ?? 0] as Host));
  put(sheet, fragments.protocol(detail));
  putNumber(sheet, timestamp);
  put(sheet, piece.start);
  putNumber(sheet, timestamp);
  put(sheet, piece.end);
  putNumber(sheet, timestamp + (columns.duration[row] ?? 0));
  put(sheet, piece.updated);
  putNumber(sheet, columns.updated[row] ?? 0);
  put(sheet, piece.flags);
  putFlags(context, null, columns.flagsLow[row] ?? 0, columns.flagsHigh[row] ?? 0);
  put(sheet, fragments.severity[columns.severity[row] ?? 0] as Uint8Array);
  put(sheet, piece.details);
  const kept = keptDetails(world, row, count);
  if (kept > 0) putRawIds(sheet, world, columns, { row, kept }, owner);
  else putText(sheet, submittedDetails(world, row));
  put(sheet, piece.afterDetails);
  putEventId(sheet, world, { row, ordinal: null }, timestamp, owner);
  put(sheet, piece.last);
}

function putRaw(context: RowContext, ordinal: number): void {
  const { sheet, world, fragments, columns, row } = context;
  const sensor = world.sensors[columns.sensor[row] ?? 0] as Sensor;
  const detail = world.details[columns.detail[row] ?? 0] as Detail;
  const timestamp = rawTime(world, columns, row, ordinal);
  const source = world.hosts[hostAt(world, columns.source[row] ?? 0, ordinal)] as Host;
  const destination = world.hosts[hostAt(world, columns.destination[row] ?? 0, ordinal)] as Host;
  const { transport } = detail.detection;
  const protocol =
    transport === null ? 0 : transport === 'icmp' && source.range.version === 6 ? 58 : protocolNumber[transport];
  const state = rawStanding(world, row, ordinal);
  put(sheet, fragments.customer(sensor.customer));
  putProperties(context, detail, ordinal, timestamp);
  putComments(context, rawCommentsOf(world, row, ordinal));
  put(sheet, fragments.sensor(sensor));
  put(sheet, fragments.location(sensor));
  put(sheet, fragments.attack(detail));
  putNumber(sheet, engineTime(world, row, timestamp));
  put(sheet, piece.protocol);
  putNumber(sheet, protocol);
  put(sheet, fragments.target(detail));
  putNumber(sheet, ephemeralPort(columns.sourcePort[row] ?? 0, ordinal));
  put(sheet, fragments.host(source));
  put(sheet, piece.destination);
  putNumber(sheet, ephemeralPort(columns.destinationPort[row] ?? 0, ordinal));
  put(sheet, fragments.host(destination));
  put(sheet, piece.timestamp);
  putNumber(sheet, timestamp);
  put(sheet, fragments.rawSeverity[state.severity] as Uint8Array);
  putFlags(context, ordinal, state.low, state.high);
  put(sheet, piece.id);
  putEventId(sheet, world, { row, ordinal }, timestamp, fragments.owner(sensor.customer));
  put(sheet, piece.last);
}

function putFlags({ sheet, world, fragments, row }: RowContext, ordinal: number | null, low: number, high: number) {
  const { marks } = additionTo(world, row, ordinal);
  if (marks.length === 0) put(sheet, fragments.flags(low, high));
  else putText(sheet, JSON.stringify([...flagsIn({ low, high }), ...marks]));
}

/** `"key":"` of each property that nobody reported. */
const derivedPieces = new Map(derivedKeys.map((key) => [key, Buffer.from(`"${key}":"`)]));
const afterDerived = Buffer.from('",');

/** The properties without the closing brace; the last of them is one that nobody reported, and leaves its comma behind. */
function putProperties(
  { sheet, world, fragments, row, separator }: RowContext,
  detail: Detail,
  ordinal: number | null,
  timestamp: number,
): void {
  const properties = propertiesOf(world, detail, row, ordinal);
  if (properties === detail.variant.properties) put(sheet, fragments.properties(detail, separator));
  else putText(sheet, openPropertiesText(properties, separator));
  eachDerived(world, { row, ordinal, timestamp }, (key, value) => {
    put(sheet, derivedPieces.get(key) as Uint8Array);
    putNumber(sheet, value);
    put(sheet, afterDerived);
  });
  sheet.at--;
}

function putComments({ sheet, fragments }: RowContext, comments: readonly Comment[]): void {
  if (comments.length === 0) return put(sheet, piece.noComments);
  const texts = comments.map(
    ({ timestamp, user, text }) =>
      `{"timestamp":${timestamp},"user":${fragments.user(user)},"comment":${JSON.stringify(text)}}`,
  );
  putText(sheet, `},"comments":[${texts.join(',')}],`);
}

/** A submitted event names its sub-events itself. */
const submittedDetails = (world: World, row: number): string =>
  namedSubEvents(world, row)
    .map((id) => JSON.stringify(id))
    .join(',');
