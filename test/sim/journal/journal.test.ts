import { expect, test } from 'vitest';
import { secretNames } from '../../../src/sim/journal/redact.ts';
import { makeJournal } from '../../../src/sim/journal/journal.ts';

const bounds = { entries: 5, bytes: 100_000 };
const exchange = (given: Record<string, unknown> = {}): any => ({
  product: { name: 'argus' },
  endpoint: { id: 'search' },
  request: { method: 'POST', path: '/p', search: '', headers: { 'argus-api-key': 'secret' } },
  params: {},
  caller: '1/2@127.0.0.1',
  text: '',
  status: 200,
  bytes: 10,
  took: 1.23456,
  refusal: null,
  ...given,
});
const journalOf = (given = bounds) => makeJournal(given, () => 1_793_577_600_000, secretNames([]));

test('an entry tells who asked what and what came of it, in simulated time', () => {
  const journal = journalOf();
  journal.note(exchange({ text: '{"limit":1}', request: { method: 'POST', path: '/p', search: 'a=1&a=2&b=3' } }), [
    'f',
  ]);
  expect(journal.entries()).toEqual([
    {
      seq: 1,
      at: '2026-11-02T00:00:00.000Z',
      product: 'argus',
      operation: 'search',
      method: 'POST',
      path: '/p',
      query: { a: ['1', '2'], b: '3' },
      body: { limit: 1 },
      truncated: false,
      principal: '1/2',
      faults: ['f'],
      status: 200,
      bytes: 10,
      took: 1.235,
      refusal: null,
    },
  ]);
});

test('a refusal tells what was complained of and how the answer began, without secrets', () => {
  const journal = journalOf();
  const complaint = { message: 'Bad password=hunter2', template: 'validation.bad', field: null, parameter: 'hunter2' };
  const refusal = { complaints: [complaint], text: '{"password":"hunter2","responseCode":412}' };
  journal.note(exchange({ status: 412, refusal }), []);
  expect(journal.entries()[0]?.refusal).toEqual({
    complaints: [{ message: 'Bad password=[redacted]', rule: 'validation.bad', field: null }],
    body: '{"password":"[redacted]","responseCode":412}',
  });
});

test('what is kept of an answer is JSON where it is whole, else text, and has no secrets', () => {
  const journal = journalOf();
  const text = '{"password":"hunter2","limit":1}';
  journal.note(exchange({ answer: { text, isCut: false } }), []);
  journal.note(exchange({ answer: { text: text.slice(0, 29), isCut: true } }), []);
  expect(journal.entries().map(({ answer }) => answer)).toEqual([
    { body: { password: '[redacted]', limit: 1 }, truncated: false },
    { body: '{"password":"[redacted]","limit"', truncated: true },
  ]);
  expect(journal.bytes()).toBeGreaterThan(2 * 256 + text.length);
});

test('the oldest make room, by number and by bytes, and are counted', () => {
  const journal = journalOf();
  for (let time = 0; time < 200; time++) journal.note(exchange(), []);
  expect(journal.entries().map(({ seq }) => seq)).toEqual([196, 197, 198, 199, 200]);
  expect([journal.last(), journal.forgotten()]).toEqual([200, 195]);
  const small = journalOf({ entries: 1000, bytes: 10_000 });
  for (let time = 0; time < 50; time++) small.note(exchange({ text: 'x'.repeat(3000) }), []);
  expect(small.entries().length).toBe(3);
});

test('a long body is cut and said to be', () => {
  const journal = journalOf();
  journal.note(exchange({ text: `{"password":"hidden","a":"${'x'.repeat(50_000)}"}` }), []);
  const [entry] = journal.entries();
  expect([entry?.truncated, typeof entry?.body]).toEqual([true, 'string']);
  expect(String(entry?.body).length).toBeLessThan(17_000);
  expect(String(entry?.body)).not.toContain('hidden');
});

test('entries are filtered', () => {
  const journal = journalOf({ entries: 100, bytes: 100_000 });
  journal.note(exchange({ status: 404 }), []);
  journal.note(exchange({ product: { name: 'usm' }, endpoint: { id: 'getUsmAlarms' }, caller: 'client' }), []);
  journal.note(exchange({ endpoint: null, caller: null, status: 500 }), []);
  journal.noteUnmatchedRequest({ method: 'GET', path: '/nowhere', search: '', status: 404 });
  const seqs = (filter: object): number[] => journal.entries(filter).map(({ seq }) => seq);
  expect(seqs({ product: 'usm' })).toEqual([2]);
  expect(seqs({ operation: 'search' })).toEqual([1]);
  expect(seqs({ status: '4xx' })).toEqual([1, 4]);
  expect(seqs({ status: 500 })).toEqual([3]);
  expect(seqs({ principal: 'client' })).toEqual([2]);
  expect(seqs({ since: 2 })).toEqual([3, 4]);
  expect(seqs({ limit: 2 })).toEqual([3, 4]);
  expect(seqs({ limit: 0 })).toEqual([]);
  expect(seqs({ limit: 9 })).toEqual([1, 2, 3, 4]);
  expect(seqs({ method: 'GET' })).toEqual([4]);
});

test('clearing begins anew', () => {
  const journal = journalOf();
  journal.note(exchange(), []);
  journal.clear();
  journal.note(exchange(), []);
  expect([journal.entries().map(({ seq }) => seq), journal.forgotten()]).toEqual([[1], 0]);
});

test('followers are told of each entry until they leave', () => {
  const journal = journalOf();
  const told: number[] = [];
  const leave = journal.follow(({ seq }) => told.push(seq));
  journal.note(exchange(), []);
  journal.note(exchange(), []);
  leave();
  journal.note(exchange(), []);
  expect(told).toEqual([1, 2]);
});
