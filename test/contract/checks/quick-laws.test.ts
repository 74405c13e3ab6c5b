/** Where few requests are to tell much, checks find the same servers by other requests. */
import { expect, test } from 'vitest';
import { bounds, caught, changed, inQuery, inUnit, taking, type Lie } from './liar.ts';

const only = (name: string, take: (value: any) => any): Lie => ({
  hears: (asked) => changed(asked, (body) => (name in body ? { [name]: take(body[name]) } : {})),
});
const millisLost = (value: any): any => (typeof value === 'string' ? value.replace(/\.\d{3}Z$/, 'Z') : value);

function turningAgain(): Lie {
  const seen = new Set<string>();
  return {
    says: (json, { url, body }) => {
      const asked = `${url.href} ${JSON.stringify(body)}`;
      const isAgain = seen.has(asked);
      seen.add(asked);
      return isAgain && Array.isArray(json.data) ? { ...json, data: [...json.data.slice(1), json.data[0]] } : json;
    },
  };
}

const later = (value: any): any => (/^\d+$/.test(String(value)) ? Number(value) + 3_600_000 : value);

const lies: readonly (readonly [unit: string, wrong: string, lie: Lie])[] = [
  ['argus.findAggregatedEventStats/law/time-forms', 'takes weeks for days', taking(inUnit('weeks', 'days'))],
  [
    'argus.searchAlarms/law/time-forms',
    'takes days for weeks at the end',
    only('endTimestamp', inUnit('days', 'weeks')),
  ],
  ['argus.getEventStatistics/law/time-forms', 'takes hours for minutes', taking(inUnit('hours', 'minutes'))],
  [
    'argus.searchCategories/law/time-forms',
    'takes months for minutes at the beginning',
    only('startTimestamp', inUnit('months', 'minutes')),
  ],
  ['argus.findNIDSEvents/law/time-forms', 'loses the milliseconds of a date', taking(millisLost)],
  [
    'argus.findAggregatedEvents/law/time-forms',
    'loses the milliseconds of when something changed',
    only('lastUpdatedTimestamp', millisLost),
  ],
  [
    'argus.searchSignatures/law/time-forms',
    'takes a number as text for nothing',
    taking((value) => (typeof value === 'string' && /^\d+$/.test(value) ? 0 : value)),
  ],
  ['argus.searchEvents/law/time-forms', 'takes numbers for an hour later', taking(later)],
  [
    'argus.listCaseHistory/law/time-forms',
    'leaves out the millisecond of its end',
    inQuery((query) => {
      const end = query.get('endTimestamp') ?? '';
      if (/^\d+$/.test(end)) query.set('endTimestamp', String(Math.max(0, Number(end) - 1)));
    }),
  ],
  [
    'argus.listAggregatedEvents/law/time-forms',
    'takes a time without a zone',
    inQuery((query) => {
      for (const name of bounds) if (/T[\d:.]+$/.test(query.get(name) ?? '')) query.set(name, `${query.get(name)}Z`);
    }),
  ],
  [
    'argus.findNIDSEvents/law/depth',
    'begins anew at row 1,000',
    { hears: (asked) => changed(asked, ({ offset = 0 }) => ({ offset: offset >= 1000 ? offset - 1000 : offset })) },
  ],
  [
    'argus.searchEvents/law/depth',
    'cuts large pages',
    { says: (json) => (json.data?.length > 1000 ? { ...json, data: json.data.slice(0, 1000) } : json) },
  ],
  [
    'argus.findNIDSEvents/law/depth',
    'counts no more than 9,000',
    { says: (json) => (json.count > 9000 ? { ...json, count: 9000 } : json) },
  ],
  ['argus.searchAlarms/law/pages-join', 'turns a page that is asked for again', turningAgain()],
  [
    'argus.listCaseTags/law/page-describes-itself',
    'counts nothing behind the end',
    { says: (json) => (json.data?.length === 0 ? { ...json, count: 0 } : json) },
  ],
  [
    'argus.getBasicCustomer/law/things-differ',
    'shows the first thing for ever',
    { keeps: ({ url }) => (/\/customer\/[^/]+$/.test(url.pathname) ? 'customer' : undefined) },
  ],
  [
    'usm.getUsmAlarms/schema/success',
    'breaks down at a parameter of four bytes',
    { refuses: ({ url }) => (decodeURIComponent(url.search).includes('\u{1f512}') ? 500 : undefined) },
  ],
  [
    'argus.listCaseHistory/requests/bound',
    'takes an offset that is out of its bounds for none',
    inQuery((query) => {
      const offset = Number(query.get('offset'));
      if (offset < 0 || offset > 1e12) query.set('offset', '0');
    }),
  ],
];

test.each(lies)('%s catches a server that %s', async (unit, _, lie) => {
  const { results } = await caught(new RegExp(`^${unit}$`), lie, { events: 9500 }, { profile: 'quick' });
  expect(results.map(({ verdict }) => verdict)).toEqual(['violated']);
});

const asked = [...new Set(lies.map(([unit]) => unit))];

test('and of a server that is right none says anything', async () => {
  const { findings } = await caught(new RegExp(`^(?:${asked.join('|')})$`), {}, { events: 9500 }, { profile: 'quick' });
  expect(findings).toEqual([]);
});
