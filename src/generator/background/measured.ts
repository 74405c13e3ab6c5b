/** The measured shape of a scenario as rows are drawn by it; all as usual where it has none. */
import type { Detail, Sensor } from '../../model/world.ts';
import type { GenerationRules } from '../formats/world-format.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { spanOf } from '../stories/spans.ts';
import type { Lateness } from '../timeline/row-block.ts';
import { habitsOf, usualHabits, type Habits } from './habits.ts';
import { makeMix, type Mix } from './mix.ts';

export interface MeasuredShape {
  readonly mix: Mix | null;
  readonly habits: Habits;
  readonly lateness: Lateness | undefined;
  /** The rates of the period's hours; undefined where the rhythm tells. */
  readonly course: readonly number[] | undefined;
  readonly rules: GenerationRules;
}

/** `weightOf` is how often a detail's alarm happens beside others. */
export function measuredShapeOf(
  { shape }: Scenario,
  rules: GenerationRules,
  sensors: readonly Sensor[],
  details: readonly Detail[],
  weightOf: (detail: Detail) => number,
): MeasuredShape {
  if (shape === undefined) return { mix: null, habits: usualHabits, lateness: undefined, course: undefined, rules };
  const mix = makeMix(shape.mix, sensors, details, weightOf);
  const { marks, late, hours, counts } = shape;
  return {
    mix,
    habits: marks === undefined ? usualHabits : habitsOf(marks, mix.severe),
    lateness: late && { share: late.share, from: spanOf(late.from), to: spanOf(late.to) },
    course: hours,
    rules: { ...rules, counts: counts ?? rules.counts },
  };
}
