/** What a client has read of a stream, with what it appended itself. */
import { expect, test } from 'vitest';
import { mayHold, ReadWitness } from '../../src/store/witness.ts';

test('an entry that was appended counts as read once all before it was', () => {
  const witness = new ReadWitness();
  witness.saw('a', 3, 'c');
  witness.appended('a', 6, 'f');
  witness.appended('a', 7, 'g');
  expect(witness.seenOf('a')).toEqual({ seq: 3, id: 'c' });
  witness.appended('a', 4, 'd');
  expect(witness.seenOf('a')).toEqual({ seq: 4, id: 'd' });
  witness.saw('a', 5, 'e');
  expect(witness.seenOf('a')).toEqual({ seq: 7, id: 'g' });
  witness.appended('a', 6, 'f');
  expect(witness.seenOf('a')).toEqual({ seq: 7, id: 'g' });
});

test('who begins anew has nothing, nor what it appended before', () => {
  const witness = new ReadWitness();
  witness.appended('a', 2, 'b');
  witness.forget('a');
  witness.saw('a', 1, 'x');
  expect(witness.seenOf('a')).toEqual({ seq: 1, id: 'x' });
});

test('a stream that ends before the last entry that was read, or in another one, does not hold it', () => {
  const seen = { seq: 4, id: 'd' };
  expect([mayHold(seen, 4, 'c'), mayHold(seen, 5, 'x'), mayHold(seen, 5, 'd'), mayHold(seen, 9, 'x')]).toEqual([
    false,
    false,
    true,
    true,
  ]);
});
