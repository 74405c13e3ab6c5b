/** v2 events as JSON text, aggregated and raw in one model; what was not asked for is left out. Source: docs/contract/argus.md §7.1, seed 001. */
import { hostAt, ephemeralPort, rawStanding } from '../../../corpus/raw-view.ts';
import { additionTo } from '../../../model/addition.ts';
import { severities } from '../../../model/detection.ts';
import type { Detail, Host, Sensor, World } from '../../../model/world.ts';
import { commentsOf, rawCommentsOf, type Comment } from '../events/comments.ts';
import { engineTime, firstAssessed, firstNotified, rawTime } from '../events/event-times.ts';
import { publishedAt } from '../events/publication.ts';
import { isTrue } from '../common/booleans.ts';
import { eventId, subEventIds } from '../events/event-id.ts';
import { submittedAt } from '../../../model/submitted.ts';
import { byMarks } from '../../../model/mark.ts';
import { shownName, endFlagText, eventFlags, type FlagEnd } from './flags.ts';
import type { Extras, V2Writer } from '../services/writers.ts';
import { makeV2Fragments, namedHostText } from './fragments.ts';
import { makePropertyTexts } from './properties.ts';

export const noExtras: Extras = { properties: undefined, comments: false, subEvents: false };

type Flag = boolean | string | undefined;

/** What the include* members of a request ask for; asking for all properties overrides a choice (seed 001). */
export function extrasOf(request: {
  readonly includeAllProperties?: Flag;
  readonly includeComments?: Flag;
  readonly includeSubEvents?: Flag;
  readonly includeProperties?: readonly string[];
}): Extras {
  const { includeProperties = [] } = request;
  const some = includeProperties.length === 0 ? undefined : new Set(includeProperties);
  return {
    properties: isTrue(request.includeAllProperties, false) ? null : some,
    comments: isTrue(request.includeComments, false),
    subEvents: isTrue(request.includeSubEvents, false),
  };
}

const contextOf = (world: World) => ({
  world,
  fragments: makeV2Fragments(world),
  properties: makePropertyTexts(world),
  flagText: byMarks(({ low, high }) => JSON.stringify(eventFlags(low, high))),
});
type ViewContext = ReturnType<typeof contextOf>;

export function makeV2Writer(world: World): V2Writer<string> {
  const context = contextOf(world);
  return (row, ordinal, extras) => eventText(context, row, ordinal, extras);
}

/** An aggregate or a raw event, and what differs between them. */
interface EventState {
  readonly row: number;
  readonly ordinal: number | null;
  readonly detail: Detail;
  readonly timestamp: number;
  readonly low: number;
  readonly high: number;
  readonly severity: number;
  readonly updated: number;
}

function stateOf(world: World, row: number, ordinal: number | null): EventState {
  const columns = world.aggregated;
  const detail = world.details[columns.detail[row] ?? 0] as Detail;
  const timestamp = columns.timestamp[row] ?? 0;
  if (ordinal === null) {
    return {
      row,
      ordinal,
      detail,
      timestamp,
      low: columns.flagsLow[row] ?? 0,
      high: columns.flagsHigh[row] ?? 0,
      severity: columns.severity[row] ?? 0,
      updated: columns.updated[row] ?? 0,
    };
  }
  const { low, high, severity, updated } = rawStanding(world, row, ordinal);
  const time = rawTime(world, columns, row, ordinal);
  return { row, ordinal, detail, timestamp: time, low, high, severity, updated };
}

