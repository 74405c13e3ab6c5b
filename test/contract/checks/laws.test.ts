/** Each law of a search API finds the misbehaviour that it is there to find. */
import { expect, test } from 'vitest';
import { caught, type Asked, type Lie } from './liar.ts';

const changed = (asked: Asked, change: (body: any) => object): Asked =>
  asked.body === undefined ? asked : { ...asked, body: { ...asked.body, ...change(asked.body) } };
const without = (asked: Asked, ...names: readonly string[]): Asked => {
  const drop = (body: any): any =>
    Array.isArray(body)
      ? body.map(drop)
      : body !== null && typeof body === 'object'
        ? Object.fromEntries(
            Object.entries(body).flatMap(([name, value]) => (names.includes(name) ? [] : [[name, drop(value)]])),
          )
        : body;
  return { ...asked, body: drop(asked.body) };
};
const isList = ({ data }: any): boolean => Array.isArray(data);

/** Law and operation, what the server gets wrong, and how. */
/** Changes what an answer at the end of a path tells. */
const told = (end: string, change: (data: any) => any): Lie => ({
  says: (json, { url }) => {
    if (!url.pathname.endsWith(end) || !json.data) return json;
    const data = change(json.data);
    return { ...json, data: Array.isArray(data) ? data : { ...json.data, ...data } };
  },
});

/** The list of a page of USM Anywhere, the other way round. */
const reversed = (embedded: any): object =>
  Object.fromEntries(Object.entries(embedded ?? {}).map(([name, list]: any) => [name, list.toReversed()]));

