/** What single answers of USM Anywhere can get wrong, and which rule says so. */
import { describe, test, expect } from 'vitest';
import { noWaitTold } from '../../../../../src/contract/products/usm/checks/rules/no-wait-told.ts';
import type { Answer } from '../../../../../src/contract/terms/exchange.ts';
import { altering, checksOf, inJson, type Alter } from '../../../support/altered.ts';

const rules = /^usm\.(?:getUsmAlarms|getUsmAlarm|getUsmEvent)\/(?:schema\/|access\/nobody)/;
const each = (spoil: (row: any) => unknown): Alter =>
  inJson((json) => {
    for (const row of json._embedded ? (Object.values(json._embedded)[0] as any[]) : [json]) spoil(row);
  });
const link = (relation: string, spoil: (href: string) => string): Alter =>
  inJson((json) => {
    const found = json.page && json._links?.[relation];
    if (found) found.href = spoil(found.href);
  });

const wrong: readonly (readonly [string, string, Alter])[] = [
  [
    'schema/body',
    'a priority as text',
    each((row) => row.priority !== undefined && (row.priority = String(row.priority))),
  ],
  ['schema/body', 'a time that is a number', each((row) => row.timestamp_received && (row.timestamp_received = 1))],
  ['schema/page', 'totalPages one too many', inJson(({ page }) => page && page.totalPages++)],
  ['schema/page', 'pages counted from one', inJson(({ page }) => page && page.number++)],
  ['schema/page', 'a row too few', inJson((json) => json.page && (Object.values(json._embedded)[0] as any[]).pop())],
  ['schema/page', 'the count of the page for the total', inJson(({ page }) => page && (page.totalElements = 20))],
  ['schema/page', 'no next link', inJson((json) => json.page && delete json._links.next)],
  ['schema/page', 'a next link to the same page', link('next', (href) => href.replace('page=1', 'page=0'))],
  [
    'schema/page',
    'a last link one too far',
    link('last', (href) => href.replace(/page=(\d+)/, (_, n) => `page=${Number(n) + 1}`)),
  ],
  ['schema/page', 'a relative link', link('next', (href) => href.replace(/^https?:\/\/[^/]+/, ''))],
  ['schema/page', 'a link to another host', link('next', (href) => href.replace(/\/\/[^/]+/, '//other.example'))],
  [
    'schema/alarm-sense',
    'a label that is not the priority’s',
    each((row) => row.priority_label && (row.priority_label = row.priority < 34 ? 'high' : 'low')),
  ],
  [
    'schema/alarm-sense',
    'received before it occurred',
    each((row) => row.timestamp_received && (row.timestamp_received = '100000000000')),
  ],
  [
    'schema/asked-for',
    'another alarm than the path names',
    inJson((row, { url }) => /alarms\/[0-9a-f]/.test(url) && (row.uuid = row.uuid.replace(/.$/, 'x'))),
  ],
  [
    'schema/failure',
    'a refusal in a foreign shape',
    inJson((json, passing) => passing.status === 401 && (json.code = 1)),
  ],
  [
    'schema/failure',
    'a refusal in HTML',
    (passing) =>
      void (
        passing.status === 401 &&
        Object.assign(passing, { headers: { 'content-type': 'text/html' }, body: '<p>401</p>' })
      ),
  ],
  [
    'schema/refusal-headers',
    'a 401 without challenge',
    ({ status, headers }) => void (status === 401 && delete headers['www-authenticate']),
  ],
];

describe.each(['documented', 'live'] as const)('in the %s dialect', async (usmDialect) => {
  const { judge } = await altering({ usmDialect });

  test('an unaltered server has nothing to answer for', async () => {
    expect(await judge(rules, () => {})).toEqual([]);
  });

  test.each(wrong)('%s finds %s', async (rule, _, alter) => {
    expect(checksOf(await judge(rules, alter))).toContain(rule);
  });
});

describe('headers of the live product', async () => {
  const { judge } = await altering({ usmDialect: 'live' });

  test.each(['x-frame-options', 'cache-control'])('%s is missed', async (name) => {
    expect(checksOf(await judge(rules, ({ headers }) => void delete headers[name]))).toContain('schema/guards');
  });
});

describe('records of the live product', async () => {
  const { judge } = await altering({ usmDialect: 'live' });

  test.each([
    ['received before its events', each((row) => row.packet_data && (row.timestamp_received = row.timestamp_occured))],
    [
      'with the time of its first event',
      each((row) => row.packet_data && (row.timestamp_occured = String(Number(row.timestamp_occured) - 1))),
    ],
    ['with a line of the sensor without blanks', each((row) => row.log && (row.log = row.log.replaceAll('": ', '":')))],
    [
      'written down before it was received',
      each((row) => row.events?.forEach((event: any) => event.timeStamp && (event.timeStamp -= 90_000))),
    ],
  ])('schema/alarm-times finds one %s', async (_, alter) => {
    expect(checksOf(await judge(/^usm\.(?:getUsmAlarms|getUsmEvents?)\/schema\//, alter))).toContain(
      'schema/alarm-times',
    );
  });
});

test('a refusal for too many requests that tells how long to wait is found', () => {
  const refused = (headers: Record<string, string>) => ({ status: 429, headers: new Headers(headers) }) as Answer;
  const judged = (headers: Record<string, string>) =>
    noWaitTold.judge(refused(headers), {} as never, {} as never).map(({ key }) => key);
  expect(judged({})).toEqual([]);
  expect(judged({ 'Retry-After': '1' })).toEqual(['retry-after']);
});
