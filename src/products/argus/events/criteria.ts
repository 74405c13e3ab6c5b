/** Criteria → predicates: one function a criterion, AND between them, OR inside a list. Source: docs/contract/argus.md §6.5, §7.4, §9. */
import { everything, nothing, type Predicate } from '../../../corpus/predicate.ts';
import type { Problem } from '../../../http/product.ts';
import { isSliced, type Sliced } from '../../../kernel/slices.ts';
import type { Viewer } from '../access/access.ts';
import { semanticProblem } from '../common/invalid.ts';
import { parseTime } from '../common/time.ts';
import type { EventTable } from './table.ts';

/** What criteria are read for. */
export interface CriteriaScope {
  readonly table: EventTable;
  readonly viewer: Viewer;
  readonly now: number;
  /** What is wrong with the criteria; the caller refuses the request when there is anything. */
  readonly problems: Problem[];
}

/** What one criterion sees besides its own value. */
export interface CriteriaContext<Criteria> extends CriteriaScope {
  readonly criteria: Criteria;
  readonly complain: (field: keyof Criteria & string, value: unknown) => typeof nothing;
}

/** A function for each criterion; `Modifier` are members that change how others are read, or select no events. */
export type CriterionParts<Criteria, Modifier, Context> = {
  readonly [Key in Exclude<keyof Criteria, Modifier>]-?: (
    value: NonNullable<Criteria[Key]>,
    context: Context,
  ) => Predicate | Sliced<Predicate>;
};

/** Notes that a value is wrong; `place` is where in the request its criteria stand. */
export const complainTo =
  (problems: Problem[], place: Problem['path'] = []) =>
  (field: string, value: unknown): typeof nothing => {
    problems.push(semanticProblem('body', [...place, field], value));
    return nothing;
  };

/** The predicates of all criteria that are there. An empty list or object is no filter: clients send every list they know (§9). */
export function* predicatesOf<Criteria extends object, Context extends CriteriaContext<Criteria>>(
  parts: Readonly<Record<string, (value: never, context: Context) => Predicate | Sliced<Predicate>>>,
  context: Context,
): Sliced<Predicate[]> {
  const predicates: Predicate[] = [];
  for (const [key, part] of Object.entries(parts)) {
    const value: unknown = context.criteria[key as keyof Criteria];
    if (value === undefined || (typeof value === 'object' && Object.keys(value as object).length === 0)) continue;
    const predicate = part(value as never, context);
    predicates.push(isSliced(predicate) ? yield* predicate : predicate);
    yield 1;
  }
  return predicates;
}

/** Epoch milliseconds of a time criterion; null when it is not there, or names no instant, which is a problem. */
export function timeCriterion<Field extends string>(
  { criteria, now, complain }: CriteriaContext<{ readonly [Name in Field]?: number | string }>,
  field: Field,
): number | null {
  const value = criteria[field];
  if (value === undefined) return null;
  const instant = parseTime(value, now);
  if (instant === null) complain(field, value);
  return instant;
}

const day = 86_400_000;
const dayOf = (instant: number): number => Math.floor(instant / day) * day;

/** Only daily indices from one day to another, by the day an event was created; both days count whole. */
export const indexBounds = (first: number | null, last: number | null): Predicate =>
  first === null && last === null
    ? everything
    : {
        kind: 'time',
        field: 'timestamp',
        from: first === null ? -Infinity : dayOf(first),
        to: last === null ? Infinity : dayOf(last) + day - 1,
      };

/** Sub-criteria as a predicate, and what is wrong with them. */
export type CompiledGroup<Criteria> = Criteria & {
  readonly predicate: Predicate;
  readonly problems: readonly Problem[];
};

/** What compiling a group of criteria costs: each of its lists is looked up in a dictionary once. */
export const unitsOfGroup = 32_768;
