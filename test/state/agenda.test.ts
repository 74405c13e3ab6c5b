import { test, expect } from 'vitest';
import fc from 'fast-check';
import { makeAgenda, type Entry } from '../../src/state/agenda.ts';

const entries = fc.array(
  fc.record({
    at: fc.integer({ min: 0, max: 20 }),
    rank: fc.integer({ min: 0, max: 2 }),
    origin: fc.integer({ min: 0, max: 0xffff_ffff }),
    place: fc.nat(1000),
  }),
  { maxLength: 400 },
);

const byOrder = (one: Entry, other: Entry): number =>
  one.at - other.at || one.rank - other.rank || one.origin - other.origin;

test('what is due comes out in order of time, then of rank, then of origin, whenever it was put in', () => {
  fc.assert(
    fc.property(entries, entries, (first, second) => {
      const agenda = makeAgenda();
      const put = ({ at, rank, origin, place }: Entry): void => agenda.add(at, rank, origin, place);
      const taken: Entry[] = [];
      first.forEach(put);
      const half = first.length >>> 1;
      for (let count = 0; count < half; count++) taken.push(agenda.take());
      expect(taken.map((entry) => byKey(entry))).toEqual(first.toSorted(byOrder).slice(0, half).map(byKey));
      second.forEach(put);
      const rest: Entry[] = [];
      while (agenda.due() < Infinity) rest.push(agenda.take());
      const left = [...first.toSorted(byOrder).slice(half), ...second].toSorted(byOrder);
      expect(rest.map(byKey)).toEqual(left.map(byKey));
      // Every place comes back with one of its own.
      expect([...taken, ...rest].map(({ place }) => place).sort()).toEqual(
        [...first, ...second].map(({ place }) => place).sort(),
      );
    }),
    { seed: 3 },
  );
});

const byKey = ({ at, rank, origin }: Entry): string => `${at} ${rank} ${origin}`;

test('an empty agenda is due never', () => {
  expect(makeAgenda().due()).toBe(Infinity);
});
