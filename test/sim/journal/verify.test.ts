import { expect, test } from 'vitest';
import { finished, pieceOfWork } from '../../../src/kernel/slices.ts';
import type { JournalEntry } from '../../../src/sim/journal/entry.ts';
import { verify, type Expectation, type VerifyRequest } from '../../../src/sim/journal/verify.ts';

/** Entries of these operations, in their order. */
const journal = (...operations: readonly (string | Partial<JournalEntry>)[]): readonly JournalEntry[] =>
  operations.map((given, at) => ({
    seq: at + 1,
    at: '2026-11-02T00:00:00.000Z',
    product: 'argus',
    operation: null,
    method: 'GET',
    path: '/x',
    query: {},
    body: null,
    truncated: false,
    principal: '1/2',
    faults: [],
    status: 200,
    bytes: 0,
    took: 1,
    refusal: null,
    ...(typeof given === 'string' ? { operation: given } : given),
  }));

const judged = (entries: readonly JournalEntry[], expect_: readonly Expectation[], more: Partial<VerifyRequest> = {}) =>
  finished(verify(entries, { expect: expect_, ...more }, false));
const search = (times?: Expectation['times']): Expectation => ({
  operation: 'search',
  ...(times !== undefined && { times }),
});
const get: Expectation = { operation: 'get' };

test.each([
  [undefined, 1, true],
  [undefined, 0, false],
  [3, 3, true],
  [3, 2, false],
  [3, 4, false],
  [0, 0, true],
  [0, 1, false],
  [{ atLeast: 2 }, 5, true],
  [{ atLeast: 2 }, 1, false],
  [{ atMost: 2 }, 0, true],
  [{ atMost: 2 }, 3, false],
  [{ atLeast: 1, atMost: 2 }, 2, true],
] as const)('expected %o times, seen %d: %s', (times, seen, matched) => {
  const entries = journal(...Array.from({ length: seen }, () => 'search'), 'other');
  const verdict = judged(entries, [search(times)]);
  expect([verdict.matched, verdict.expectations[0]?.seen]).toEqual([matched, seen]);
});

test('exactly three searches with severity high: what came nearest is shown with where it differs', () => {
  const criteria = (severity: string): Partial<JournalEntry> => ({
    operation: 'search',
    body: { severity: [severity], limit: 25 },
  });
  const entries = journal(criteria('high'), criteria('low'), 'get', criteria('high'));
  const { matched, expectations } = judged(entries, [{ operation: 'search', body: { severity: ['high'] }, times: 3 }]);
  expect(matched).toBe(false);
  expect(expectations[0]).toMatchObject({ expected: 'exactly 3 times', seen: 2, entries: [1, 4] });
  expect(expectations[0]?.nearest[0]).toEqual({
    seq: 2,
    differences: [{ where: 'body.severity[0]', expected: 'high', seen: 'low' }],
  });
});

test('a subset of body and query is enough, numbers in a query are texts, lists match as a whole', () => {
  const entries = journal({
    operation: 'search',
    query: { limit: '25', sort: ['a', 'b'] },
    body: { a: { b: 1, c: 2 } },
  });
  const isMatch = (pattern: Expectation): boolean => judged(entries, [pattern]).matched;
  expect(isMatch({ query: { limit: 25 } })).toBe(true);
  expect(isMatch({ query: { limit: 26 } })).toBe(false);
  expect(isMatch({ query: { sort: ['a'] } })).toBe(false);
  expect(isMatch({ query: { sort: ['a', 'b'] } })).toBe(true);
  expect(isMatch({ body: { a: { c: 2 } } })).toBe(true);
  expect(isMatch({ body: { a: { d: null } } })).toBe(false);
  expect(isMatch({ query: { constructor: 'x' } })).toBe(false);
});

test('status classes, paths with a star and principals narrow', () => {
  const entries = journal({ operation: 'get', status: 404, path: '/events/v1/a' });
  const isMatch = (pattern: Expectation): boolean => judged(entries, [pattern]).matched;
  expect([isMatch({ status: '4xx' }), isMatch({ status: 404 }), isMatch({ status: '5xx' })]).toEqual([
    true,
    true,
    false,
  ]);
  expect([isMatch({ path: '/events/*' }), isMatch({ path: '/events/v1/a' }), isMatch({ path: '/events' })]).toEqual([
    true,
    true,
    false,
  ]);
  expect([isMatch({ principal: '1/2' }), isMatch({ principal: '1/3' })]).toEqual([true, false]);
});

test.each<[string, readonly string[], readonly Expectation[], number | null]>([
  ['in order', ['search', 'search', 'get'], [search(2), get], null],
  ['the wrong way round', ['get', 'search', 'search'], [search(2), get], 1],
  ['interleaved', ['search', 'get', 'search'], [search(2), get], 2],
  ['the same expectation twice', ['search', 'get', 'search'], [search(1), get, search(1)], null],
  ['too few at the end', ['search', 'get'], [search(1), get, search(1)], 2],
  ['others between do not matter', ['x', 'search', 'x', 'get', 'x'], [search(1), get], null],
  [
    'an optional one in the middle',
    ['search', 'get'],
    [search(1), { operation: 'label', times: { atMost: 1 } }, get],
    null,
  ],
  [
    'at least, then the same again',
    ['search', 'search', 'search', 'get'],
    [search({ atLeast: 1 }), search(1), get],
    null,
  ],
  ['one too many', ['search', 'search', 'get'], [search(1), get], 2],
])('order: %s', (_, operations, expected, outOfOrder) => {
  const verdict = judged(journal(...operations), expected, { inOrder: true });
  expect([verdict.outOfOrder, verdict.matched]).toEqual([outOfOrder, outOfOrder === null]);
});

test('nothing else means that every request was expected', () => {
  const entries = journal('search', 'get', 'search');
  expect(judged(entries, [search(2)], { nothingElse: true })).toMatchObject({ matched: false, unexpected: [2] });
  expect(judged(entries, [search(2), get], { nothingElse: true }).matched).toBe(true);
});

test('what was forgotten is told', () => {
  expect(finished(verify(journal('search'), { expect: [search()] }, true)).incomplete).toBe(true);
});

test('a pattern is held against an entry no further than the entry goes, in pieces', () => {
  let reads = 0;
  const members = Object.fromEntries(Array.from({ length: 5000 }, (_, at) => [`k${at}`, at]));
  const query = new Proxy(members, {
    get: (target, name) => (reads++, Reflect.get(target, name)),
  });
  const body = { port: Array.from({ length: 5000 }, () => ({})) };
  const entries = journal(...Array.from({ length: 1000 }, () => ({ body: { port: [1, 2] } })));
  const work = verify(entries, { expect: [{ query }, { body }] }, false);
  let step = work.next();
  let pieces = 0;
  for (; step.done !== true; step = work.next()) {
    expect(step.value).toBeLessThanOrEqual(2 * pieceOfWork);
    pieces++;
  }
  expect(pieces).toBeGreaterThan(50);
  expect(reads).toBe(5000);
  expect(step.value.expectations.map(({ nearest }) => nearest[0]?.differences.length)).toEqual([20, 1]);
});

test('the order of many that may each come often is found in pieces', () => {
  const many = Array.from({ length: 50 }, () => search({ atMost: 1000 }));
  const work = verify(journal(...Array.from({ length: 300 }, () => 'search')), { expect: many, inOrder: true }, false);
  let step = work.next();
  for (; step.done !== true; step = work.next()) expect(step.value).toBeLessThanOrEqual(50 * pieceOfWork);
  expect(step.value.matched).toBe(true);
});
