/** Stories laid out on the timeline without the World around them: for lists, pictures and checks. */
import { UserError } from '../../kernel/fault.ts';
import { parseIsoUtc } from '../../kernel/clock.ts';
import { dotted, type Scenario } from '../scenario.ts';
import { layOut, mostActions, mostEvents, type Laid } from './schedule.ts';
import { makesEvents, tellingsOf, type Telling } from './story.ts';

export interface Told {
  readonly telling: Telling;
  /** Its steps, in the order in which they are written. */
  readonly steps: readonly Laid[];
}

/** The first and last instant of a scenario's World, epoch milliseconds. */
export function boundsOf({ period }: Scenario, endAsked?: number): { readonly start: number; readonly end: number } {
  const end = endAsked ?? parseIsoUtc(period.end ?? '') ?? 0;
  return { start: end - (period.days ?? 7) * 86_400_000, end };
}

/** Every telling of every story, step by step. Throws UserError where one cannot be laid out. */
export function toldIn(scenario: Scenario, seed: string, end: number): readonly Told[] {
  const fail = (path: readonly (string | number)[], message: string): never => {
    throw new UserError(`${dotted(path)} ${message}`);
  };
  const budget = { events: mostEvents, actions: mostActions };
  return tellingsOf(scenario, seed, end, fail).map((telling) => {
    const laid = layOut(telling, budget, fail);
    return { telling, steps: Object.keys(telling.story.steps).flatMap((name) => laid.get(name) ?? []) };
  });
}

/** How many events and deeds there are in all. */
export function totalsOf(told: readonly Told[]): { readonly events: number; readonly deeds: number } {
  let [events, deeds] = [0, 0];
  for (const { steps } of told)
    for (const { step, times } of steps) {
      if (makesEvents(step)) events += times.length;
      else deeds += times.length;
    }
  return { events, deeds };
}