const lies: readonly (readonly [unit: string, wrong: string, lie: Lie])[] = [
  [
    'argus.findAggregatedEvents/law/pages-join',
    'begins every page but the first one item early',
    { hears: (asked) => changed(asked, ({ offset = 0 }) => ({ offset: Math.max(0, offset - 1) })) },
  ],
  [
    'usm.getUsmAlarms/law/pages-join',
    'counts pages from 1',
    {
      hears: (asked) => {
        const page = Number(asked.url.searchParams.get('page') ?? 0);
        if (page > 0) asked.url.searchParams.set('page', String(page - 1));
        return asked;
      },
    },
  ],
  [
    'argus.searchEvents/law/count-is-the-walk',
    'counts the page instead of the whole',
    { says: (json) => (isList(json) ? { ...json, count: json.data.length } : json) },
  ],
  [
    'argus.listBasicCustomers/law/page-describes-itself',
    'tells another size',
    { says: (json) => (isList(json) ? { ...json, size: json.size + 1 } : json) },
  ],
  [
    'argus.findNIDSEvents/law/limits',
    'cuts large limits down without a word',
    { hears: (asked) => changed(asked, ({ limit }) => (limit > 1000 ? { limit: 20 } : {})) },
  ],
  [
    'argus.searchEvents/law/sort-orders',
    'sorts downwards whatever is asked',
    {
      hears: (asked) =>
        changed(asked, ({ sortBy }) =>
          sortBy ? { sortBy: sortBy.map((key: string) => key.replace(/^-?/, '-')) } : {},
        ),
    },
  ],
  [
    'argus.searchEvents/law/sort-orders',
    'breaks ties in another way on later pages',
    {
      says: (json, { body }) =>
        isList(json) && (body?.offset ?? 0) > 0 && body.sortBy?.length > 0
          ? { ...json, data: json.data.toReversed() }
          : json,
    },
  ],
  [
    'argus.findAggregatedEvents/law/sort-is-total',
    'orders equals anew for every page',
    {
      says: (json, { body }) =>
        isList(json) && (body?.offset ?? 0) > 0 && body.sortBy?.length > 0
          ? { ...json, data: json.data.toReversed() }
          : json,
    },
  ],
  [
    'argus.findAggregatedEvents/law/criteria-find',
    'ignores a criterion',
    { hears: (asked) => without(asked, 'attackCategoryID') },
  ],
  [
    'usm.getUsmEvents/law/criteria-find',
    'ignores a filter',
    {
      hears: (asked) => {
        asked.url.searchParams.delete('plugin');
        return asked;
      },
    },
  ],
  [
    'argus.searchEvents/law/networks-cover',
    'finds what lies in a network but no range around it',
    {
      says: (json, { body }) => {
        const ip = body?.subCriteria?.[0]?.endpoint?.[0]?.ip?.[0];
        const isWider = ({ address }: any): boolean => ip !== undefined && address.includes('/') && address !== ip;
        return isList(json)
          ? {
              ...json,
              data: json.data.filter(({ source, destination }: any) => !isWider(source) && !isWider(destination)),
            }
          : json;
      },
    },
  ],
  [
    'argus.findAggregatedEvents/law/networks-cover',
    'does not know how wide a range may be',
    { hears: (asked) => without(asked, 'sourceIPMinBits', 'destinationIPMinBits') },
  ],
  [
    'argus.findNIDSEvents/law/criteria-combine',
    'takes only the first of several values',
    {
      hears: (asked) =>
        changed(asked, (body) =>
          Object.fromEntries(
            Object.entries(body).map(([name, value]) => [name, Array.isArray(value) ? value.slice(0, 1) : value]),
          ),
        ),
    },
  ],
  ['argus.searchEvents/law/complement', 'does not know exclusion', { hears: (asked) => without(asked, 'exclude') }],
  [
    'argus.findAggregatedEvents/law/sub-criteria',
    'takes required parts for alternatives',
    { hears: (asked) => without(asked, 'required') },
  ],
  [
    'argus.searchEvents/law/times-bound',
    'leaves out the first instant',
    { hears: (asked) => changed(asked, ({ startTimestamp }) => ({ startTimestamp: startTimestamp + 1 })) },
  ],
  [
    'usm.getUsmAlarms/law/times-bound',
    'leaves out the last instant',
    {
      hears: (asked) => {
        const to = asked.url.searchParams.get('timestamp_occured_lte');
        if (to !== null) asked.url.searchParams.set('timestamp_occured_lte', String(Number(to) - 1));
        return asked;
      },
    },
  ],
  [
    'argus.findAggregatedEvents/law/times-are-one',
    'takes weeks for days',
    {
      hears: (asked) =>
        changed(asked, ({ startTimestamp }) => (startTimestamp === '-2days' ? { startTimestamp: '-2weeks' } : {})),
    },
  ],
  [
    'argus.listEvents/law/list-is-search',
    'forgets the customer in its simple list',
    {
      hears: (asked) => {
        asked.url.searchParams.delete('customer');
        return asked;
      },
    },
  ],
  [
    'argus.getEventByPath/law/one-is-as-listed',
    'rounds a time of the single event',
    {
      says: (json) =>
        json.data?.endTimestamp ? { ...json, data: { ...json.data, endTimestamp: json.data.endTimestamp - 1 } } : json,
    },
  ],
  [
    'usm.getUsmAlarm/law/one-is-as-listed',
    'gives the single alarm another status',
    { says: (json) => (json.priority === undefined ? json : { ...json, status: 'reopened' }) },
  ],
  [
    'argus.findNIDSEvents/law/versions-agree',
    'has another severity in v2',
    {
      says: (json, { url }) =>
        isList(json) && url.pathname.includes('/v2/')
          ? { ...json, data: json.data.map((event: any) => ({ ...event, severity: 'low' })) }
          : json,
    },
  ],
  [
    'argus.findAggregatedEventStats/law/statistics-count-the-search',
    'loses a group',
    {
      says: (json) =>
        json.data?.timeFrames
          ? {
              ...json,
              data: {
                ...json.data,
                timeFrames: json.data.timeFrames.map((frame: any) => ({ ...frame, records: frame.records.slice(1) })),
              },
            }
          : json,
    },
  ],
  [
    'argus.getEventStatistics/law/statistics-add-up',
    'counts one event too many below',
    {
      says: (json) =>
        isList(json) && json.data[0]?.buckets?.[0]
          ? {
              ...json,
              data: json.data.map((one: any) => ({
                ...one,
                buckets: one.buckets.map((below: any) => ({ ...below, count: below.count + 1 })),
              })),
            }
          : json,
    },
  ],
  [
    'argus.getEventStatistics/law/statistics-add-up',
    'shifts a timeline by a bucket',
    {
      says: (json) =>
        isList(json) && json.data[0]?.timeline?.[0]
          ? {
              ...json,
              data: json.data.map((one: any) => ({
                ...one,
                timeline: one.timeline.map((line: any) => ({
                  ...line,
                  buckets: line.buckets.map((bucket: any, at: number) => ({
                    ...bucket,
                    count: line.buckets[at - 1]?.count ?? 0,
                  })),
                })),
              })),
            }
          : json,
    },
  ],
  [
    'argus.listEventsByCase/law/case-lists-its-events',
    'forgets the oldest event of a case',
    {
      says: (json, { url }) =>
        isList(json) && url.pathname.includes('/v2/case/') ? { ...json, data: json.data.slice(0, -1) } : json,
    },
  ],
  [
    'argus.getEventLineage/law/history-is-in-order',
    'tells the history the wrong way round',
    {
      says: (json, { url }) =>
        isList(json) && url.pathname.endsWith('/lineage') ? { ...json, data: json.data.toReversed() } : json,
    },
  ],
  [
    'argus.getEventCompatibility/law/forms-agree',
    'has another customer on the older path',
    {
      says: (json, { url }) =>
        /event\/[A-Z]+\//.test(url.pathname) && json.data?.customer
          ? { ...json, data: { ...json.data, customer: { ...json.data.customer, id: 7 } } }
          : json,
    },
  ],
  [
    'usm.getUsmAlarms/law/links-followed',
    'loses a filter in its links',
    {
      says: (json) =>
        json._links?.next
          ? {
              ...json,
              _links: {
                ...json._links,
                next: { href: json._links.next.href.replace(/timestamp_occured_gte=\d+&/, '') },
              },
            }
          : json,
    },
  ],
  [
    'usm.getUsmAlarms/law/links-followed',
    'leads from the last page to the next',
    { says: (json) => (json._links?.self ? { ...json, _links: { ...json._links, next: json._links.self } } : json) },
  ],
  [
    'usm.getUsmAlarms/law/alarms-hold-their-events',
    'names events that are not the alarm’s',
    {
      says: (json) =>
        json._embedded?.alarms
          ? {
              ...json,
              _embedded: { alarms: json._embedded.alarms.map((alarm: any) => ({ ...alarm, packet_data: ['x'] })) },
            }
          : json,
    },
  ],
  [
    'argus.searchEvents/law/reads-change-nothing',
    'answers differently every time',
    {
      says: (json) =>
        isList(json) ? { ...json, data: json.data.map((event: any) => ({ ...event, count: (calls += 1) })) } : json,
    },
  ],
  [
    'argus.assessEvent/law/writes-are-seen',
    'finds by old flags',
    {
      hears: (asked) =>
        asked.url.pathname.endsWith('/search') ? without(asked, 'includeFlag', 'excludeFlag', 'includeFlags') : asked,
    },
  ],
  [
    'argus.updateEvents/law/writes-are-seen',
    'does not change severities',
    { hears: (asked) => (asked.method === 'PUT' ? without(asked, 'newSeverity') : asked) },
  ],
  [
    'argus.assessEvent/law/pull-loses-nothing',
    'leaves out what changed in the very millisecond of the bound, and after',
    {
      hears: (asked) =>
        changed(asked, ({ lastUpdatedTimestamp }) =>
          lastUpdatedTimestamp ? { lastUpdatedTimestamp: lastUpdatedTimestamp + 2 } : {},
        ),
    },
  ],
  [
    'usm.addAlarmLabel/law/labels-are-seen',
    'adds a label as often as it is put',
    {
      says: (json) =>
        json.alarm_labels?.length > 0 ? { ...json, alarm_labels: [...json.alarm_labels, json.alarm_labels[0]] } : json,
    },
  ],
  [
    'argus.submitEvent/law/submissions-are-found',
    'does not search what was submitted',
    {
      says: (json, { url }) => (isList(json) && url.pathname.includes('/v2/') ? { ...json, data: [], size: 0 } : json),
    },
  ],
  [
    'argus.submitEvent/law/submissions-update',
    'makes another event of the same id',
    { hears: (asked) => without(asked, 'uuid') },
  ],
  [
    'argus.assessEvent/law/annotations-are-seen',
    'forgets the properties of an assessment',
    { hears: (asked) => without(asked, 'assessmentProperty') },
  ],
  [
    'argus.assessEvent/law/assessing-acknowledges',
    'acknowledges whatever it is told',
    { hears: (asked) => without(asked, 'autoAcknowledge') },
  ],
  [
    'argus.assessEventBulk/law/named-flags-win',
    'acknowledges although the flag is disabled',
    {
      hears: (asked) =>
        changed(asked, ({ assessment }) =>
          assessment?.autoAcknowledge === undefined && assessment?.disableFlag?.includes('acknowledged')
            ? { assessment: { ...assessment, disableFlag: [] } }
            : {},
        ),
    },
  ],
  [
    'argus.updateEvents/law/every-flag',
    'forgets the last flag of the list',
    {
      hears: (asked) =>
        changed(
          asked,
          ({ update }) =>
            update && {
              update: {
                ...update,
                flagsToEnable: (update?.flagsToEnable ?? []).filter((flag: string) => flag !== 'FAILURE'),
              },
            },
        ),
    },
  ],
  [
    'argus.getSignatures/law/reads-change-nothing',
    'turns a page from when it is asked for again',
    {
      says: (json, { url }) => {
        const isKnown = asked.has(url.href);
        asked.add(url.href);
        return isKnown && isList(json) ? { ...json, data: json.data.toReversed() } : json;
      },
    },
  ],
  [
    'argus.findAggregatedEventStats/law/publication-hides',
    'counts what is not published yet for who does not want it',
    { hears: (given) => without(given, 'includeUnpublished') },
  ],
  [
    'argus.getCurrentUser/law/own-user-is-one',
    'loses letters of its caller’s name',
    {
      says: (json, { url }) =>
        /currentuser/.test(url.pathname) ? { ...json, data: { ...json.data, name: '?' } } : json,
    },
  ],
  [
    'argus.mergeCases/law/merged-cases-redirect',
    'loses a comment of a merged case',
    {
      says: (json, { url }) =>
        url.pathname.endsWith('comments') && isList(json) ? { ...json, data: json.data.slice(1) } : json,
    },
  ],
  [
    'argus.searchEvents/law/publication-hides',
    'shows what is published later to everybody',
    { hears: (asked) => without(asked, 'includeUnpublished') },
  ],
  [
    'argus.findAggregatedEvents/law/counts-stand',
    'counts by the page where exact matches empty it',
    {
      says: (json, { body }) =>
        isList(json) && body?.properties !== undefined && json.data.length === 0
          ? { ...json, count: Math.min(body.offset ?? 0, json.count) }
          : json,
    },
  ],
  [
    'argus.findAggregatedEventStats/law/statistics-of-nothing',
    'has no key where nothing matched',
    { says: (json) => (json.data?.timeFrames?.length === 0 ? { ...json, data: { ...json.data, keys: [] } } : json) },
  ],
  [
    'argus.findAggregatedEvents/law/large-pages',
    'gives a thousand at most',
    { hears: (asked) => changed(asked, ({ limit }) => ({ limit: Math.min(limit ?? 25, 1000) })) },
  ],
  [
    'argus.findNIDSEvents/law/limits',
    'tells another limit than it was asked for',
    { says: (json) => (isList(json) && json.limit > 50_000 ? { ...json, limit: 50_000 } : json) },
  ],
  [
    'usm.getUsmEvents/law/newest-first',
    'begins with the oldest',
    {
      hears: (asked) => {
        if (!asked.url.searchParams.has('sort')) asked.url.searchParams.set('sort', 'timestamp_occured,asc');
        return asked;
      },
    },
  ],
  [
    'argus.searchEvents/law/views-agree',
    'shows all properties when one is asked for',
    {
      hears: (asked) =>
        changed(asked, ({ includeProperties }) => (includeProperties ? { includeAllProperties: true } : {})),
    },
  ],
  [
    'argus.listEventsByCase/law/views-agree',
    'shows the last of several properties alone',
    {
      hears: (asked) => {
        const last = asked.url.searchParams.getAll('includeProperties').at(-1);
        if (last !== undefined) asked.url.searchParams.set('includeProperties', last);
        return asked;
      },
    },
  ],
  [
    'argus.getSession/law/own-times',
    'tells the time of the answer in seconds',
    told('/session', (data) => ({ timestamp: Math.floor(data.timestamp / 1000) })),
  ],
  [
    'argus.getSession/law/own-times',
    'tells when a session began an hour late',
    told('/session', (data) => ({ createdTimestamp: data.createdTimestamp + 3_600_000 })),
  ],
  ['argus.getCurrentUser/law/own-times', 'tells no log-in', told('/user', () => ({ lastLoginTimestamp: 0 }))],
  [
    'argus.getSessionAuthMethods/law/own-times',
    'tells log-ins an hour late',
    told('/authmethods', (data) =>
      data.map((one: any) => ({ ...one, lastLoginTimestamp: one.lastLoginTimestamp + 3_600_000 })),
    ),
  ],
  [
    'argus.getEventLinks/law/links-lead-to-things',
    'cuts the names of links',
    told('/links', (data) => data.map((link: any) => ({ ...link, name: link.name.slice(0, -1) }))),
  ],
  [
    'argus.getEventLinksV2/law/links-lead-to-things',
    'tells fewer links in one version',
    { says: (json, { url }) => (/v2.*links$/.test(url.pathname) ? { ...json, data: json.data.slice(1) } : json) },
  ],
  [
    'argus.getCaseField/law/things-differ',
    'shows the first field that was asked for, whichever is',
    { keeps: ({ method, url }) => (method === 'GET' && /fields\/[^/]+$/.test(url.pathname) ? 'a field' : undefined) },
  ],
  [
    'usm.getUsmEvents/law/sort-orders',
    'orders equals anew for every page where only late events are equal',
    {
      says: (json, { url: { searchParams: asked } }) =>
        asked.get('sort')?.startsWith('timestamp_received') && asked.get('page') !== null && asked.get('page') !== '0'
          ? { ...json, _embedded: reversed(json._embedded) }
          : json,
    },
  ],
  [
    'argus.findAggregatedEvents/law/aggregates-hold-their-events',
    'names a raw event that is another’s',
    {
      says: (json, { url }) =>
        isList(json) && url.pathname.includes('/nids/') && json.data[0]
          ? { ...json, data: [...json.data.slice(1), { ...json.data[0], timestamp: 1 }] }
          : json,
    },
  ],
  [
    'argus.findNIDSEvents/law/criteria-find',
    'finds properties by words although it was told not to',
    { hears: (asked) => changed(asked, ({ properties }) => (properties ? { exactMatchProperties: false } : {})) },
  ],
  [
    'usm.getAlarmLabels/law/rate-limit',
    'never forgives who asked too often',
    { refuses: ({ url }) => (url.pathname.endsWith('/labels') && (calls += 1) > 100 ? 429 : undefined) },
  ],
];

/** Answers given by the servers that count. */
let calls = 0;
const asked = new Set<string>();

test.each(lies)('%s catches a server that %s', async (unit, _, lie) => {
  const { findings, summary } = await caught(new RegExp(`^${unit}$`), lie);
  expect(summary.checks).toBe(1);
  expect(findings.map(({ operation, check }) => `${operation}/${check}`)).toContain(unit);
});

test('a token that ended before its time is renewed, and no finding', async () => {
  let refused = 0;
  const { findings, summary } = await caught(/^usm\.getUsmAlarms\/law\/newest-first$/, {
    refuses: ({ method }) => (method === 'GET' && refused++ === 1 ? 401 : undefined),
  });
  expect([findings, summary.passed]).toEqual([[], 1]);
  expect(refused).toBeGreaterThan(2);
});
