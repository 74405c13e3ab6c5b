/** What is told of an occurrence of a story, for those who ask for the truth. */
import type { ToldStory, ToldActor, ToldStep } from '../../model/story.ts';
import type { Customer } from '../../model/world.ts';
import type { Numbered } from './analyst-actions.ts';
import type { Cast } from './cast.ts';
import { stepIn, type ScheduledStep } from './schedule.ts';
import { asList, customerNamed, type Occurrence, type Step } from './story.ts';

/** The step that one counts from: of several, the last to begin of those that happen. */
function causeOf({ since }: Step, scheduledStep: ReadonlyMap<string, ScheduledStep>): string | null {
  const causes = asList(since).map(stepIn);
  const begin = (name: string): number => scheduledStep.get(name)?.times[0] ?? 0;
  return causes.toSorted((one, other) => begin(other) - begin(one))[0] ?? null;
}

/** Who takes part in an occurrence that is cast and laid out, and what its steps made. */
export function tellingOf(
  occurrence: Occurrence,
  scheduledStep: ReadonlyMap<string, ScheduledStep>,
  numbered: ReadonlyMap<string, Numbered>,
  cast: Cast,
  customers: readonly Customer[],
): ToldStory {
  const { name: story, nth, at: begin, story: told } = occurrence;
  const customer = customerNamed(customers, occurrence.customer);
  const names = Object.keys(told.steps);
  return {
    story,
    title: told.title,
    nth,
    customer: customer.index,
    begin,
    actors: Object.entries(told.actors ?? {}).map(([name, { role }]): ToldActor => {
      const isPerson = role === 'person';
      const isAnalyst = role === 'analyst';
      return {
        name,
        role,
        hosts: isPerson || isAnalyst ? [] : cast.hosts(name, 'client', customer, 4).map(({ code }) => code),
        person: isPerson ? cast.person(name) : null,
        account: isAnalyst ? cast.analyst(name) : null,
      };
    }),
    steps: names.flatMap((name, place): readonly ToldStep[] => {
      const one = scheduledStep.get(name);
      if (one === undefined) return [];
      const { step, begin: from, end, times } = one;
      const events = numbered.get(name);
      return [
        {
          name,
          begin: from,
          end,
          since: causeOf(step, scheduledStep) ?? names[place - 1] ?? null,
          from: step.from ?? null,
          to: step.to ?? null,
          user: step.user ?? null,
          events: events === undefined ? null : { first: events.first, count: times.length },
          nature: step.nature ?? null,
          does: events === undefined ? { what: step.do ?? '', about: asList(step.about), by: step.by ?? null } : null,
        },
      ];
    }),
  };
}
