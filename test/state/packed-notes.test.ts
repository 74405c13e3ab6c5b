/** What was done to events, packed: told of each event as it was noted, without unpacking what is of others. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { eventKeyOf } from '../../src/model/addition.ts';
import type { Change } from '../../src/model/change.ts';
import type { AggregateChange, Noted } from '../../src/state/history.ts';
import { makePastNotes, noNotes, withNotes } from '../../src/state/packed-notes.ts';

const note = (seq: number): AggregateChange => ({
  change: { type: 'reindexed', seq } as unknown as Change,
  details: null,
});
const seqsOf = (notes: readonly AggregateChange[]): readonly number[] => notes.map(({ change }) => change.seq);
const rowKey = (row: number): number => eventKeyOf(row, null);

test('notes of any lots are told of each event, oldest first', () => {
  const lot = fc.array(fc.tuple(fc.nat(40), fc.boolean()), { maxLength: 60 });
  fc.assert(
    fc.property(fc.array(lot, { maxLength: 4 }), (lots) => {
      let seq = 0;
      const noted = new Map<number, number[]>();
      const packed = lots.reduce((before, rows) => {
        let last = note(seq);
        const fresh = rows.map(([row, isSame]): Noted => {
          if (!isSame) last = note(++seq);
          noted.set(row, [...(noted.get(row) ?? []), last.change.seq]);
          return { of: rowKey(row), note: last };
        });
        return withNotes(before, fresh);
      }, noNotes);
      const past = makePastNotes(packed);
      for (let row = 0; row <= 40; row++) expect(seqsOf(past.of(rowKey(row)))).toEqual(noted.get(row) ?? []);
    }),
  );
});

test('of many rows, few are told one by one and many together', () => {
  const [few, many] = [new Uint32Array(1000), new Uint32Array(1000).fill(0xffff_ffff)];
  few[3] = 0b101;
  const past = makePastNotes(
    withNotes(noNotes, [
      { of: few, note: note(1) },
      { of: many, note: note(2) },
    ]),
  );
  expect([96, 97, 98].map((row) => seqsOf(past.of(rowKey(row))))).toEqual([[1], [], [1]]);
  expect(past.dense().map(({ change, rows }) => [change.seq, rows])).toEqual([[2, many]]);
});

test('what is of other events stays packed', () => {
  const fresh = Array.from({ length: 50_000 }, (_, row): Noted => ({ of: rowKey(row), note: note(row) }));
  const { pieces, dense } = withNotes(noNotes, fresh);
  expect(pieces.length).toBeGreaterThan(10);
  const broken = pieces.map((piece, at) => (at === 3 ? piece : { ...piece, bytes: new Uint8Array(8) }));
  const row = Math.floor((pieces[3]?.firstKey ?? 0) / 2048) + 5;
  const past = makePastNotes({ pieces: broken, dense });
  expect(seqsOf(past.of(rowKey(row)))).toEqual([row]);
  expect(() => past.of(rowKey(0))).toThrow();
});

test('what is saved again and again comes to few pieces', () => {
  let packed = noNotes;
  for (let seq = 0; seq < 3000; seq++) packed = withNotes(packed, [{ of: rowKey(seq % 7), note: note(seq) }]);
  expect(packed.pieces.length).toBeLessThan(4);
  expect(seqsOf(makePastNotes(packed).of(rowKey(3)))).toEqual(
    Array.from({ length: 3000 }, (_, seq) => seq).filter((seq) => seq % 7 === 3),
  );
  expect(withNotes(packed, [])).toEqual(packed);
});
