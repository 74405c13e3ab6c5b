/** What every endpoint of Argus must satisfy, read from its table: successes and refusals as its row declares them. */
import { expect, test } from 'vitest';
import { schemaDocument, violations } from '../../src/kernel/schema.ts';
import type { Endpoint } from '../../src/http/endpoint.ts';
import { caseIdsOf, caseRequests } from '../support/case-requests.ts';
import { fullKey, service, type Answer, type Ask, type Service } from '../support/service.ts';
import { endpointsOf } from '../support/tables.ts';

const endpoints = endpointsOf('argus');

interface Example {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: string;
  readonly body?: unknown;
}

/** An event that has a capture. */
async function eventOf({ search }: Service): Promise<Readonly<Record<string, string>>> {
  const [{ id }] = (await search({ includeFlags: ['HAS_PCAP'], limit: 1 })).data;
  const [type, timestamp, customerID, eventID] = id.split('/') as [string, string, string, string];
  return { type, timestamp, customerID, eventID };
}

/** A task that indexes events, or cases, again. */
const taskOf = async ({ ask }: Service, isOfCases: boolean): Promise<string> =>
  (isOfCases
    ? await ask('/cases/v2/case/reindex', { method: 'PUT', body: {} })
    : await ask('/events/v2/servicetask/reindex', { body: {} })
  ).data?.id ?? 'x';

const logIn = { userName: 'all-access', password: 'no-such-password' };
/** Requests that succeed, where an event's path and an empty body are not enough. */
const examples: Readonly<Record<string, Example>> = {
  findAggregatedEvents: { body: { startTimestamp: '-2days' } },
  getEventsForCase: { params: { caseID: '12342345' } },
  listEventsByCase: { params: { caseID: '12342345' } },
  getEventStatistics: { body: { groupBy: [{ field: 'severity' }] } },
  assessEvent: { body: { comment: 'Seen.' } },
  assessEventCompatibility: { body: { comment: 'Seen.' } },
  assessEventBulk: { body: { assessment: { comment: 'Seen.' }, search: { limit: 2 } } },
  submitEvent: {
    body: {
      id: { customer: 'demo', timestamp: 1_793_500_000_000, type: 'aggregated' },
      signature: 'SNORT-1:1000041',
      count: 1,
      source: { ip: '198.18.0.1' },
      destination: { ip: '10.5.0.7' },
    },
  },
  submitEventsBulk: {
    body: {
      events: [
        {
          id: { customer: 'demo', timestamp: 1_793_500_000_000, type: 'aggregated' },
          signature: 'SNORT-1:1000041',
          count: 1,
          source: { ip: '198.18.0.1' },
          destination: { ip: '10.5.0.7' },
        },
      ],
    },
  },
  bulkAssessTask: { body: { assessment: { comment: 'Seen.' }, search: { limit: 2 } } },
  searchPdnsRecords: { body: { query: 'example.com' } },
  updateEventsBulk: { body: { criteria: { startTimestamp: 0, limit: 2 }, update: { comment: 'Seen.' } } },
  checkSessionFunctionPermission: { params: { function: 'eventLookup' } },
  checkSessionPermission: { params: { function: 'eventLookup', customer: 'demo' } },
  getTimestampMs: { query: 'timestring=-24hours' },
  getBasicCustomer: { params: { idOrShortName: 'demo' } },
  getBasicCustomerProperties: { params: { idOrShortName: 'demo' } },
  getBasicCustomerUserRoles: { params: { idOrShortName: 'demo' } },
  getBasicCustomerLogo: { params: { idOrShortName: 'demo' } },
  getCustomerByShortName: { params: { shortName: 'demo' } },
  getAlarm: { params: { id: '58501' } },
  getCategory: { params: { idOrShortName: '363' } },
  initiateApiKeyForUser: { body: { description: 'For tests', expirationDays: 1 } },
  passwordAuthentication: { body: logIn },
  legacyPasswordAuthentication: { body: logIn },
  ldapAuthentication: { body: logIn },
  legacyLdapAuthentication: { body: logIn },
  totpAuthentication: { body: { ...logIn, tokenCode: '000000' } },
  legacyTotpAuthentication: { body: { ...logIn, tokenCode: '000000' } },
};

/** Successes that need a session, a password or a second factor; the tests of authentication show them. */
const needsSession = (endpoint: Endpoint): boolean =>
  endpoint.path.startsWith('/authentication/') &&
  !/\/session(\/function|\/customer|\/cache|\/authmethods|\/permission\/.*)?$|\/methods$/.test(endpoint.path);

async function requestOf(given: Service, endpoint: Endpoint, change: Partial<Example> = {}): Promise<[string, Ask]> {
  const event = await eventOf(given);
  const taskID = endpoint.path.includes('{taskID}') ? await taskOf(given, endpoint.path.startsWith('/cases/')) : '';
  const ofCases = endpoint.path.startsWith('/cases/')
    ? caseRequests(await caseIdsOf(given, fullKey))[endpoint.id]
    : undefined;
  const own: Example = { ...ofCases, ...examples[endpoint.id] };
  const example: Example = { ...own, ...change, params: { ...own.params, ...change.params } };
  const isLink = endpoint.id === 'updateEvents' || endpoint.id === 'reindexEvents';
  const id = Object.values(event).join('/');
  const usual = !isLink
    ? {}
    : endpoint.id === 'updateEvents'
      ? { eventIdentifiers: [id], update: { comment: 'Seen.' } }
      : { eventID: [id] };
  const params = {
    sessionIdentifier: 'x',
    ip: '192.0.2.1',
    prefix: '1',
    prefixUser: '1',
    prefixKey: '99',
    user: '1',
    taskID,
    ...event,
    ...example.params,
  };
  const path = endpoint.path.replace(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent((params as Record<string, string>)[name] ?? 'x'),
  );
  return [
    `${path}${example.query === undefined ? '' : `?${example.query}`}`,
    { method: endpoint.method, ...(endpoint.body !== null && { body: example.body ?? usual }) },
  ];
}

