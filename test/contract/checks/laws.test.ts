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
const lies: readonly (readonly [unit: string, wrong: string, lie: Lie])[] = [
  [
    'argus.findAggregatedEvents/law/pages-join',
    'begins every page but the first one item early',
    { hears: (asked) => changed(asked, ({ offset = 0 }) => ({ offset: Math.max(0, offset - 1) })) },
  ],
  [
    'usm.getAlarms/law/pages-join',
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
    'usm.getEvents/law/criteria-find',
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
    'usm.getAlarms/law/times-bound',
    'leaves out the last instant',
    {
      hears: (asked) => {
        const to = asked.url.searchParams.get('timestamp_occured_lte');
        if (to !== null) asked.url.searchParams.set('timestamp_occured_lte', String(Number(to) - 1));
        return asked;
      },
    },
  ],
];

test.each(lies)('%s catches a server that %s', async (unit, _, lie) => {
  const { findings, summary } = await caught(new RegExp(`^${unit}$`), lie);
  expect(summary.checks).toBe(1);
  expect(findings.map(({ operation, check }) => `${operation}/${check}`)).toContain(unit);
});
