/** What single answers of Argus can get wrong, and which rule says so. */
import { test, expect } from 'vitest';
import { altering, checksOf, inJson, inRows, type Alter } from '../../../support/altered.ts';

const { judge } = await altering();
const search = /^argus\.(?:findAggregatedEvents|getEventByPath|searchEvents|getEvent)\/schema\//;
const header =
  (name: string, value: string | null): Alter =>
  ({ headers }) => {
    if (value === null) delete headers[name];
    else headers[name] = value;
  };
const at = (path: string, alter: Alter): Alter => {
  return (passing) => (passing.url.includes(path) ? alter(passing) : undefined);
};

test('an unaltered server has nothing to answer for', async () => {
  expect(await judge(search, () => {})).toEqual([]);
});

const wrong: readonly (readonly [string, string, Alter])[] = [
  ['schema/envelope', 'a responseCode that is not the status', inJson((json) => (json.responseCode = 204))],
  ['schema/envelope', 'a size that is not the number of rows', inJson((json) => (json.size += 1))],
  ['schema/envelope', 'a count below the rows', inJson((json) => (json.count = json.size - 1))],
  ['schema/envelope', 'no metaData', inJson((json) => delete json.metaData)],
  ['schema/envelope', 'a count as text', inJson((json) => (json.count = String(json.count)))],
  ['schema/envelope', 'counters beside a single value', inJson((json) => Array.isArray(json.data) || (json.size = 1))],
  ['schema/echo', 'another limit than was asked for', inJson((json) => Array.isArray(json.data) && (json.limit = 100))],
  ['schema/echo', 'another offset than was asked for', inJson((json) => Array.isArray(json.data) && (json.offset = 1))],
  ['schema/body', 'a number as text', inRows((row) => (row.count = String(row.count)))],
  ['schema/body', 'null for a list', inRows((row) => (row.flags = null))],
  ['schema/body', 'a member that is missing', inRows((row) => delete row.severity)],
  ['schema/body', 'a member that nobody knows', inRows((row) => (row.extra = 1))],
  ['schema/body', 'an unknown severity', inRows((row) => (row.severity = 'HIGH'))],
  ['schema/body', 'no data but null', inJson((json) => (json.data = null))],
  [
    'schema/event-sense',
    'another customer than the id names',
    inRows((row) => (row.customerInfo ?? row.customer ?? {}).id++),
  ],
  ['schema/event-sense', 'times in seconds', inRows((row) => (row.endTimestamp = Math.floor(row.endTimestamp / 1000)))],
  [
    'schema/event-sense',
    'an IPv4 address that claims to be IPv6',
    inRows(({ source }) => source?.networkAddress && (source.networkAddress.ipv6 = true)),
  ],
  ['schema/event-sense', 'a case that is not among its cases', inRows((row) => (row.associatedCase = { id: 1 }))],
  [
    'schema/asked-for',
    'another event than the path names',
    inJson(({ data }) => data?.id && (data.id = data.id.replace(/.$/, 'x'))),
  ],
  ['schema/media-type', 'JSON that is called text', header('content-type', 'text/plain')],
  ['schema/media-type', 'JSON that says no type', header('content-type', null)],
  ['schema/media-type', 'another charset', header('content-type', 'application/json; charset=iso-8859-1')],
  [
    'schema/media-type',
    'bytes that are not UTF-8',
    (passing) => (passing.body = passing.body.replace('"metaData"', '"meta\xe6"')),
  ],
  [
    'schema/media-type',
    'half of the JSON',
    (passing) => (passing.body = passing.body.slice(0, passing.body.length / 2)),
  ],
  ['schema/media-type', 'a byte order mark', (passing) => (passing.body = `\xef\xbb\xbf${passing.body}`)],
  ['schema/status', 'a fault of the server', (passing) => (passing.status = 500)],
  ['schema/status', 'a status that nobody declares', (passing) => (passing.status = 418)],
  ['schema/status', 'a redirection', at('/search', (passing) => (passing.status = 302))],
  ['schema/status', 'a 202', (passing) => (passing.status = 202)],
  ['schema/status', 'a search that says it made something', at('/search', (passing) => (passing.status = 201))],
];

test.each(wrong)('%s finds %s', async (rule, _, alter) => {
  expect(checksOf(await judge(search, alter))).toContain(rule);
});

test.each([
  ['schema/status', 'a log-in that is 201', (passing) => passing.status === 200 && (passing.status = 201)],
  [
    'schema/times-in-order',
    'a user who was changed before there was one',
    inJson(({ data }) => data?.createdTimestamp && (data.createdTimestamp += 3_600_000)),
  ],
  [
    'law/names-are-one',
    'a customer by two names',
    inJson(({ data }) => data?.customer && (data.customer.name += String(Math.trunc(++names / 2)))),
  ],
] as const satisfies readonly (readonly [string, string, Alter])[])('%s finds %s', async (rule, _, alter) => {
  const own = /^argus\.(?:getCurrentUser\/(?:schema|law)|legacyPasswordAuthentication\/access)\//;
  expect(checksOf(await judge(own, alter))).toContain(rule);
});

test.each([
  ['a customer by another name in a list of customers', '/session/customer', inRows((row) => (row.name += '?'))],
  ['a user of another kind', '/currentuser', inRows((row) => (row.domain = { ...row.domain, name: 'elsewhere' }))],
  [
    'a user of another customer',
    '/signature/search',
    inRows((row) => row.mappedByUser && (row.mappedByUser.customerID += 1)),
  ],
])('law/names-are-one finds %s', async (_, path, alter) => {
  const all =
    /^argus\.(?:findAggregatedEvents|searchEvents|listBasicCustomers|getCurrentUser|getSessionCustomers|getAlarms|searchAlarms|getSignatures|searchSignatures)\/schema\//;
  expect(checksOf(await judge(all, at(path, alter)))).toContain('law/names-are-one');
});

