/** A complete request that should succeed, for any operation, made of what the target is known to hold. */
import type { Json } from '../../kernel/schema.ts';
import { member, type Ask } from '../exchange.ts';
import type { Operation } from '../operation.ts';
import type { AskFor } from '../products/argus/sample.ts';
import type { EventId, Sample } from './sample.ts';

type Params = Record<string, string | number>;
type Body = { readonly [name: string]: Json };

/** A user that nobody has: signing in as it must be refused, which is all that can be asked without somebody's password. */
const nobody = { userName: 'siem-sim-contract', password: 'no-such-password' };

/** Bodies of operations, by id, where an empty one will not do. */
const bodies: Readonly<Record<string, (sample: Sample) => Promise<Body | null>>> = {
  findAggregatedEvents: async () => ({ startTimestamp: '-30days', limit: 5 }),
  findAggregatedEventStats: async () => ({ startTimestamp: '-30days' }),
  findNIDSEvents: async () => ({ startTimestamp: '-30days', limit: 5 }),
  searchEvents: async () => ({ limit: 5 }),
  getEventStatistics: async () => ({ groupBy: [{ field: 'severity' }] }),
  updateEvents: async (sample) =>
    aboutFirst(sample, (id) => ({ eventIdentifiers: [id], update: { comment: 'Seen.' } })),
  updateEventsBulk: async () => ({ criteria: { startTimestamp: '-30days', limit: 1 }, update: { comment: 'Seen.' } }),
  assessEvent: async () => ({ comment: 'Seen.' }),
  assessEventCompatibility: async () => ({ comment: 'Seen.' }),
  assessEventBulk: async () => ({ assessment: { comment: 'Seen.' }, search: { limit: 1 } }),
  reindexEvents: async (sample) => aboutFirst(sample, (id) => ({ eventID: [id] })),
  submitEvent: submission,
  submitEventsBulk: async (sample) => {
    const event = await submission(sample);
    return event === null ? null : { events: [event] };
  },
  passwordAuthentication: async () => nobody,
  legacyPasswordAuthentication: async () => nobody,
  ldapAuthentication: async () => nobody,
  legacyLdapAuthentication: async () => nobody,
  totpAuthentication: async () => ({ ...nobody, tokenCode: '000000' }),
  legacyTotpAuthentication: async () => ({ ...nobody, tokenCode: '000000' }),
  initiateApiKey: async () => ({ description: 'Made by a contract test', expirationDays: 1 }),
  initiateApiKeyForUser: async () => ({ description: 'Made by a contract test', expirationDays: 1 }),
};

async function aboutFirst(sample: Sample, body: (id: string) => Body): Promise<Body | null> {
  const [first] = await sample.eventIds();
  return first === undefined ? null : body(first.id);
}

/** A new event that looks like one there is. */
async function submission(sample: Sample): Promise<Body | null> {
  const [event] = await sample.events();
  const signature = member(member(event, 'attackInfo'), 'signature');
  const customer = member(member(event, 'customerInfo'), 'shortName');
  const timestamp = member(event, 'startTimestamp');
  if (typeof signature !== 'string' || typeof customer !== 'string' || typeof timestamp !== 'number') return null;
  return {
    id: { customer, timestamp, type: 'aggregated' },
    signature,
    count: 1,
    source: { ip: '198.18.0.1' },
    destination: { ip: '198.18.0.2' },
  };
}

/** Values for path parameters, by name; null when the target holds nothing that would do. */
async function paramsOf(operation: Operation, sample: Sample, askFor: AskFor): Promise<Params | null> {
  const names = Array.from(operation.path.matchAll(/\{(\w+)\}/g), ([, name = '']) => name);
  const params: Params = {};
  for (const name of names) {
    const value =
      name in eventParts ? await eventPart(operation, name, sample) : await sources[name]?.(sample, operation, askFor);
    if (value === null || value === undefined) return null;
    params[name] = value;
  }
  return params;
}

