import { test, expect } from 'vitest';
import fc from 'fast-check';
import { makeEventQueue, type QueueEntry } from '../../src/state/event-queue.ts';

const entries = fc.array(
  fc.record({
    at: fc.integer({ min: 0, max: 20 }),
    rank: fc.integer({ min: 0, max: 2 }),
    eventNumber: fc.integer({ min: 0, max: 0xffff_ffff }),
    place: fc.nat(1000),
  }),
  { maxLength: 400 },
);

const byOrder = (one: QueueEntry, other: QueueEntry): number =>
  one.at - other.at || one.rank - other.rank || one.eventNumber - other.eventNumber;

test('what is due comes out in order of time, then of rank, then of origin, whenever it was put in', () => {
  fc.assert(
    fc.property(entries, entries, (first, second) => {
      const eventQueue = makeEventQueue();
      const put = ({ at, rank, eventNumber: origin, place }: QueueEntry): void =>
        eventQueue.add(at, rank, origin, place);
      const taken: QueueEntry[] = [];
      first.forEach(put);
      const half = first.length >>> 1;
      for (let count = 0; count < half; count++) taken.push(eventQueue.take());
      expect(taken.map((entry) => byKey(entry))).toEqual(first.toSorted(byOrder).slice(0, half).map(byKey));
      second.forEach(put);
      const rest: QueueEntry[] = [];
      while (eventQueue.due() < Infinity) rest.push(eventQueue.take());
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

const byKey = ({ at, rank, eventNumber: origin }: QueueEntry): string => `${at} ${rank} ${origin}`;

test('an empty agenda is due never', () => {
  expect(makeEventQueue().due()).toBe(Infinity);
});
