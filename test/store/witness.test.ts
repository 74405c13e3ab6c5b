/** What a client has read of a stream, with what it appended itself. */
import { expect, test } from 'vitest';
import { Truncated } from '../../src/store/port.ts';
import { mayHold, ReadWitness } from '../../src/store/witness.ts';

const mark = (id: string, at = 100) => ({ id, at });
const entry = (seq: number, id: string, at = 100) => ({ seq, ...mark(id, at) });
const seen = (seq: number, id: string, at = 100) => ({ seq, mark: mark(id, at) });

test('an entry that was appended counts as read where all before it was', () => {
  const witness = new ReadWitness();
  witness.saw('a', entry(3, 'c'));
  witness.appended('a', [entry(6, 'f')], 6);
  expect(witness.seenOf('a')).toEqual(seen(3, 'c'));
  witness.appended('a', [entry(4, 'd'), entry(5, 'e')], 4);
  expect(witness.seenOf('a')).toEqual(seen(5, 'e'));
});

test('one that was there already does not: nobody compared what stands before it', () => {
  const witness = new ReadWitness();
  witness.saw('a', entry(3, 'c'));
  witness.appended('a', [entry(4, 'd')], 9);
  expect(witness.seenOf('a')).toEqual(seen(3, 'c'));
});

test('who begins with a snapshot has all before it', () => {
  const witness = new ReadWitness();
  witness.saw('a', entry(9, 'x'));
  witness.began('a', 5);
  expect(witness.seenOf('a')).toEqual({ seq: 4, mark: null });
  witness.appended('a', [entry(5, 'e')], 5);
  expect(witness.seenOf('a')).toEqual(seen(5, 'e'));
});

test('a stream that ends before the last entry that was read, or in another one, does not hold it', () => {
  const last = seen(4, 'd');
  const told = [
    mayHold(last, 4, mark('c')),
    mayHold(last, 5, mark('x')),
    mayHold(last, 5, mark('d')),
    mayHold(last, 9, mark('x')),
  ];
  expect(told).toEqual([false, false, true, true]);
  expect(mayHold({ seq: 4, mark: null }, 5, mark('x'))).toBe(true);
});

test('one that was lost and appended again is another one: what stands before it need not be what it was', () => {
  expect(mayHold(seen(4, 'd', 100), 5, mark('d', 250))).toBe(false);
  const witness = new ReadWitness();
  witness.saw('a', entry(4, 'd', 100));
  expect(witness.mayBeOf('a', [entry(4, 'd', 250)], 4, mark('c'))).toBe(false);
  expect(witness.mayBeOf('a', [entry(4, 'd', 250)], 9, mark('x'))).toBe(false);
  expect(witness.mayBeOf('a', [entry(4, 'd', 100)], 9, mark('x'))).toBe(true);
});

test('an append is of another stream where it stands behind another entry than the client has, or in the place of one', () => {
  const witness = new ReadWitness();
  const mine = [entry(5, 'mine'), entry(6, 'and mine')];
  const isOf = (end: number, before: string): boolean => witness.mayBeOf('a', mine, end, mark(before));
  expect(isOf(5, 'x')).toBe(true);
  witness.saw('a', entry(4, 'd'));
  expect([isOf(5, 'd'), isOf(5, 'x')]).toEqual([true, false]);
  // Read meanwhile, where one of the primary that died stood.
  witness.saw('a', entry(5, 'gone'));
  expect(isOf(5, 'd')).toBe(false);
  witness.saw('a', entry(6, 'and mine'));
  expect(isOf(5, 'd')).toBe(true);
  witness.saw('a', entry(9, 'z'));
  expect(isOf(5, 'd')).toBe(true);
});

test('who is behind stays so until it begins anew, also where the end of the stream looks right again', () => {
  const witness = new ReadWitness();
  witness.saw('a', entry(4, 'd'));
  expect(witness.isBehind('a').stream).toBe('a');
  witness.saw('a', entry(4, 'd'));
  witness.appended('a', [entry(5, 'e')], 5);
  expect(() => witness.refuseIfBehind('a')).toThrow(Truncated);
  for (const [next, last] of [
    [5, 'd'],
    [6, 'e'],
    [99, 'z'],
  ] as const)
    expect(mayHold(witness.seenOf('a'), next, mark(last))).toBe(false);
  witness.began('a', 5);
  expect(mayHold(witness.seenOf('a'), 5, mark('d'))).toBe(true);
  witness.refuseIfBehind('a');
});