const eventParts: Readonly<Record<string, keyof EventId>> = {
  type: 'type',
  timestamp: 'timestamp',
  customerID: 'customerID',
  eventID: 'eventID',
};

async function eventPart(operation: Operation, name: string, sample: Sample): Promise<string | number | null> {
  // An alarm's or event's id of USM Anywhere is called likewise.
  if (operation.product === 'usm') return uuidOf((await sample.usmEvents())[0]);
  const [first] = await sample.eventIds();
  const part = eventParts[name];
  return first === undefined || part === undefined ? null : first[part];
}

const uuidOf = (item: Json | undefined): string | null => {
  const id = member(item, 'uuid') ?? member(item, 'id');
  return typeof id === 'string' ? id : null;
};
const textOf = (value: Json | undefined): string | number | null =>
  typeof value === 'string' || typeof value === 'number' ? value : null;
const first = async (askFor: AskFor, operation: string): Promise<Json | undefined> => {
  const { data } = await askFor(operation, { query: { limit: 1 } });
  return Array.isArray(data) ? (data as readonly Json[])[0] : undefined;
};

type Source = (sample: Sample, operation: Operation, askFor: AskFor) => Promise<string | number | null>;
const shortName: Source = async (sample) => textOf(member((await sample.customers())[0], 'shortName'));
const catalogue: Readonly<Record<string, string>> = {
  getAlarm: 'argus.getAlarms',
  getCategory: 'argus.getCategories',
  getSignature: 'argus.getSignatures',
};

const sources: Readonly<Record<string, Source>> = {
  caseID: async (sample) => (await sample.cases())[0] ?? null,
  shortName,
  customer: shortName,
  function: async () => 'eventLookup',
  idOrShortName: async (sample, operation, askFor) =>
    operation.id === 'getCategory'
      ? textOf(member(await first(askFor, 'argus.getCategories'), 'id'))
      : shortName(sample, operation, askFor),
  idOrSignature: async (_, __, askFor) => textOf(member(await first(askFor, 'argus.getSignatures'), 'signature')),
  id: async (sample, operation, askFor) =>
    operation.id === 'getAlarm'
      ? textOf(member(await first(askFor, catalogue['getAlarm'] ?? ''), 'id'))
      : ((await sample.cases())[0] ?? null),
  sessionIdentifier: async () => 'no-such-session',
  ip: async () => '192.0.2.1',
  user: async () => 1,
  prefix: async () => 'no-such-key',
  prefixUser: async () => 1,
  prefixKey: async () => 99_999,
  alarmId: async (sample) => uuidOf((await sample.alarms())[0]),
  eventId: async (sample) => uuidOf((await sample.usmEvents())[0]),
  labelId: async (sample) => (await sample.labels())[0] ?? null,
};

const queries: Readonly<Record<string, NonNullable<Ask['query']>>> = {
  getTimestampMs: { timestring: '-24hours' },
  getToken: { grant_type: 'client_credentials' },
};

/** A request of the operation that should succeed; null where the target holds nothing to ask about. */
export async function exampleOf(operation: Operation, sample: Sample, askFor: AskFor): Promise<Ask | null> {
  const isCapture = operation.produces.includes('application/x-pcap');
  const captured = isCapture ? await sample.captured() : null;
  if (isCapture && captured === null) return null;
  const params = captured === null ? await paramsOf(operation, sample, askFor) : partsOf(captured);
  if (params === null) return null;
  const query = queries[operation.id];
  const body = operation.body === null ? undefined : await (bodies[operation.id]?.(sample) ?? Promise.resolve({}));
  if (body === null) return null;
  return { params, ...(query !== undefined && { query }), ...(body !== undefined && { body }) };
}

const partsOf = ({ type, timestamp, customerID, eventID }: EventId): Params => ({
  type,
  timestamp,
  customerID,
  eventID,
});
