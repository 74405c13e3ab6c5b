/** Submitted events: checked against each other and the World, and made complete. Source: docs/contract/argus.md §7.8, seed 001. */
import type { Problem } from '../../../http/product.ts';
import { parseRange } from '../../../kernel/net.ts';
import type { RowId } from '../../../model/event-id.ts';
import { findUuid } from '../../../model/submitted.ts';
import type { Case, Customer, GeoPlace, Sensor, World } from '../../../model/world.ts';
import { semanticProblem } from '../common/invalid.ts';
import { accessDenied, mayReadCase, maySee, namedCustomer, type Principal } from '../access/access.ts';
import { isTrue } from '../common/booleans.ts';
import { isEngines } from '../events/derived-properties.ts';
import { customerOfRow } from '../events/assessment.ts';
import { clashOf, identityOf, identityOfNew, type EventIdentity } from './submit-identity.ts';
import type { NewEnd, NewEventData } from './submit-parts.ts';
import type { SubmitEvent } from '../generated/types.ts';

/** Largest payload, in bytes; the vendor's limit. */
const largestPayload = 1_048_576;
/** What a column of counts or durations holds. */
const largestNumber = 0xffff_ffff;

export interface Submission {
  readonly world: World;
  readonly principal: Principal;
  /** When the events arrive, epoch milliseconds. */
  readonly at: number;
  /** The cases that there are, by id. */
  readonly cases: ReadonlyMap<number, Case>;
  /** Ids that the request has used, by UUID: an event may come more than once, but not as another one. */
  readonly used: Map<string, EventIdentity>;
}

/**
 * An event as the command holds it, or what is wrong with it.
 * Throws 403 for a customer that the caller may not see, whether it exists or not.
 */
export function completed(
  event: SubmitEvent,
  submission: Submission,
): { readonly data: NewEventData } | { readonly problems: readonly Problem[] } {
  const { world, principal, used } = submission;
  const named = namedEvent(event, submission);
  const { uuid, before } = named;
  const customer = customerOf(event, named.event, submission);
  if (!maySee(principal, customer)) throw accessDenied();
  const sensor = sensorOf(world, customer, event.location);
  const isRaw = event.id?.type === undefined ? before?.isRaw === true : event.id.type === 'raw';
  const times = timesOf(event, isRaw, before?.created ?? null, submission.at);
  const problems = [
    ...domainProblems(event, world),
    ...(sensor === undefined ? [semanticProblem('body', ['location'], event.location)] : []),
    ...shapeProblems(event, isRaw, times),
    ...caseProblems(event, isRaw, customer, submission),
    ...subEventProblems(event, customer, world),
  ];
  if (problems.length > 0 || sensor === undefined) return { problems };
  const data = { ...dataOf(world, event, isRaw, times), uuid, sensor: sensor.index };
  const identity = identityOfNew(world, data);
  if (before === null && uuid !== null) used.set(uuid, identity);
  const clash = before === null ? null : clashOf(before, identity);
  return clash === null ? { data } : { problems: [semanticProblem('body', ['id', clash], event.id?.[clash])] };
}

/** The event that has the UUID of a submission already: one that there is, or one that came before it in the request. */
function namedEvent({ id }: SubmitEvent, { world, used }: Submission) {
  const uuid = id?.uuid?.toLowerCase() ?? null;
  const event = uuid === null ? null : findUuid(world, uuid);
  const inRequest = uuid === null ? undefined : used.get(uuid);
  return { uuid, event, before: event === null ? (inRequest ?? null) : identityOf(world, event) };
}

interface Times {
  readonly timestamp: number;
  readonly stated: number | null;
  readonly end: number;
  readonly flags: readonly string[];
}

/** A time in the future is cut to now and flagged; a missing one is now (seed 001 flags and timestamps). An event that there is keeps its own. */
function timesOf(event: SubmitEvent, isRaw: boolean, created: number | null, at: number): Times {
  const stated = event.id?.timestamp === undefined ? null : Number(event.id.timestamp);
  const timestamp = created ?? Math.min(stated ?? Number(event.startTimestamp ?? at), at);
  const end = isRaw ? timestamp : Math.max(timestamp, Number(event.endTimestamp ?? timestamp));
  if (created !== null) return { timestamp, stated, end, flags: [] };
  if (stated === null) return { timestamp, stated, end, flags: ['MISSING_TIMESTAMP'] };
  return { timestamp, stated, end, flags: stated > at ? ['CLOCK_OUT_OF_SYNC'] : [] };
}

