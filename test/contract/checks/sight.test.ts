/** What a server can get wrong about who sees what, at any door, and which law says so. */
import { expect, test } from 'vitest';
import { caught, type Asked, type Lie } from './liar.ts';

const everybodys = '1/2/mysecretapikey';
const banks = '1/4/bankonlykey';
const isOf =
  (key: string, path = '') =>
  ({ headers, url }: Asked): boolean =>
    headers['argus-api-key'] === key && url.pathname.includes(path);
/** Takes whoever `when` names for somebody who sees all. */
const asEverybody = (when: (asked: Asked) => boolean): Lie => ({
  hears: (asked) => (when(asked) ? { ...asked, headers: { ...asked.headers, 'argus-api-key': everybodys } } : asked),
});
const keptByUrl: Lie = {
  keeps: ({ method, url, body, headers }) =>
    headers['argus-api-key'] === undefined
      ? undefined
      : `${method} ${url.href} ${JSON.stringify(body)} ${headers['accept']}`,
};
const bank = asEverybody(isOf(banks));
const isBank = isOf(banks);
const changed =
  (change: (item: any) => object): NonNullable<Lie['says']> =>
  (json, asked) =>
    isBank(asked) && Array.isArray(json.data)
      ? { ...json, data: json.data.map((item: any) => ({ ...item, ...change(item) })) }
      : json;

/** Law and operation, what the server gets wrong, and how. */
const lies: readonly (readonly [unit: string, wrong: string, lie: Lie])[] = [
  ['argus.findAggregatedEvents/access/sight', 'lists what is not the caller’s', bank],
  ['argus.listNIDSEvents/access/sight', 'lists raw events that are not the caller’s', bank],
  ['argus.advancedCaseSearch/access/sight', 'finds cases that are not the caller’s', bank],
  ['argus.listBasicCustomers/access/sight', 'lists customers that are not the caller’s', bank],
  [
    'argus.searchEvents/access/sight',
    'counts what is not the caller’s',
    { says: (json, asked) => (isBank(asked) && json.count > 0 ? { ...json, count: json.count + 3 } : json) },
  ],
  [
    'argus.searchEvents/access/sight',
    'shows a narrowed caller less than theirs',
    { says: (json, asked) => (isBank(asked) && json.data?.length > 1 ? { ...json, data: json.data.slice(1) } : json) },
  ],
  [
    'argus.listEvents/access/sight',
    'shows a narrowed caller other things of an event',
    { says: changed(() => ({ severity: 'low' })) },
  ],
  [
    'argus.listAggregatedEvents/access/sight',
    'forgets in CSV who asks',
    asEverybody((asked) => isBank(asked) && asked.headers['accept'] === 'text/csv'),
  ],
  [
    'argus.listEvents/access/sight',
    'forgets in lines of JSON who asks',
    asEverybody((asked) => isBank(asked) && asked.headers['accept'] === 'application/jsonl'),
  ],
  [
    'argus.findAggregatedEvents/access/sight',
    'believes whoever names a customer',
    asEverybody((asked) => isBank(asked) && asked.body?.customer !== undefined),
  ],
  ['argus.listAggregatedEvents/access/sight', 'keeps answers by their URL', keptByUrl],
  ['argus.searchEvents/access/sight', 'keeps answers by URL and body', keptByUrl],
  ['argus.findAggregatedEventStats/access/sight-of-statistics', 'counts for all', bank],
  ['argus.getEventStatistics/access/sight-of-statistics', 'counts for all', bank],
  [
    'argus.getEventStatistics/access/sight-of-statistics',
    'counts for whoever names a customer',
    asEverybody((asked) => isBank(asked) && asked.body?.customer !== undefined),
  ],
  ...[
    'getEventByPath',
    'getEvent',
    'getEventCompatibility',
    'getPayload',
    'getPcap',
    'getPcapV2',
    'getEventLineage',
    'getEventLinks',
    'listEventsByCase',
    'getCaseMetadataById',
    'listCaseComments',
    'getBasicCustomer',
    'getCustomerByShortName',
  ].map((id) => [`argus.${id}/access/foreign-things`, 'shows what is not the caller’s', bank] as const),
  [
    'argus.getEventByPath/access/foreign-things',
    'shows raw events to everybody',
    asEverybody((asked) => isBank(asked) && asked.url.pathname.includes('/NIDS/')),
  ],
  ['argus.getEvent/access/foreign-things', 'keeps answers by their URL', keptByUrl],
  [
    'argus.getPayload/access/foreign-things',
    'refuses a caller’s own',
    { refuses: (asked) => (isBank(asked) ? 403 : undefined) },
  ],
  [
    'argus.assessEvent/access/foreign-things',
    'lets anybody write',
    asEverybody((asked) => isBank(asked) && asked.method === 'PUT'),
  ],
  ['argus.listAggregatedEvents/access/alike', 'keeps a refusal by its URL', keptByUrl],
  [
    'argus.getEvent/access/alike',
    'shows a reader other things',
    {
      says: (json, asked) =>
        isOf('1/3/readonlyreadonly')(asked) ? { ...json, data: { ...json.data, severity: 'low', flags: [] } } : json,
    },
  ],
];

test.each(lies)('%s finds a server that %s', async (unit, _, lie) => {
  const { findings, ended } = await caught(new RegExp(`^${unit}$`), lie);
  expect(ended).toBe(null);
  expect(findings.map(({ check, operation }) => `${operation}/${check}`)).toContain(unit);
});

const full = 'siem-sim:correct-horse-battery-staple-1517933139670';
const restricted = 'siem-sim-restricted:restricted-restricted-restricted-1';
const basic = (client: string): string => `Basic ${Buffer.from(client).toString('base64')}`;
/** Hands the restricted client the token of the other one, which opens every door. */
const anyToken: Lie = {
  hears: (asked) =>
    asked.headers['authorization'] === basic(restricted)
      ? { ...asked, headers: { ...asked.headers, authorization: basic(full) } }
      : asked,
};

test.each([
  'getUsmAlarms/access/sight',
  'getUsmEvents/access/sight',
  'getUsmAlarm/access/foreign-things',
  'getUsmEvent/access/foreign-things',
])('usm.%s finds a server that does not restrict', async (unit) => {
  const { findings } = await caught(new RegExp(`^usm\\.${unit}$`), anyToken, { usmDialect: 'live', events: 3000 });
  expect(findings.map(({ check, operation }) => `${operation}/${check}`)).toContain(`usm.${unit}`);
});

test('nothing of that is found in a server that is right', async () => {
  const { findings } = await caught(/\/access\/(?:sight|foreign|alike)/, {});
  expect(findings).toEqual([]);
});
