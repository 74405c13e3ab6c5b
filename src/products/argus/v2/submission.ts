/** Submitted events: checked against each other and the World, and made complete. Source: contract/argus.md §7.8, seed 001. */
import type { Problem } from '../../../http/product.ts';
import { parseRange } from '../../../kernel/net.ts';
import { counterStream, uuid } from '../../../kernel/random.ts';
import { findUuid } from '../../../model/submitted.ts';
import type { Customer, GeoPlace, Sensor, World } from '../../../model/world.ts';
import { semanticProblem } from '../common/invalid.ts';
import { accessDenied, maySee, type Viewer } from '../access/access.ts';
import { caseOf } from '../events/assessment.ts';
import type { NewEnd, NewEventData } from './submit-command.ts';
import type { SubmitEvent } from '../generated/types.ts';

/** Largest payload, in bytes; the vendor's limit. */
const largestPayload = 1_048_576;
/** What a column of counts or durations holds. */
const largestNumber = 0xffff_ffff;

export interface Submission {
  readonly world: World;
  readonly viewer: Viewer;
  /** When the events arrive, epoch milliseconds. */
  readonly at: number;
  /** Position among the events of all submissions; makes the UUID of an event that brings none. */
  readonly number: number;
}

/**
 * An event as the command holds it, or what is wrong with it.
 * Throws 403 for a customer that the caller may not see, whether it exists or not.
 */
export function completed(
  event: SubmitEvent,
  submission: Submission,
): { readonly data: NewEventData } | { readonly problems: readonly Problem[] } {
  const { world } = submission;
  const customer = customerOf(event, submission);
  const sensor = sensorOf(world, customer, event.location);
  const times = timesOf(event, submission.at);
  const seed = counterStream([world.rowKey[0] ^ 0x5b317, world.rowKey[1]], submission.number);
  const id = event.id.uuid?.toLowerCase() ?? uuid(seed);
  const problems = [
    ...(sensor === undefined ? [semanticProblem('body', ['location'], event.location)] : []),
    ...(findUuid(world, id) === null ? [] : [semanticProblem('body', ['id', 'uuid'], event.id.uuid)]),
    ...shapeProblems(event, times),
    ...caseProblems(event, world, customer),
  ];
  return problems.length > 0 || sensor === undefined
    ? { problems }
    : { data: { ...dataOf(event, times), uuid: id, sensor: sensor.index } };
}

interface Times {
  readonly timestamp: number;
  readonly end: number;
  readonly flags: readonly string[];
}

/** A time in the future is cut to now and flagged; a missing one is now (seed 001 flags and timestamps). */
function timesOf(event: SubmitEvent, at: number): Times {
  const stated = event.id.timestamp === undefined ? null : Number(event.id.timestamp);
  const timestamp = Math.min(stated ?? Number(event.startTimestamp ?? at), at);
  const end = event.id.type === 'raw' ? timestamp : Math.max(timestamp, Number(event.endTimestamp ?? timestamp));
  if (stated === null) return { timestamp, end, flags: ['MISSING_TIMESTAMP'] };
  return { timestamp, end, flags: stated > at ? ['CLOCK_OUT_OF_SYNC'] : [] };
}

/** What contradicts itself, or does not fit into a column. */
function shapeProblems(event: SubmitEvent, { timestamp, end }: Times): readonly Problem[] {
  const { startTimestamp, endTimestamp, count = 1, subEvents = [], payload } = event;
  const isRaw = event.id.type === 'raw';
  const isTurned =
    startTimestamp !== undefined && endTimestamp !== undefined && Number(startTimestamp) > Number(endTimestamp);
  return [
    ...(isTurned ? [semanticProblem('body', ['endTimestamp'], endTimestamp)] : []),
    ...(end - timestamp > largestNumber ? [semanticProblem('body', ['endTimestamp'], endTimestamp)] : []),
    ...(Number(count) > (isRaw ? 1 : largestNumber) ? [semanticProblem('body', ['count'], count)] : []),
    ...(isRaw && subEvents.length > 0 ? [semanticProblem('body', ['subEvents'], subEvents)] : []),
    ...(payload !== undefined && sizeOf(payload) > largestPayload
      ? [semanticProblem('body', ['payload', 'payload'], null)]
      : []),
  ];
}

