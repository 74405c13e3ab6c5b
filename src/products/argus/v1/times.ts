/** Time bounds of v1 criteria: what startTimestamp, endTimestamp and their strategy select. Source: docs/contract/argus.md §4. */
import { all, any, everything, type Predicate, type TimeField } from '../../../corpus/predicate.ts';
import { isTrue } from '../common/booleans.ts';
import { timeCriterion } from '../events/criteria.ts';
import type { V1Context } from './criteria.ts';

/**
 * startTimestamp and endTimestamp, inclusive. Without a strategy an aggregate matches when its first-to-last span meets the bounds
 * (the documented pair); with one, any of the times that it names must lie within them (docs/contract/argus.md §4).
 */
export function v1TimeBounds(context: V1Context): Predicate {
  const { table, criteria, now } = context;
  const from = timeCriterion(context, 'startTimestamp') ?? -Infinity;
  const end = timeCriterion(context, 'endTimestamp') ?? Infinity;
  const to = isTrue(criteria.skipFutureEvents, false) ? Math.min(end, now) : end;
  if (from === -Infinity && to === Infinity) return everything;
  const strategy = criteria.timeFieldStrategy ?? [];
  if (table.kind === 'raw') return { kind: 'time', field: 'timestamp', from, to };
  if (strategy.length === 0) {
    return all([
      { kind: 'time', field: 'timestamp', from: -Infinity, to },
      { kind: 'time', field: 'end', from, to: Infinity },
    ]);
  }
  const fields: readonly TimeField[] = strategy.includes('all')
    ? ['timestamp', 'end']
    : strategy.map((name) => (name === 'endTimestamp' ? 'end' : 'timestamp'));
  return any([...new Set(fields)].map((field) => ({ kind: 'time', field, from, to })));
}
