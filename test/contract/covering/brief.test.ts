/** Few requests tell nearly what many tell: criteria that stand together are each told apart, and what finds nothing is asked in one. */
import { expect, test } from 'vitest';
import { fewOfMany } from '../../../src/contract/covering/brief.ts';
import type { Offer } from '../../../src/contract/covering/design.ts';
import type { Term } from '../../../src/contract/covering/question.ts';
import type { Verdicts } from '../../../src/contract/covering/values.ts';
import { member } from '../../../src/contract/terms/exchange.ts';
import type { Json } from '../../../src/kernel/schema.ts';
import { stream } from '../../../src/kernel/random.ts';

const items = Array.from({ length: 64 }, (_, at) => at);
const none: Verdicts = items.map(() => false);

/** A criterion that every other item has, every other pair of items, and so on. */
const half = (name: string, bit: number): Term => ({
  name,
  form: 'one value',
  criteria: { [name]: [1] },
  verdicts: items.map((item) => ((item >> bit) & 1) === 1),
  wrong: [
    { name: 'ignored', verdicts: items.map(() => true) },
    { name: 'finds nothing', verdicts: none },
  ],
  mayRefuse: false,
});

/** A name that is a letter too long, which a wrong server takes for the name. */
const longer = (name: string, bit: number): Term => ({
  ...half(name, bit),
  form: 'a longer value',
  criteria: { [name]: ['longer'] },
  verdicts: none,
  wrong: [{ name: 'taken for the same', verdicts: half(name, bit).verdicts }],
  mayRefuse: true,
});

const names = ['alarm', 'customer', 'domain', 'service', 'user'];

const offer = (terms: readonly Term[], partNames: readonly string[] = []): Offer => ({
  terms,
  partNames,
  parts: 'parts',
  unpaged: new Set(),
  sights: new Set(),
  isSeen: () => true,
  callers: ['full'],
  media: ['application/json'],
  sortKeys: [],
});

test('five criteria of which each makes a difference are asked in one request', () => {
  const requests = fewOfMany(offer(names.map(half)), [], stream('1', 'brief'), 9);
  expect(requests.length).toBe(1);
  expect(Object.keys(requests[0]?.question.asked.term.criteria ?? {}).toSorted()).toEqual(names);
});

test('criteria that hide one another are asked apart', () => {
  const same = names.map((name) => half(name, 0));
  expect(fewOfMany(offer(same), [], stream('1', 'brief'), 9).length).toBe(names.length);
});

test('what finds nothing is asked in parts of one request, where a list takes parts', () => {
  const [request, ...others] = fewOfMany(offer(names.map(longer), names), [], stream('1', 'brief'), 9);
  expect(others).toEqual([]);
  expect(request?.question.asked.term.criteria['parts']).toHaveLength(names.length);
  expect(fewOfMany(offer(names.map(longer)), [], stream('1', 'brief'), 9)).toEqual([]);
});

test('parts in all their roles stand in one list, and a level deeper where parts have parts', () => {
  const listsIn = (partNames: readonly string[]): readonly Json[] =>
    fewOfMany(offer(names.map(half), partNames), [], stream('1', 'brief'), 9).flatMap(
      ({ question }) => question.asked.term.criteria['parts'] ?? [],
    );
  expect(listsIn([])).toEqual([]);
  const roles = listsIn(names).map((part) => [member(part, 'required') === true, member(part, 'exclude') === true]);
  expect(roles).toEqual([
    [true, false],
    [false, true],
    [true, true],
    [false, false],
    [false, false],
  ]);
  expect(listsIn([...names, 'parts']).some((part) => member(part, 'parts') !== undefined)).toBe(true);
});

test('the same draws choose the same', () => {
  const asked = () => fewOfMany(offer([...names.map(half), ...names.map(longer)], names), [], stream('7', 'brief'), 2);
  expect(asked().length).toBe(2);
  expect(asked()).toEqual(asked());
});
