/** Stories laid out on the timeline without the World around them: for lists, pictures and checks. */
import { UserError } from '../../kernel/fault.ts';
import { formatIn } from '../formats/scenario-catalogue.ts';
import { dotted, type Scenario } from '../scenario/scenario.ts';
import { layOut, mostActions, mostEvents, type ScheduledStep } from './schedule.ts';
import { makesEvents, occurrencesOf, type Occurrence } from './story.ts';

export interface TimelinePreview {
  readonly occurrence: Occurrence;
  /** Its steps, in the order in which they are written. */
  readonly steps: readonly ScheduledStep[];
}

/** Every occurrence of every story, step by step. Throws UserError where one cannot be laid out. */
export function timelinePreviewOf(scenario: Scenario, seed: string, end: number): readonly TimelinePreview[] {
  const fail = (path: readonly (string | number)[], message: string): never => {
    throw new UserError(`${dotted(path)} ${message}`);
  };
  const { catalogue } = formatIn(scenario);
  const budget = { events: mostEvents, actions: mostActions };
  return occurrencesOf({ scenario, catalogue, seed, end }, fail).map((occurrence) => {
    const scheduledStep = layOut(occurrence, budget, fail);
    return { occurrence, steps: Object.keys(occurrence.story.steps).flatMap((name) => scheduledStep.get(name) ?? []) };
  });
}

/** How many events and actions there are in all. */
export function totalsOf(preview: readonly TimelinePreview[]): {
  readonly events: number;
  readonly analystActions: number;
} {
  let [events, analystActions] = [0, 0];
  for (const { steps } of preview)
    for (const { step, times } of steps) {
      if (makesEvents(step)) events += times.length;
      else analystActions += times.length;
    }
  return { events, analystActions };
}
