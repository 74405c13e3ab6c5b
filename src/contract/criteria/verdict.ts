/** How criteria judge an item, and how their verdicts combine. */
import type { Json } from '../../kernel/schema.ts';
import { listOf, member } from '../terms/exchange.ts';
import type { Criterion, Judgement } from '../terms/model.ts';

export const every = (verdicts: readonly Judgement[]): Judgement =>
  verdicts.includes(false) ? false : verdicts.includes(null) ? null : true;
export const some = (verdicts: readonly Judgement[]): Judgement =>
  verdicts.includes(true) ? true : verdicts.includes(null) ? null : false;
export const negated = (verdict: Judgement): Judgement => (verdict === null ? null : !verdict);

const isTrue = (value: Json | undefined): boolean => value === true || value === 'true';

/** A list of parts: any of them, all that are `required`, none that `exclude` (seed 002; docs/contract/argus.md §6.8, §7.4). */
export function combined(parts: readonly Json[], verdictOf: (part: Json) => Judgement): Judgement {
  const excluded = parts.filter((part) => isTrue(member(part, 'exclude')));
  const required = parts.filter((part) => isTrue(member(part, 'required')) && !excluded.includes(part));
  const others = parts.filter((part) => !excluded.includes(part) && !required.includes(part));
  return every([
    ...required.map(verdictOf),
    ...excluded.map((part) => negated(verdictOf(part))),
    ...(others.length > 0 ? [some(others.map(verdictOf))] : []),
  ]);
}

/** An empty list or object is no filter (docs/contract/argus.md §9). */
export const isEmpty = (value: Json): boolean =>
  value !== null && typeof value === 'object' && Object.keys(value).length === 0;

type ValuesOf = (item: Json) => readonly Json[];

/** Values that occur, the rarest first, equals in order of their texts. */
export function occurring(items: readonly Json[], valuesOf: ValuesOf): readonly Json[] {
  const counts = new Map<string, { readonly value: Json; count: number }>();
  for (const value of items.flatMap((item) => [...valuesOf(item)])) {
    const known = counts.get(JSON.stringify(value)) ?? { value, count: 0 };
    known.count += 1;
    counts.set(JSON.stringify(value), known);
  }
  return [...counts]
    .sort(([one, { count: few }], [other, { count: many }]) => few - many || (one < other ? -1 : 1))
    .map(([, { value }]) => value);
}

/** Lists to ask for: the rarest value, and the two most frequent. */
export function fewLists(values: readonly Json[]): readonly Json[] {
  const [rarest] = values;
  if (rarest === undefined) return [];
  return values.length === 1 ? [[rarest]] : [[rarest], values.slice(-2).toReversed()];
}

/** A list of which the event has one value. */
export const among = (valuesOf: ValuesOf, same: (value: Json) => string = String): Criterion => ({
  each: (items) => occurring(items, valuesOf),
  values: (items) => fewLists(occurring(items, valuesOf)),
  holds: (item, wanted) => {
    const has = valuesOf(item).map(same);
    return listOf(wanted).some((value) => has.includes(same(value)));
  },
});

/** Two names of which each is had without the other, so that it shows when only one of them counts; null where no two are. */
function tellingPair(items: readonly (readonly Json[])[], names: readonly Json[]): readonly Json[] | null {
  const isAlone = (one: Json, other: Json): boolean => items.some((has) => has.includes(one) && !has.includes(other));
  for (const [at, one] of names.entries()) {
    const other = names.slice(at + 1).find((name) => isAlone(one, name) && isAlone(name, one));
    if (other !== undefined) return [one, other];
  }
  return null;
}

/** A list of names that the event has all of, or none of. */
export const flagged = (valuesOf: ValuesOf, isNone: boolean): Criterion => ({
  isOfAll: true,
  each: (items) => occurring(items, valuesOf),
  values: (items) => {
    const values = occurring(items, valuesOf);
    const pair = tellingPair(items.map(valuesOf), values.toReversed());
    return pair === null ? fewLists(values) : [values.slice(0, 1), pair];
  },
  holds: (item, wanted) => {
    const has = valuesOf(item);
    return isNone
      ? !listOf(wanted).some((name) => has.includes(name))
      : listOf(wanted).every((name) => has.includes(name));
  },
});

/** A bound that is a number is part of what it bounds, and ends there. */
export const mistakenBound = (value: Json): readonly (readonly [how: string, other: Json])[] => [
  ['taken for one more', Number(value) + 1],
  ['taken for one less', Math.max(0, Number(value) - 1)],
];

/** Judged by comparing results only: what the event shows does not tell. */
export const hidden = (...values: readonly Json[]): Criterion => ({ values: () => values, holds: () => null });