/** What contradicts itself, or does not fit into a column. */
function shapeProblems(event: SubmitEvent, isRaw: boolean, { timestamp, end }: Times): readonly Problem[] {
  const { startTimestamp, endTimestamp, count = 1, subEvents = [], payload } = event;
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

/** Cases must be readable and the customer's, and be an aggregate's: raw events have none. */
function caseProblems(
  event: SubmitEvent,
  isRaw: boolean,
  customer: Customer,
  { principal, cases }: Submission,
): readonly Problem[] {
  const ids = casesOf(event);
  const field = event.associatedCaseIDs === undefined ? 'associatedCaseID' : 'associatedCaseIDs';
  const isOf = (id: number): boolean => {
    const entry = cases.get(id);
    return entry !== undefined && entry.customer === customer && mayReadCase(principal, entry);
  };
  const wrong = isRaw ? ids[0] : ids.find((id) => !isOf(id));
  return wrong === undefined ? [] : [semanticProblem('body', [field], wrong)];
}

/** Sub-events need not exist yet, but their ids must say that they are of the same customer. */
function subEventProblems({ subEvents = [] }: SubmitEvent, customer: Customer, world: World): readonly Problem[] {
  const isOf = (id: string): boolean => {
    const parts = id.split('/');
    const known = findUuid(world, parts.at(-1) ?? '');
    if (known !== null) return customerOfRow(world, known.row) === customer;
    return /^(?:[A-Za-z]+\/)?\d+\/\d+\/[0-9a-fA-F-]{36}$/.test(id) && Number(parts.at(-2)) === customer.id;
  };
  const wrong = subEvents.findIndex((id) => !isOf(id));
  return wrong < 0 ? [] : [semanticProblem('body', ['subEvents', wrong], subEvents[wrong])];
}

/** A server has one domain. */
function domainProblems({ id }: SubmitEvent, { domain }: World): readonly Problem[] {
  const named = id?.customerDomain;
  const isIt =
    named === undefined || [String(domain.id), domain.name.toLowerCase()].includes(String(named).toLowerCase());
  return isIt ? [] : [semanticProblem('body', ['id', 'customerDomain'], named)];
}

function casesOf({ associatedCaseID = 0, associatedCaseIDs = [] }: SubmitEvent): readonly number[] {
  const single = Number(associatedCaseID);
  return [...associatedCaseIDs.map(Number), ...(single > 0 ? [single] : [])];
}

function dataOf(world: World, event: SubmitEvent, isRaw: boolean, times: Times): Omit<NewEventData, 'uuid' | 'sensor'> {
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
  return {
    isRaw,
    timestamp: times.timestamp,
    stated: times.stated,
    end: times.end,
    signature: event.signature ?? '',
    severity,
    count: isRaw ? 1 : Number(count),
    transport: transportOf(event.protocol),
    source: endOf(world, event.source, event.destination),
    destination: endOf(world, event.destination, event.source),
    flags: [...new Set([...flags, ...times.flags, ...(isTrue(event.finalized, false) ? ['FINALIZED'] : [])])],
    properties: cut(properties),
    uri,
    fqdn,
    cases: casesOf(event),
    subEvents,
    payload:
      payload?.payload === undefined ? null : { type: payload.payloadType ?? 'binary', payload: payload.payload },
    given: givenIn(event),
  };
}

/** Members that say something: clients send an empty list for each that they do not set (docs/contract/argus.md §9). */
const givenIn = (event: SubmitEvent): readonly string[] =>
  Object.entries(event).flatMap(([name, value]) => (Array.isArray(value) && value.length === 0 ? [] : [name]));

/** The customer that is named, else that of the event which has the UUID, else the caller's own. Throws 403 for one that is not there. */
function customerOf({ id }: SubmitEvent, known: RowId | null, { world, principal }: Submission): Customer {
  if (id?.customer === undefined) return known === null ? principal.account.customer : customerOfRow(world, known.row);
  const customer = namedCustomer(world, id.customer);
  if (customer === undefined) throw accessDenied();
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

/** An end without an address is shown as the unspecified one of the other end's family. */
function endOf(world: World, end: End = {}, other: End = {}): NewEnd {
  const given = parseRange(end.ip ?? '');
  const unspecified = parseRange(other.ip ?? '')?.version === 6 ? '::' : '0.0.0.0';
  const { ip = unspecified, port = 0, geoLocation, user = null, host = null } = end;
  return {
    ip: given === null ? unspecified : ip,
    port: Number(port),
    place: placeOf(world, geoLocation) ?? (given === null ? null : world.placeOf(given)),
    user,
    host,
  };
}

/** The place that a submitter names; what it does not name is looked up. */
function placeOf({ hosts }: World, geo: End['geoLocation']): GeoPlace | null {
  if (geo?.countryCode === undefined) return null;
  const { countryCode, latitude = 0, longitude = 0 } = geo;
  const country = hosts.find(({ place }) => place?.countryCode === countryCode)?.place;
  return { countryCode, countryName: country?.countryName ?? countryCode, city: '', latitude, longitude };
}

/** Keys are cut at 50 characters, values at 1024 (docs/contract/argus.md §7.8); what the engine writes itself is not the submitter's (assumed). */
const cut = (properties: Readonly<Record<string, readonly string[]>>): Record<string, readonly string[]> =>
  Object.fromEntries(
    Object.entries(properties)
      .map(([key, values]) => [key.slice(0, 50), values.map((value) => value.slice(0, 1024))] as const)
      .filter(([key]) => !isEngines(key)),
  );

const sizeOf = ({ payload = '', payloadType }: NonNullable<SubmitEvent['payload']>): number =>
  Buffer.byteLength(payload, payloadType === 'string' ? 'utf8' : 'base64');