test.each([
  ['a case that nobody published, at a time', inRows((row) => (row.publishedByUser = null))],
  ['a case that somebody closed, and never', inRows((row) => (row.closedByUser ??= row.reporter))],
])('schema/times-in-order finds %s', async (_, alter) => {
  expect(checksOf(await judge(/^argus\.getCaseMetadataById\/schema\//, alter))).toContain('schema/times-in-order');
});

test('schema/times-in-order finds a time in seconds that stands alone', async () => {
  const inSeconds = inRows((row) => (row.mappedTimestamp = Math.floor(row.mappedTimestamp / 1000)));
  const findings = await judge(/^argus\.getSignatures\/schema\//, inSeconds);
  expect(checksOf(findings)).toContain('schema/times-in-order');
});

test('schema/times-in-order finds a time in seconds beside its text', async () => {
  const inSeconds = inJson(
    ({ data }) => data?.createdTimestamp && (data.createdTimestamp = Math.floor(data.createdTimestamp / 1000)),
  );
  const findings = await judge(/^argus\.getCaseMetadataById\/schema\//, inSeconds);
  expect(checksOf(findings)).toContain('schema/times-in-order');
});

test('schema/times-in-order finds an hour between two forms of the one time that rows have', async () => {
  const anHourLate = inRows((row) => (row.time = new Date(row.timestamp + 3_600_000).toISOString()));
  const findings = await judge(/^argus\.listCaseHistory\/schema\//, anHourLate);
  expect(checksOf(findings)).toContain('schema/times-in-order');
});

const refusal = /^argus\.findAggregatedEvents\/(?:access\/nobody|schema\/)/;
const wrongRefusals: readonly (readonly [string, Alter])[] = [
  [
    'an HTML page',
    (passing) => void ((passing.headers['content-type'] = 'text/html'), (passing.body = '<html></html>')),
  ],
  ['nothing at all', (passing) => (passing.body = '')],
  ['no messages', inJson((json) => (json.messages = []))],
  ['a message without field', inJson((json) => delete json.messages[0].field)],
  ['a message without text', inJson((json) => (json.messages[0].message = null))],
  ['the wrong responseCode', inJson((json) => (json.responseCode = 400))],
  ['data', inJson((json) => (json.data = []))],
  ['a count', inJson((json) => (json.count = 1))],
  [
    'a field error where nobody is known',
    inJson((json) => Object.assign(json.messages[0], { type: 'FIELD_ERROR', field: 'key' })),
  ],
  ['a warning', inJson((json) => (json.messages[0].type = 'WARNING'))],
];

test.each(wrongRefusals)('a refusal with %s is found', async (_, alter) => {
  const spoilt: Alter = (passing) => (passing.status === 401 ? alter(passing) : undefined);
  expect(checksOf(await judge(refusal, spoilt))).toContain('schema/failure');
});

/** Other bytes in the first IPv4 header of a capture. */
const bentHeader = (offset: number, bytes: string) => (passing: { body: string }) => {
  const from = passing.body.indexOf('\x08\0\x45') + 2 + offset;
  passing.body = passing.body.slice(0, from) + bytes + passing.body.slice(from + bytes.length);
};

const capture = /^argus\.(?:getPcap|getPayload)\/schema\//;
const wrongFiles: readonly (readonly [string, string, Alter])[] = [
  ['schema/capture', 'a wrong magic number', at('/pcap', (passing) => (passing.body = `\0${passing.body.slice(1)}`))],
  ['schema/capture', 'a capture that is cut off', at('/pcap', (passing) => (passing.body = passing.body.slice(0, -1)))],
  ['schema/capture', 'a capture without packets', at('/pcap', (passing) => (passing.body = passing.body.slice(0, 24)))],
  ['schema/capture', 'a capture whose packets have headers of two families', at('/pcap', bentHeader(0, '\x65'))],
  [
    'schema/capture',
    'a capture whose packets have other addresses than they were summed with',
    at('/pcap', bentHeader(12, 'abcd')),
  ],
  ['schema/capture', 'a capture that is no file', at('/pcap', header('content-disposition', null))],
  [
    'schema/payload',
    'a payload that is no base64',
    inRows((row) => row.type !== 'string' && (row.payload = `${row.payload}!`)),
  ],
  ['schema/media-type', 'a capture that is called JSON', at('/pcap', header('content-type', 'application/json'))],
];

test.each(wrongFiles)('%s finds %s', async (rule, _, alter) => {
  expect(checksOf(await judge(capture, alter))).toContain(rule);
});

test('on a live target a member that nobody knows is a notice', async () => {
  const findings = await judge(
    search,
    inRows((row) => (row.extra = 1)),
    { isLive: true },
  );
  expect([checksOf(findings), checksOf(findings, 'notice')]).toEqual([[], ['schema/body']]);
});

test.each(['findAggregatedEvents', 'findNIDSEvents', 'searchEvents'])(
  'schema/within-bounds finds events outside the times that %s was asked for',
  async (operation) => {
    const early = inRows((row) => {
      for (const times of [row, row.timestamps ?? {}])
        for (const name of ['timestamp', 'startTimestamp', 'endTimestamp', 'created'])
          if (typeof times[name] === 'number') times[name] -= 36_000_000;
    });
    const asked = new RegExp(`^argus\\.${operation}/(?:schema/within-bounds|law/pages-join)`);
    expect(checksOf(await judge(asked, early))).toContain('schema/within-bounds');
    expect(checksOf(await judge(asked, () => {}))).toEqual([]);
  },
);

let names = 0;
