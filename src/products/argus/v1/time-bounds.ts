/** Time bounds of v1 criteria: what startTimestamp, endTimestamp, index times and their strategies select. Source: contract/argus.md §4. */
import { all, any, everything, type Predicate, type TimeField } from '../../../corpus/predicate.ts';
import { parseTime } from '../common/time.ts';
import { isTrue } from '../common/booleans.ts';
import type { CriteriaContext, Criteria } from './criteria.ts';

const day = 86_400_000;
const dayOf = (instant: number): number => Math.floor(instant / day) * day;

/** Epoch milliseconds of a time criterion; complains and returns null when it names no instant. */
export function time(context: CriteriaContext, field: keyof Criteria, value: string | number): number | null {
  const instant = parseTime(value, context.scope.now);
  if (instant === null) context.complain(field, value);
  return instant;
}

/**
 * startTimestamp and endTimestamp, inclusive. Without a strategy an aggregate matches when its first-to-last span meets the bounds
 * (the documented pair); with one, any of the times that it names must lie within them (contract/argus.md §4).
 */
export function timeBounds(context: CriteriaContext): Predicate {
  const { scope, criteria } = context;
  const from =
    criteria.startTimestamp === undefined
      ? -Infinity
      : (time(context, 'startTimestamp', criteria.startTimestamp) ?? -Infinity);
  const asked =
    criteria.endTimestamp === undefined ? Infinity : (time(context, 'endTimestamp', criteria.endTimestamp) ?? Infinity);
  const to = isTrue(criteria.skipFutureEvents, false) ? Math.min(asked, scope.now) : asked;
  if (from === -Infinity && to === Infinity) return everything;
  const strategy = criteria.timeFieldStrategy ?? [];
  if (scope.kind === 'raw') return { kind: 'time', field: 'timestamp', from, to };
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

/** Only daily indices from one day to another, by the day an event was created; both days count whole. */
export function indexBounds({ criteria }: CriteriaContext): Predicate {
  const { indexStartTime: first, indexEndTime: last } = criteria;
  if (first === undefined && last === undefined) return everything;
  return {
    kind: 'time',
    field: 'timestamp',
    from: first === undefined ? -Infinity : dayOf(Number(first)),
    to: last === undefined ? Infinity : dayOf(Number(last)) + day - 1,
  };
}