function eventText(context: ViewContext, row: number, ordinal: number | null, extras: Extras): string {
  const { world, fragments } = context;
  const columns = world.aggregated;
  const sensor = world.sensors[columns.sensor[row] ?? 0] as Sensor;
  const event = stateOf(world, row, ordinal);
  const { detail } = event;
  const isRaw = ordinal !== null;
  const id = eventId(world, row, ordinal);
  const set = isRaw ? 0 : (columns.cases[row] ?? 0);
  return (
    `{"id":"${id}","uuid":"${id.slice(id.lastIndexOf('/') + 1)}","type":"${isRaw ? 'raw' : 'aggregated'}",` +
    `"source":${endText(context, 'source', event)},"destination":${endText(context, 'destination', event)},` +
    `"customer":${fragments.customer(sensor.customer)},"location":${fragments.location(sensor)},${fragments.attack(detail)},` +
    // The documented count of raw events (seed 001); the published schema says 1.
    `"count":${isRaw ? 0 : (columns.count[row] ?? 1)},"severity":"${severities[event.severity]}",` +
    `"timestamps":${timestampsText(world, event)},"sensor":${fragments.sensor(sensor)},` +
    `"protocol":"${detail.detection.transport ?? 'unknown'}","associatedCases":${set === 0 ? '[]' : fragments.cases(set)},` +
    `${extraTexts(context, event, extras)}"flags":${flagsText(context, event)}}`
  );
}

function flagsText({ world, flagText }: ViewContext, { row, ordinal, low, high }: EventState): string {
  const { marks } = additionTo(world, row, ordinal);
  return marks.length === 0 ? flagText(low, high) : JSON.stringify([...eventFlags(low, high), ...marks.map(shownName)]);
}

function endText({ world, fragments }: ViewContext, end: FlagEnd, event: EventState): string {
  const { row, ordinal, detail, low, high } = event;
  const columns = world.aggregated;
  const code = columns[end][row] ?? 0;
  const port = (end === 'source' ? columns.sourcePort : columns.destinationPort)[row] ?? 0;
  const host = world.hosts[ordinal === null ? code : hostAt(world, code, ordinal)] as Host;
  const named = submittedAt(world, row)?.ends?.[end];
  const user = named?.user ?? userAt(end, detail);
  const hostText = named === undefined || named.host === null ? fragments.host(host) : namedHostText(host, named.host);
  return (
    `${hostText}${ordinal === null ? port : ephemeralPort(port, ordinal)},"user":${user === null ? 'null' : JSON.stringify(user)},` +
    `"geoInfo":${fragments.geo(host)},"flags":${endFlagText(end, low, high)}}`
  );
}

/** Sensors on hosts and in identity systems know who acted; that user is on the end that opened the connection. A network sensor knows none. */
function userAt(end: FlagEnd, { detection, variant }: Detail): string | null {
  const initiator: FlagEnd = detection.trigger === 'initiator' ? 'source' : 'destination';
  return detection.telemetry === 'network' || end !== initiator ? null : (variant.properties['user.name']?.[0] ?? null);
}

function timestampsText(world: World, { row, ordinal, timestamp, updated }: EventState): string {
  const isRaw = ordinal !== null;
  const last = timestamp + (world.aggregated.duration[row] ?? 0);
  return (
    `{"created":${timestamp},"lastUpdated":${updated},"firstEvent":${isRaw ? null : timestamp},"lastEvent":${isRaw ? null : last},` +
    `"enginePersisted":${engineTime(world, row, timestamp)},"firstAssessed":${firstAssessed(world, row, ordinal)},"firstNotified":${isRaw ? null : firstNotified(world, row)},` +
    `"published":${publishedAt(world, row, ordinal)}}`
  );
}

function extraTexts(context: ViewContext, { row, ordinal, detail, timestamp }: EventState, extras: Extras): string {
  const { world } = context;
  let text = '';
  if (extras.subEvents) text += `"subEvents":${ordinal === null ? JSON.stringify(subEventIds(world, row)) : null},`;
  if (extras.properties !== undefined) {
    text += `"properties":${context.properties({ detail, row, ordinal, timestamp }, extras.properties)},`;
  }
  if (extras.comments) {
    const comments = ordinal === null ? commentsOf(world, row) : rawCommentsOf(world, row, ordinal);
    text += `"comments":[${comments.map((comment) => commentText(context, comment)).join(',')}],`;
  }
  return text;
}

const commentText = ({ fragments }: ViewContext, { timestamp, user, text }: Comment): string =>
  `{"comment":${JSON.stringify(text)},"timestamp":${timestamp},"user":${fragments.user(user)}}`;