const dataFaults = (endpoint: Endpoint, answer: Answer) =>
  endpoint.data !== null && endpoint.produces[0] === 'application/json' ? violations(endpoint.data, answer.data) : [];

/** No public operation makes a task that prunes, or an enquiry. */
const neverThere = /^(?:customerPruneTaskStatus|\w+Enquiry\w*)$/;
const free = endpoints.filter((endpoint) => !needsSession(endpoint) && !neverThere.test(endpoint.id));
test.each(free.map((endpoint) => [`${endpoint.method} ${endpoint.path}`, endpoint] as const))(
  '%s succeeds with what its row says',
  async (_, endpoint) => {
    const given = await service({ events: 3000 });
    const answer = await given.ask(...(await requestOf(given, endpoint)));
    expect([answer.status, answer.messages]).toEqual([
      expect.toSatisfy((status: number) => status >= 200 && status < 300),
      endpoint.produces[0] === 'application/json' ? [] : undefined,
    ]);
    // What was attached comes in the type that it was attached in.
    if (endpoint.produces[0] !== '*/*') expect(answer.headers.get('content-type')).toContain(endpoint.produces[0]);
    expect(dataFaults(endpoint, answer)).toEqual([]);
  },
);

// A refusal changes nothing, so that all are asked of one.
const held = service.held({ events: 1000 });
const withKeys = service.held({ events: 1000, scenario: 'test/support/keys.yaml' });

const declaring = (status: number, besides: (endpoint: Endpoint) => boolean = () => true) =>
  endpoints
    .filter((endpoint) => endpoint.refusals.includes(status) && besides(endpoint))
    .map((endpoint) => [`${endpoint.method} ${endpoint.path}`, endpoint] as const);

test.each(declaring(401, ({ isPublic }) => isPublic !== true))(
  '%s refuses an unknown caller with 401',
  async (_, endpoint) => {
    const given = await held;
    const [path, ask] = await requestOf(given, endpoint);
    expect((await given.ask(path, { ...ask, key: null })).status).toBe(401);
  },
);

test.each(declaring(403, ({ permission }) => permission !== null))(
  '%s refuses a caller without its function with 403',
  async (_, endpoint) => {
    const given = await withKeys;
    const lacking = given.world.keys.find(
      ({ functions, account, expires, sources }) =>
        expires === null && sources === null && !(functions ?? account.functions).includes(endpoint.permission ?? ''),
    );
    if (lacking === undefined) throw new Error(`every key has ${endpoint.permission}`);
    const [path, ask] = await requestOf(given, endpoint);
    expect(
      (await given.ask(path, { ...ask, key: `${lacking.account.id}/${lacking.key}/${lacking.secret}` })).status,
    ).toBe(403);
  },
);

const unknown = {
  timestamp: '1',
  customerID: '2171',
  eventID: '6c36deb6-d5e3-461c-bab4-fca397006cb9',
  idOrShortName: 'nobody',
  shortName: 'nobody',
  id: '999999',
  caseID: '999999',
  taskID: '6c36deb6-d5e3-461c-bab4-fca397006cb9',
};
/** Lists of tasks and bulk updates declare it, but there is nothing that they are known not to find. */
const namesNothing = ({ id }: Endpoint): boolean => ['listTasks', 'searchTasks', 'updateEventsBulk'].includes(id);
test.each(declaring(404, (endpoint) => !needsSession(endpoint) && !namesNothing(endpoint)))(
  '%s says 404 of what does not exist',
  async (_, endpoint) => {
    const given = await held;
    const body =
      endpoint.id === 'updateEvents'
        ? { eventIdentifiers: [`AGGR/1/2171/${unknown.eventID}`], update: { comment: 'Seen.' } }
        : undefined;
    const [path, ask] = await requestOf(given, endpoint, { params: unknown, ...(body !== undefined && { body }) });
    expect((await given.ask(path, ask)).status).toBe(404);
  },
);

test.each(declaring(412, ({ id, body, consumes }) => body !== null && consumes !== 'anything' && !neverThere.test(id)))(
  '%s refuses a body with an unknown member with 412',
  async (_, endpoint) => {
    const given = await held;
    const [path, ask] = await requestOf(given, endpoint);
    const refused = await given.ask(path, { ...ask, body: { ...(ask.body as object), nonsense: 1 } });
    expect([refused.status, refused.messages?.some(({ field }) => field === 'nonsense')]).toEqual([412, true]);
  },
);

const paged = ({ query, body }: Endpoint): boolean =>
  body === null && query !== null && 'limit' in (schemaDocument(query) as { properties: object }).properties;
test.each(declaring(412, paged))('%s refuses a limit that is no number with 412', async (_, endpoint) => {
  const given = await held;
  const [path, ask] = await requestOf(given, endpoint, { query: 'limit=x' });
  const refused = await given.ask(path, ask);
  expect([refused.status, refused.messages?.[0]?.field]).toEqual([412, 'limit']);
});

test('every endpoint says where it is known from, and how well', () => {
  for (const { id, source, evidence, summary } of endpoints) {
    expect([id, source]).toEqual([id, expect.stringMatching(/docs\/contract\/|Argus documentation|argus_api/)]);
    expect(['documented', 'observed', 'assumed']).toContain(evidence);
    expect(summary.length).toBeGreaterThan(8);
  }
  expect(new Set(endpoints.map(({ id }) => id)).size).toBe(endpoints.length);
});
