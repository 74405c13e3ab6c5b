import { expect, test } from 'vitest';
import type { Change } from '../../src/model/change.ts';
import { makeHistory } from '../../src/state/history.ts';
import { makeOverrides } from '../../src/state/overrides.ts';
import { rawKeyOf } from '../../src/model/change.ts';

const rows = 100_000;
const change = (seq: number, comment: string | null = null): Change => ({
  seq,
  at: seq,
  type: 'assessed',
  description: 'Event assessed',
  account: 0,
  comment,
  associated: false,
});
const bitsOf = (...wanted: readonly number[]): Uint32Array => {
  const bits = new Uint32Array(rows / 32);
  for (const row of wanted) bits[row >>> 5] = (bits[row >>> 5] ?? 0) | (1 << (row & 31));
  return bits;
};
const all = (): Uint32Array => new Uint32Array(rows / 32).fill(0xffff_ffff);

test('a change of all events is kept once, and each event and its raw events tell it', () => {
  const history = makeHistory();
  for (let seq = 0; seq < 300; seq++) history.noteAll(all(), change(seq, 'a'), change(seq, 'b'));
  expect(history.bytes()).toBeLessThan(300 * (rows / 8 + 100));
  expect(history.changes(77_777, null)).toHaveLength(300);
  expect(history.changes(77_777, 3).map(({ comment }) => comment)).toEqual(Array(300).fill('b'));
});

test('a change of few of many events costs those', () => {
  const history = makeHistory();
  for (let seq = 0; seq < 300; seq++) history.noteAll(bitsOf(31, 32, rows - 1), change(seq));
  expect(history.bytes()).toBeLessThan(300 * 3 * 100);
  for (const row of [31, 32, rows - 1]) expect(history.changes(row, null)).toHaveLength(300);
  for (const row of [0, 30, 33, rows - 2])
    expect([history.changes(row, null), history.isTouched(row)]).toEqual([[], false]);
});

test('changes of one event and of many come in the order of the log', () => {
  const history = makeHistory();
  history.note(5, null, change(0));
  history.noteAll(all(), change(1));
  history.note(5, null, change(2));
  history.noteAll(bitsOf(5), change(3), change(3, 'told'));
  history.note(5, 1, change(4, 'own'));
  expect(history.changes(5, null).map(({ seq }) => seq)).toEqual([0, 1, 2, 3]);
  expect(history.changes(5, 1).map(({ comment }) => comment)).toEqual(['told', 'own']);
  expect(history.changes(5, 2).map(({ comment }) => comment)).toEqual(['told']);
});

test('the digest of a history is of what was noted', () => {
  const [one, other] = [makeHistory(), makeHistory()];
  one.note(5, null, change(0));
  one.note(6, null, change(0));
  other.note(6, null, change(0));
  expect(other.digest()).not.toBe(one.digest());
  other.note(5, null, change(0));
  expect(other.digest()).toBe(one.digest());
});

test('what raw events have of their own costs the events, however often it changes', () => {
  const overrides = makeOverrides();
  const inherited = { low: 1, high: 2, severity: 3, updated: 4 };
  const changeAll = (low: number): void => {
    for (let row = 0; row < 1000; row++)
      for (let ordinal = 0; ordinal < 25; ordinal++)
        overrides.change({ row, ordinal, kept: 25 }, inherited, (own) => void (own.low = low));
  };
  changeAll(7);
  const [bytes, digest] = [overrides.bytes(), overrides.digest()];
  for (let count = 0; count < 10; count++) changeAll(count);
  expect([overrides.bytes(), overrides.view().size]).toEqual([bytes, 25_000]);
  const view = overrides.view();
  expect(view.get(rawKeyOf(999, 24))).toEqual({ ...inherited, low: 9 });
  expect([view.get(rawKeyOf(1000, 0)), view.get(rawKeyOf(0, 25))]).toEqual([undefined, undefined]);
  expect(overrides.digest()).not.toBe(digest);
  changeAll(7);
  expect(overrides.digest()).toBe(digest);
});

test('who goes on reading what raw events have sees none of the changes after', () => {
  const overrides = makeOverrides();
  const none = { low: 0, high: 0, severity: 0, updated: 0 };
  const set = (row: number, low: number): void =>
    void overrides.change({ row, ordinal: 0, kept: 1 }, none, (own) => void (own.low = low));
  set(1, 1);
  overrides.share();
  const held = overrides.view();
  set(1, 2);
  set(2, 3);
  expect([held.size, held.get(rawKeyOf(1, 0))?.low, held.get(rawKeyOf(2, 0))]).toEqual([1, 1, undefined]);
  const now = overrides.view();
  expect([now.size, now.get(rawKeyOf(1, 0))?.low, now.get(rawKeyOf(2, 0))?.low]).toEqual([2, 2, 3]);
});