/** Cases must exist, be the customer's, and be an aggregate's: raw events have none. */
function caseProblems(event: SubmitEvent, world: World, customer: Customer): readonly Problem[] {
  const cases = casesOf(event);
  const field = event.associatedCaseIDs === undefined ? 'associatedCaseID' : 'associatedCaseIDs';
  const wrong = event.id.type === 'raw' ? cases[0] : cases.find((id) => caseOf(world, id)?.customer !== customer);
  return wrong === undefined ? [] : [semanticProblem('body', [field], wrong)];
}

function casesOf({ associatedCaseID = 0, associatedCaseIDs = [] }: SubmitEvent): readonly number[] {
  const single = Number(associatedCaseID);
  return [...associatedCaseIDs.map(Number), ...(single > 0 ? [single] : [])];
}

function dataOf(event: SubmitEvent, times: Times): Omit<NewEventData, 'uuid' | 'sensor'> {
  const {
    severity = 'low',
    count = 1,
    flags = [],
    properties = {},
    uri = null,
    fqdn = null,
    subEvents = [],
    payload,
  } = event;
  const isRaw = event.id.type === 'raw';
  return {
    isRaw,
    timestamp: times.timestamp,
    end: times.end,
    signature: event.signature,
    severity,
    count: isRaw ? 1 : Number(count),
    transport: transportOf(event.protocol),
    source: endOf(event.source),
    destination: endOf(event.destination),
    flags: [...new Set([...flags, ...times.flags])],
    properties: cut(properties),
    uri,
    fqdn,
    cases: casesOf(event),
    subEvents,
    payload: payload === undefined ? null : { type: payload.payloadType, payload: payload.payload },
  };
}

function customerOf(event: SubmitEvent, { world, viewer }: Submission): Customer {
  const name = String(event.id.customer);
  const customer = world.customers.find(({ shortName, id }) => shortName === name || String(id) === name);
  if (customer === undefined || !maySee(viewer, customer)) throw accessDenied();
  return customer;
}

/** The sensor at the named location, else the customer's first. */
function sensorOf(world: World, customer: Customer, location: SubmitEvent['location']): Sensor | undefined {
  const sensors = world.sensors.filter((sensor) => sensor.customer === customer);
  if (location === undefined) return sensors[0];
  return sensors.find((sensor) => sensor.location.shortName === location || sensor.location.id === Number(location));
}

const transports: Readonly<Record<string, NewEventData['transport']>> = {
  tcp: 'tcp',
  udp: 'udp',
  icmp: 'icmp',
  6: 'tcp',
  17: 'udp',
  1: 'icmp',
  58: 'icmp',
};

const transportOf = (protocol: SubmitEvent['protocol']): NewEventData['transport'] =>
  transports[String(protocol ?? '')] ?? null;

type End = NonNullable<SubmitEvent['source']>;

/** An end without an address is shown as the unspecified one. */
function endOf(end: End | undefined): NewEnd {
  const ip = end?.ip ?? '0.0.0.0';
  const range = parseRange(ip);
  return { ip: range === null ? '0.0.0.0' : ip, port: Number(end?.port ?? 0), place: placeOf(end?.geoLocation) };
}

function placeOf(geo: End['geoLocation']): GeoPlace | null {
  if (geo?.countryCode === undefined) return null;
  return {
    countryCode: geo.countryCode,
    countryName: geo.countryCode,
    city: '',
    latitude: geo.latitude ?? 0,
    longitude: geo.longitude ?? 0,
  };
}

/** Keys are cut at 50 characters, values at 1024 (contract/argus.md §7.8). */
const cut = (properties: Readonly<Record<string, readonly string[]>>): Record<string, readonly string[]> =>
  Object.fromEntries(
    Object.entries(properties).map(([key, values]) => [key.slice(0, 50), values.map((value) => value.slice(0, 1024))]),
  );

const sizeOf = ({ payload, payloadType }: { readonly payload: string; readonly payloadType: string }): number =>
  Buffer.byteLength(payload, payloadType === 'string' ? 'utf8' : 'base64');
