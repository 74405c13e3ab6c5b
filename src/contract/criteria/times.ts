/** Judging the bounds of time of a request, both ends included. */
import { member } from '../terms/exchange.ts';
import type { Json } from '../../kernel/schema.ts';
import { numberAt } from '../lists/item.ts';
import type { Model, Judgement } from '../terms/model.ts';

export interface Bounds {
  readonly from: number;
  readonly to: number;
}

/** The bounds of a request; `all` where it has none, and null where they are relative, so that only the target can tell. */
export function boundsIn(names: Model['bounds'], criteria: Json): Bounds | 'all' | null {
  const bound = (name: string): number | null | undefined =>
    member(criteria, name) === undefined ? undefined : (numberAt(criteria, name) ?? null);
  const [from, to] = [bound(names.from), bound(names.to)];
  if (from === null || to === null) return null;
  return from === undefined && to === undefined ? 'all' : { from: from ?? -Infinity, to: to ?? Infinity };
}

/** The middle one of times; undefined where there is none. */
export const middleOf = (times: readonly number[]): number | undefined =>
  times.toSorted((one, other) => one - other)[times.length >> 1];

/** What shows no time lies nowhere. */
export const isWithin = (time: number | undefined, { from, to }: Bounds): Judgement =>
  time !== undefined && time >= from && time <= to;

/** Judges by the time of a model alone. */
export const timeVerdictBy =
  (bounds: Model['bounds'], timeOf: Model['timeOf']): Model['timeVerdict'] =>
  (item, criteria) => {
    const span = boundsIn(bounds, criteria);
    return span === null || span === 'all' ? span && true : isWithin(timeOf(item), span);
  };
