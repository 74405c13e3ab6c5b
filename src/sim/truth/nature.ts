/** What events truly are: part of a story and what it says of them, or background. */
import type { Nature } from '../../model/arrivals.ts';
import { eventNumberRanges } from '../../model/event-number.ts';
import type { Stories, ToldStory, ToldStep } from '../../model/story.ts';
import type { World } from '../../model/world.ts';

/** Where in a story an event belongs. */
export interface StoryPlace {
  readonly telling: ToldStory;
  readonly step: ToldStep;
}

export interface TrueNature {
  readonly nature: Nature;
  /** Null for background. */
  readonly place: StoryPlace | null;
}

/** Says of the event with a number what it is; null for one that a client submitted, of which nobody knows. */
export function natureOf({ stories, arrivals }: World): (eventNumber: number) => TrueNature | null {
  const places = placesOf(stories);
  const judged = judgedHarmless(stories);
  return (eventNumber) => {
    if (eventNumber >= eventNumberRanges.submitted) return null;
    const number = eventNumber - eventNumberRanges.story;
    if (number < 0 || eventNumber >= eventNumberRanges.future)
      return { nature: arrivals.nature(eventNumber), place: null };
    const place = places(number);
    return { nature: place?.step.nature ?? judged.get(number) ?? 'malicious', place };
  };
}

/** Finds the step of a story's event: steps own stretches of numbers. */
function placesOf({ tellings }: Stories): (number: number) => StoryPlace | null {
  const stretches = tellings
    .flatMap((telling) => telling.steps.map((step) => ({ telling, step, first: step.events?.first ?? -1 })))
    .filter(({ first }) => first >= 0)
    .sort((one, other) => one.first - other.first);
  return (number) => {
    let [low, high] = [0, stretches.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((stretches[middle]?.first ?? 0) <= number) low = middle + 1;
      else high = middle;
    }
    const found = stretches[low - 1];
    if (found === undefined || number >= found.first + (found.step.events?.count ?? 0)) return null;
    return { telling: found.telling, step: found.step };
  };
}

/** Events that a story's own people find harmless in the end: an attack is what stories tell unless they say otherwise. */
function judgedHarmless({ actions }: Stories): ReadonlyMap<number, Nature> {
  const judged = new Map<number, Nature>();
  for (const action of actions) {
    if (action.kind !== 'assess') continue;
    for (const event of action.events) {
      if (action.verdict === 'notAThreat') judged.set(event, 'benign');
      else if (action.verdict === 'falsePositive' || action.verdict === 'tuning') judged.set(event, 'falsePositive');
      else if (action.verdict === 'threat') judged.delete(event);
    }
  }
  return judged;
}
