/** v2 events as JSON bytes, aggregated and raw in one model; what was not asked for is left out. Source: docs/contract/argus.md §7.1, seed 001. */
import { put, putAgain, putNumber, putText, uuidLength, type Sheet } from '../../../kernel/bytes.ts';
import type { Columns } from '../../../model/columns.ts';
import { withRows } from '../../../model/late-columns.ts';
import { hostAt, ephemeralPort, rawStanding } from '../../../corpus/raw-view.ts';
import { additionTo } from '../../../model/addition.ts';
import type { Detail, Host, Sensor, World } from '../../../model/world.ts';
import { commentsOf, rawCommentsOf, type Comment } from '../events/comments.ts';
import { engineTime, firstAssessed, firstNotified, rawTime } from '../events/event-times.ts';
import { publishedAt } from '../events/publication.ts';
import { isTrue } from '../common/booleans.ts';
import { subEventIds } from '../events/event-id.ts';
import { putEventId } from '../events/id-writer.ts';
import { submittedAt } from '../../../model/submitted.ts';
import { shownName, endFlagBytes, eventFlags, type FlagEnd } from './flags.ts';
import type { Extras, V2Writer } from '../services/writers.ts';
import { makeV2Fragments, namedHostText, userText } from './fragments.ts';
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
});
type ViewContext = ReturnType<typeof contextOf> & { readonly sheet: Sheet; readonly columns: Columns };

export function makeV2Writer(world: World): V2Writer {
  const context = contextOf(world);
  return (sheet, row, ordinal, extras) =>
    putEvent({ ...context, sheet, columns: withRows(world.aggregated, row) }, row, ordinal, extras);
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

function stateOf({ world, columns }: ViewContext, row: number, ordinal: number | null): EventState {
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

const piece = {
  id: Buffer.from('{"id":"'),
  uuid: Buffer.from('","uuid":"'),
  aggregated: Buffer.from('","type":"aggregated","source":'),
  raw: Buffer.from('","type":"raw","source":'),
  destination: Buffer.from(',"destination":'),
  updated: Buffer.from(',"lastUpdated":'),
  firstEvent: Buffer.from(',"firstEvent":'),
  lastEvent: Buffer.from(',"lastEvent":'),
  persisted: Buffer.from(',"enginePersisted":'),
  assessed: Buffer.from(',"firstAssessed":'),
  notified: Buffer.from(',"firstNotified":'),
  published: Buffer.from(',"published":'),
  noCases: Buffer.from('[],'),
  flags: Buffer.from('"flags":'),
  end: Buffer.from('}'),
  null: Buffer.from('null'),
} as const;

function putEvent(context: ViewContext, row: number, ordinal: number | null, extras: Extras): void {
  const { sheet, world, fragments, columns } = context;
  const sensor = world.sensors[columns.sensor[row] ?? 0] as Sensor;
  const event = stateOf(context, row, ordinal);
  const { detail, timestamp } = event;
  const isRaw = ordinal !== null;
  const set = isRaw ? 0 : (columns.cases[row] ?? 0);
  put(sheet, piece.id);
  putEventId(sheet, world, { row, ordinal }, timestamp, fragments.owner(sensor.customer));
  put(sheet, piece.uuid);
  putAgain(sheet, uuidLength + piece.uuid.length, uuidLength);
  put(sheet, isRaw ? piece.raw : piece.aggregated);
  putEnd(context, 'source', event);
  put(sheet, piece.destination);
  putEnd(context, 'destination', event);
  put(sheet, fragments.customer(sensor.customer));
  put(sheet, fragments.location(sensor));
  put(sheet, fragments.attack(detail));
  // The documented count of raw events (seed 001); the published schema says 1.
  putNumber(sheet, isRaw ? 0 : (columns.count[row] ?? 1));
  put(sheet, fragments.severity[event.severity] as Uint8Array);
  putTimestamps(context, event);
  put(sheet, fragments.sensor(sensor));
  put(sheet, fragments.protocol(detail));
  put(sheet, set === 0 ? piece.noCases : fragments.cases(set));
  putText(sheet, extraTexts(context, event, extras));
  put(sheet, piece.flags);
  putFlags(context, event);
  put(sheet, piece.end);
}

function putFlags({ sheet, world, fragments }: ViewContext, { row, ordinal, low, high }: EventState): void {
  const { marks } = additionTo(world, row, ordinal);
  if (marks.length === 0) put(sheet, fragments.flags(low, high));
  else putText(sheet, JSON.stringify([...eventFlags(low, high), ...marks.map(shownName)]));
}

function putEnd({ sheet, world, fragments, columns }: ViewContext, end: FlagEnd, event: EventState): void {
  const { row, ordinal, detail, low, high } = event;
  const code = columns[end][row] ?? 0;
  const port = (end === 'source' ? columns.sourcePort : columns.destinationPort)[row] ?? 0;
  const host = world.hosts[ordinal === null ? code : hostAt(world, code, ordinal)] as Host;
  const named = submittedAt(world, row)?.ends?.[end];
  if (named === undefined || named.host === null) put(sheet, fragments.host(host));
  else putText(sheet, namedHostText(host, named.host));
  putNumber(sheet, ordinal === null ? port : ephemeralPort(port, ordinal));
  if (named === undefined || named.user === null) put(sheet, fragments.user[end](detail));
  else putText(sheet, userText(named.user));
  put(sheet, fragments.geo(host));
  put(sheet, endFlagBytes(end, low, high));
  put(sheet, piece.end);
}

function putTimestamps({ sheet, world, columns }: ViewContext, event: EventState): void {
  const { row, ordinal, timestamp, updated } = event;
  const isRaw = ordinal !== null;
  putNumber(sheet, timestamp);
  put(sheet, piece.updated);
  putNumber(sheet, updated);
  putTime(sheet, piece.firstEvent, isRaw ? null : timestamp);
  putTime(sheet, piece.lastEvent, isRaw ? null : timestamp + (columns.duration[row] ?? 0));
  putTime(sheet, piece.persisted, engineTime(world, row, timestamp));
  putTime(sheet, piece.assessed, firstAssessed(world, row, ordinal));
  putTime(sheet, piece.notified, isRaw ? null : firstNotified(world, row));
  putTime(sheet, piece.published, publishedAt(world, row, ordinal));
}

function putTime(sheet: Sheet, name: Uint8Array, time: number | null): void {
  put(sheet, name);
  if (time === null) put(sheet, piece.null);
  else putNumber(sheet, time);
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
  `{"comment":${JSON.stringify(text)},"timestamp":${timestamp},"user":${fragments.author(user)}}`;
