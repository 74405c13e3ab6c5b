/** v1 events as JSON text: an event is written once, from fragments that it shares with others. Source: docs/contract/argus.md §6.2, §6.3. */
import { hostAt, ephemeralPort, rawStanding } from '../../../corpus/raw-view.ts';
import type { Columns } from '../../../model/columns.ts';
import { additionTo } from '../../../model/addition.ts';
import { severities } from '../../../model/detection.ts';
import { byMarks } from '../../../model/mark.ts';
import { flagsIn } from '../common/flag.ts';
import { keptDetails } from '../../../model/submitted.ts';
import type { Detail, Host, Sensor, World } from '../../../model/world.ts';
import { commentsOf, rawCommentsOf, type Comment } from '../events/comments.ts';
import { eachDerived } from '../events/derived-properties.ts';
import { engineTime, rawTime } from '../events/event-times.ts';
import { propertiesOf } from '../events/properties.ts';
import { aggregatedId, rawId, rawIdList, namedSubEvents } from '../events/event-id.ts';
import type { Separator, V1Writer } from '../services/writers.ts';
import { makeV1Fragments, openPropertiesText, type V1Fragments } from './fragments.ts';

/** IANA protocol numbers of the transports; 0 where a log names none. ICMP has another number in IPv6. */
const protocolNumber = { tcp: 6, udp: 17, icmp: 1 } as const;

export function makeV1Writer(world: World): V1Writer<string> {
  const fragments = makeV1Fragments(world);
  const flagText = byMarks((set) => JSON.stringify(flagsIn(set)));
  return {
    aggregated: (columns, row, separator) => aggregatedText({ world, fragments, flagText, columns, row, separator }),
    raw: (columns, row, ordinal, separator) =>
      rawText({ world, fragments, flagText, columns, row, separator }, ordinal),
  };
}

interface RowContext {
  readonly world: World;
  readonly fragments: V1Fragments;
  readonly flagText: (low: number, high: number) => string;
  readonly columns: Columns;
  readonly row: number;
  readonly separator: Separator;
}

function aggregatedText(context: RowContext): string {
  const { world, fragments, columns, row } = context;
  const sensor = world.sensors[columns.sensor[row] ?? 0] as Sensor;
  const detail = world.details[columns.detail[row] ?? 0] as Detail;
  const timestamp = columns.timestamp[row] ?? 0;
  const source = world.hosts[columns.source[row] ?? 0] as Host;
  const destination = world.hosts[columns.destination[row] ?? 0] as Host;
  const count = columns.count[row] ?? 1;
  const kept = keptDetails(world, row, count);
  const details = rawIdList(world, columns, row, kept);
  const began = String(timestamp);
  return (
    `{"customerInfo":${fragments.customer(sensor.customer)},"properties":${propertiesText(context, detail, null, timestamp)},"comments":${commentsText(fragments, commentsOf(world, row))},` +
    `${fragments.cases(columns.cases[row] ?? 0)},"location":${fragments.location(sensor)},"attackInfo":${fragments.attack(detail)},` +
    `"domain":${fragments.domain(detail)},"uri":${fragments.uri(detail)},"count":${count},` +
    `"source":{"port":${columns.sourcePort[row] ?? 0}${fragments.host(source)},"destination":{"port":${columns.destinationPort[row] ?? 0}${fragments.host(destination)},` +
    `"protocol":"${detail.detection.transport ?? '0'}","timestamp":${began},"startTimestamp":${began},"endTimestamp":${timestamp + (columns.duration[row] ?? 0)},` +
    `"lastUpdatedTimestamp":${columns.updated[row] ?? 0},"flags":${flagsText(context, null, columns.flagsLow[row] ?? 0, columns.flagsHigh[row] ?? 0)},` +
    `"severity":"${severities[columns.severity[row] ?? 0]}","detailedEventIDS":[${details || submittedDetails(world, row)}],"id":"${aggregatedId(world, columns, row)}"}`
  );
}

function rawText(context: RowContext, ordinal: number): string {
  const { world, fragments, columns, row } = context;
  const sensor = world.sensors[columns.sensor[row] ?? 0] as Sensor;
  const detail = world.details[columns.detail[row] ?? 0] as Detail;
  const timestamp = rawTime(world, columns, row, ordinal);
  const source = world.hosts[hostAt(world, columns.source[row] ?? 0, ordinal)] as Host;
  const destination = world.hosts[hostAt(world, columns.destination[row] ?? 0, ordinal)] as Host;
  const { transport } = detail.detection;
  const protocol =
    transport === null ? 0 : transport === 'icmp' && source.range.version === 6 ? 58 : protocolNumber[transport];
  const state = rawStanding(world, row, ordinal);
  return (
    `{"customerInfo":${fragments.customer(sensor.customer)},"properties":${propertiesText(context, detail, ordinal, timestamp)},"comments":${commentsText(fragments, rawCommentsOf(world, row, ordinal))},` +
    `"sensor":${fragments.sensor(sensor)},"location":${fragments.location(sensor)},"attackInfo":${fragments.attack(detail)},"count":1,` +
    `"engineTimestamp":${engineTime(world, row, timestamp)},"protocolID":${protocol},"domain":${fragments.domain(detail)},"uri":${fragments.uri(detail)},` +
    `"source":{"port":${ephemeralPort(columns.sourcePort[row] ?? 0, ordinal)}${fragments.host(source)},` +
    `"destination":{"port":${ephemeralPort(columns.destinationPort[row] ?? 0, ordinal)}${fragments.host(destination)},"timestamp":${timestamp},` +
    `"severity":"${severities[state.severity]}","flags":${flagsText(context, ordinal, state.low, state.high)},"id":"${rawId(world, columns, row, ordinal)}"}`
  );
}

function flagsText({ world, flagText, row }: RowContext, ordinal: number | null, low: number, high: number): string {
  const { marks } = additionTo(world, row, ordinal);
  return marks.length === 0 ? flagText(low, high) : JSON.stringify([...flagsIn({ low, high }), ...marks]);
}

function propertiesText(
  { world, fragments, row, separator }: RowContext,
  detail: Detail,
  ordinal: number | null,
  timestamp: number,
): string {
  const properties = propertiesOf(world, detail, row, ordinal);
  const isUsual = properties === detail.variant.properties;
  const text = isUsual ? fragments.properties(detail, separator) : openPropertiesText(properties, separator);
  let own = '';
  eachDerived(world, { row, ordinal, timestamp }, (key, value) => (own += `"${key}":"${value}",`));
  return `${`${text}${own}`.slice(0, -1)}}`;
}

const commentsText = (fragments: V1Fragments, comments: readonly Comment[]): string =>
  `[${comments.map(({ timestamp, user, text }) => `{"timestamp":${timestamp},"user":${fragments.user(user)},"comment":${JSON.stringify(text)}}`).join(',')}]`;

/** A submitted event names its sub-events itself. */
const submittedDetails = (world: World, row: number): string =>
  namedSubEvents(world, row)
    .map((id) => JSON.stringify(id))
    .join(',');
