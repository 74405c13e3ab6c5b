/** What a client has read of a stream, with what it appended itself. */
import { expect, test } from 'vitest';
import { Truncated } from '../../src/store/port.ts';
import { mayHold, ReadWitness } from '../../src/store/witness.ts';

test('an entry that was appended counts as read where all before it was', () => {
  const witness = new ReadWitness();
  witness.saw('a', 3, 'c');
  witness.appended('a', [{ seq: 6, id: 'f' }], 6);
  expect(witness.seenOf('a')).toEqual({ seq: 3, id: 'c' });
  witness.appended(
    'a',
    [
      { seq: 4, id: 'd' },
      { seq: 5, id: 'e' },
    ],
    4,
  );
  expect(witness.seenOf('a')).toEqual({ seq: 5, id: 'e' });
});

test('one that was there already does not: nobody compared what stands before it', () => {
  const witness = new ReadWitness();
  witness.saw('a', 3, 'c');
  witness.appended('a', [{ seq: 4, id: 'd' }], 9);
  expect(witness.seenOf('a')).toEqual({ seq: 3, id: 'c' });
});

test('who begins with a snapshot has all before it', () => {
  const witness = new ReadWitness();
  witness.saw('a', 9, 'x');
  witness.began('a', 5);
  expect(witness.seenOf('a')).toEqual({ seq: 4, id: null });
  witness.appended('a', [{ seq: 5, id: 'e' }], 5);
  expect(witness.seenOf('a')).toEqual({ seq: 5, id: 'e' });
});

test('a stream that ends before the last entry that was read, or in another one, does not hold it', () => {
  const seen = { seq: 4, id: 'd' };
  const told = [mayHold(seen, 4, 'c'), mayHold(seen, 5, 'x'), mayHold(seen, 5, 'd'), mayHold(seen, 9, 'x')];
  expect(told).toEqual([false, false, true, true]);
  expect(mayHold({ seq: 4, id: null }, 5, 'x')).toBe(true);
});

test('an append is of another stream where it stands behind another entry than the client has, or in the place of one', () => {
  const witness = new ReadWitness();
  const mine = [
    { seq: 5, id: 'mine' },
    { seq: 6, id: 'and mine' },
  ];
  const isOf = (end: number, before: string | null): boolean => witness.mayBeOf('a', mine, end, before);
  expect(isOf(5, 'x')).toBe(true);
  witness.saw('a', 4, 'd');
  expect([isOf(5, 'd'), isOf(5, 'x')]).toEqual([true, false]);
  // Read meanwhile, where one of the primary that died stood.
  witness.saw('a', 5, 'gone');
  expect(isOf(5, 'd')).toBe(false);
  witness.saw('a', 6, 'and mine');
  expect(isOf(5, 'd')).toBe(true);
  witness.saw('a', 9, 'z');
  expect(isOf(5, 'd')).toBe(true);
});

test('who is behind stays so until it begins anew, also where the end of the stream looks right again', () => {
  const witness = new ReadWitness();
  witness.saw('a', 4, 'd');
  expect(witness.isBehind('a').stream).toBe('a');
  witness.saw('a', 4, 'd');
  witness.appended('a', [{ seq: 5, id: 'e' }], 5);
  expect(() => witness.refuseIfBehind('a')).toThrow(Truncated);
  for (const [next, last] of [
    [5, 'd'],
    [6, 'e'],
    [99, 'z'],
  ] as const)
    expect(mayHold(witness.seenOf('a'), next, last)).toBe(false);
  witness.began('a', 5);
  expect(mayHold(witness.seenOf('a'), 5, 'd')).toBe(true);
  witness.refuseIfBehind('a');
});
