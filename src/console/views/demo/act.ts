/** Where a story is at an instant: what began last, what comes, and the stretch of time that shows it. */
import type { LaneStory, StoryStep } from '../../data/stories.ts';
import type { Stretch } from '../timeline/range.ts';

export interface PlacedStep {
  readonly story: LaneStory;
  readonly step: StoryStep;
}

const allSteps = (stories: readonly LaneStory[]): readonly PlacedStep[] =>
  stories.flatMap((story) => story.steps.map((step) => ({ story, step })));

const beginOf = ({ step }: PlacedStep): number => Date.parse(step.begin);

export function lastBegun(stories: readonly LaneStory[], now: number): PlacedStep | null {
  return allSteps(stories)
    .filter((one) => beginOf(one) <= now)
    .reduce<PlacedStep | null>((last, one) => (last === null || beginOf(one) >= beginOf(last) ? one : last), null);
}

export function nextToBegin(stories: readonly LaneStory[], now: number): PlacedStep | null {
  return allSteps(stories)
    .filter((one) => beginOf(one) > now)
    .reduce<PlacedStep | null>((first, one) => (first === null || beginOf(one) < beginOf(first) ? one : first), null);
}

/** From the first event of a story to the last: what people write up afterwards comes hours later. */
function attackStretch({ begin, steps }: LaneStory): Stretch {
  const events = steps.filter(({ kind }) => kind === 'events');
  return {
    from: Date.parse(begin),
    to: Math.max(Date.parse(begin) + 60_000, ...events.map(({ end }) => Date.parse(end))),
  };
}

const usual = 6 * 3_600_000;

/** The attack that goes on or comes next, with room on both sides; else the last hours. `span` is one that somebody wants, up to now. */
export function demoStretch(stories: readonly LaneStory[], now: number, span: number): Stretch {
  const stretches = stories.map(attackStretch).sort((one, other) => one.from - other.from);
  const length = ({ from, to }: Stretch): number => to - from;
  const act = stretches.find((one) => now <= one.to + length(one) / 2 && now >= one.from - 4 * length(one)) ?? null;
  if (span > 0 || act === null) {
    const width = span > 0 ? span : usual;
    return { from: now - width, to: now + width / 12 };
  }
  const room = length(act) / 8;
  return { from: Math.min(act.from, now) - room, to: Math.max(act.to, now) + room };
}
