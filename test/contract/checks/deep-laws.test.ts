/** The laws of depth, of sums, of forms of time and of usual pages find the servers that they are there to find. */
import { expect, test } from 'vitest';
import { bounds, caught, changed, inQuery, inUnit, taking, type Lie } from './liar.ts';

const isList = ({ data }: any): boolean => Array.isArray(data);
const withoutDeepMarks = (part: any): any =>
  Array.isArray(part.subCriteria)
    ? { ...part, subCriteria: part.subCriteria.map((inner: any) => ({ ...inner, exclude: undefined })) }
    : part;

const lies: readonly (readonly [unit: string, wrong: string, lie: Lie])[] = [
  [
    'argus.findNIDSEvents/law/depth',
    'begins anew at row 1,000',
    { hears: (asked) => changed(asked, ({ offset = 0 }) => ({ offset: offset >= 1000 ? offset - 1000 : offset })) },
  ],
  [
    'argus.searchEvents/law/depth',
    'shows nothing from row 10,000 on',
    { says: (json, { body }) => (isList(json) && body?.offset >= 10_000 ? { ...json, data: [] } : json) },
  ],
  [
    'argus.findNIDSEvents/law/depth',
    'leaves one row out deep in the list',
    { hears: (asked) => changed(asked, ({ offset = 0 }) => ({ offset: offset >= 900 ? offset + 1 : offset })) },
  ],
  [
    'usm.getUsmEvents/law/depth',
    'counts no more than 10,000',
    {
      says: (json) =>
        json.page
          ? { ...json, page: { ...json.page, totalElements: Math.min(10_000, json.page.totalElements) } }
          : json,
    },
  ],
  [
    'argus.findNIDSEvents/law/depth',
    'cuts large pages',
    { says: (json) => (isList(json) && json.data.length > 5000 ? { ...json, data: json.data.slice(0, 5000) } : json) },
  ],
  [
    'argus.searchEvents/law/counts-add-up',
    'counts no more than 9,000',
    { says: (json) => (isList(json) ? { ...json, count: Math.min(9000, json.count) } : json) },
  ],
  [
    'argus.findAggregatedEvents/law/counts-add-up',
    'rounds large totals',
    { says: (json) => (isList(json) && json.count > 20 ? { ...json, count: Math.round(json.count / 10) * 10 } : json) },
  ],
  [
    'usm.getUsmAlarms/law/counts-add-up',
    'gives the total of all for one status',
    inQuery((query) => {
      if (query.get('status') === 'open') query.delete('status');
    }),
  ],
  ['argus.findAggregatedEventStats/law/time-forms', 'takes weeks for days', taking(inUnit('weeks', 'days'))],
  ['argus.getEventStatistics/law/time-forms', 'takes hours for minutes', taking(inUnit('hours', 'minutes'))],
  [
    'argus.searchSignatures/law/time-forms',
    'takes a number as text for nothing',
    taking((value) => (typeof value === 'string' && /^\d+$/.test(value) ? 0 : value)),
  ],
  [
    'argus.findNIDSEvents/law/time-forms',
    'loses the milliseconds of a date',
    taking((value) => (typeof value === 'string' ? value.replace(/\.\d{3}Z$/, 'Z') : value)),
  ],
  [
    'argus.advancedCaseSearch/law/time-forms',
    'takes any zone for UTC',
    taking((value) => (typeof value === 'string' ? value.replace(/[+-]\d\d:\d\d$/, 'Z') : value)),
  ],
  [
    'argus.listAggregatedEvents/law/time-forms',
    'takes a time without a zone',
    inQuery((query) => {
      for (const name of bounds) {
        const value = query.get(name) ?? '';
        if (/T[\d:.]+$/.test(value)) query.set(name, `${value}Z`);
      }
    }),
  ],
  [
    'argus.searchAlarms/law/pages-join',
    'ignores an offset where no size is asked for',
    {
      hears: (asked) => changed(asked, ({ limit, offset }) => (limit === undefined && offset > 0 ? { offset: 0 } : {})),
    },
  ],
  [
    'argus.listBasicCustomers/law/limits',
    'counts nothing where all is asked for',
    { says: (json, { url }) => (url.searchParams.get('limit') === '0' ? { ...json, count: 0 } : json) },
  ],
  [
    'argus.searchPdnsRecords/law/sort-orders',
    'does not know one of its sort keys',
    {
      hears: (asked) =>
        changed(asked, ({ sortBy }) =>
          sortBy ? { sortBy: sortBy.filter((key: string) => !key.includes('firstSeen')) } : {},
        ),
    },
  ],
  [
    'argus.searchSignatures/law/sort-is-total',
    'looks at the first sort key alone',
    { hears: (asked) => changed(asked, ({ sortBy }) => (sortBy ? { sortBy: sortBy.slice(0, 1) } : {})) },
  ],
  [
    'argus.listCaseHistory/law/time-forms',
    'leaves out the millisecond of its end',
    inQuery((query) => {
      const end = query.get('endTimestamp') ?? '';
      if (/^\d+$/.test(end)) query.set('endTimestamp', String(Math.max(0, Number(end) - 1)));
    }),
  ],
  [
    'argus.findAggregatedEventStats/law/statistics-narrow',
    'does not exclude two levels down',
    {
      hears: (asked) =>
        changed(asked, ({ subCriteria }) =>
          Array.isArray(subCriteria) ? { subCriteria: subCriteria.map(withoutDeepMarks) } : {},
        ),
    },
  ],
  [
    'argus.findAggregatedEventStats/law/statistics-narrow',
    'counts by the first of several ports, where they are asked for themselves',
    {
      hears: (asked) =>
        changed(asked, ({ destinationPort }) =>
          destinationPort ? { destinationPort: destinationPort.slice(0, 1) } : {},
        ),
    },
  ],
  [
    'argus.getEventStatistics/law/statistics-narrow',
    'counts by the first of several flags',
    {
      hears: (asked) =>
        changed(asked, ({ includeFlag }) => (includeFlag ? { includeFlag: includeFlag.slice(0, 1) } : {})),
    },
  ],
];

test.each(lies)('%s catches a server that %s', async (unit, _, lie) => {
  const { findings, results } = await caught(new RegExp(`^${unit}$`), lie, { events: 9500 });
  expect(results.map(({ verdict }) => verdict)).toEqual(['violated']);
  expect(findings.map(({ operation, check }) => `${operation}/${check}`)).toContain(unit);
});
