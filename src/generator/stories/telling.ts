/** What is told of an occurrence of a story, for those who ask for the truth. */
import type { ToldStory, ToldActor, ToldStep } from '../../model/story.ts';
import type { Customer } from '../../model/world.ts';
import type { Numbered } from './analyst-actions.ts';
import type { Cast } from './cast.ts';
import type { ScheduledStep } from './schedule.ts';
import { asList, customerNamed, type Occurrence } from './story.ts';

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
          since: step.since?.replace(/\.end$/, '') ?? names[place - 1] ?? null,
          from: step.from ?? null,
          to: step.to ?? null,
          events: events === undefined ? null : { first: events.first, count: times.length },
          does: events === undefined ? { what: step.do ?? '', about: asList(step.about), by: step.by ?? null } : null,
        },
      ];
    }),
  };
}
