/** Time bounds of v2 criteria: which of an event's times must lie within them, any or all. Source: docs/contract/argus.md §4, §7.4. */
import { all, any, everything, nothing, ofBounds, type Predicate } from '../../../corpus/predicate.ts';
import { engineDelay } from '../events/event-times.ts';
import type { V2SubCriteria } from '../generated/types.ts';
import type { EventTable, TimeName } from '../events/table.ts';

export const timeNames = [
  'created',
  'lastUpdated',
  'firstAssessment',
  'enginePersisted',
  'firstEvent',
  'lastEvent',
  'published',
] as const;

type Strategy = Pick<V2SubCriteria, 'timeFieldStrategy' | 'timeMatchStrategy'>;

/** Inclusive bounds; a time that an event does not have never lies within them. Without a strategy it is `created` (assumed). */
export function v2TimeBounds(
  table: EventTable,
  { timeFieldStrategy = [], timeMatchStrategy }: Strategy,
  from: number,
  to: number,
): Predicate {
  if (from === -Infinity && to === Infinity) return everything;
  const strategy: Strategy['timeFieldStrategy'] = timeFieldStrategy.length === 0 ? ['created'] : timeFieldStrategy;
  const names = strategy.includes('all') ? timeNames : (strategy as readonly TimeName[]);
  const tests = names.map((name) => within(table, name, from, to));
  return timeMatchStrategy === 'all' ? all(tests) : any(tests);
}

function within(table: EventTable, name: TimeName, from: number, to: number): Predicate {
  const isRaw = table.kind === 'raw';
  switch (name) {
    case 'created':
      return { kind: 'time', field: 'timestamp', from, to };
    case 'firstEvent':
      return isRaw ? nothing : { kind: 'time', field: 'timestamp', from, to };
    case 'lastEvent':
      return isRaw ? nothing : { kind: 'time', field: 'end', from, to };
    case 'lastUpdated':
      return { kind: 'time', field: 'updated', from, to };
    case 'enginePersisted':
      return all([
        { kind: 'time', field: 'timestamp', from: from - engineDelay.most, to: to - engineDelay.least },
        rowTime(table, name, from, to),
      ]);
    // Nothing is published before it was made.
    case 'published':
      return all([{ kind: 'time', field: 'timestamp', from: -Infinity, to }, rowTime(table, name, from, to)]);
    case 'firstAssessment':
      return rowTime(table, name, from, to);
  }
}

const rowTime = (table: EventTable, name: TimeName, from: number, to: number): Predicate =>
  ofBounds(`time ${name}`, table.time(name), from, to);
