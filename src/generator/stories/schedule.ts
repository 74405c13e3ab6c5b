/** When the steps of an occurrence happen: delays, repetitions and what waits for what, drawn from each step's own key. */
import type { Key } from '../../kernel/random.ts';
import { amountsOf, below, drawn, purpose, spanOf, spansOf, type Between } from './spans.ts';
import { asList, makesEvents, stepKey, type Step, type Occurrence } from './story.ts';
import type { Fail, ScenarioPath } from '../scenario/scenario.ts';

/** A step on the timeline, epoch milliseconds; the lists are as long as it has repetitions. */
export interface ScheduledStep {
  readonly name: string;
  readonly step: Step;
  readonly key: Key;
  readonly path: ScenarioPath;
  readonly begin: number;
  /** When its last event or action is over. */
  readonly end: number;
  /** First triggers of its events, or the instants of its actions. */
  readonly times: readonly number[];
  /** Milliseconds to the last trigger, number of triggers, and when the event becomes known; empty for actions. */
  readonly durations: readonly number[];
  readonly counts: readonly number[];
  readonly arrivals: readonly number[];
}

/** How many events the stories of a World may make, and how many actions they may hold. */
export const mostEvents = 500_000;
export const mostActions = 10_000;

/** As in the background: an aggregate spans an hour at the most, and its triggers stand at least 20 ms apart. */
const longest = 3_600_000;
export const closest = 20;
const usualGaps = [1000, 5000, 15_000, 30_000, 60_000] as const;
const processing: Between = { low: 2000, high: 90_000 };

/** Lays out all steps of an occurrence. `budget` counts down what the World may still hold. */
export function layOut(
  occurrence: Occurrence,
  budget: { events: number; actions: number },
  fail: Fail,
): ReadonlyMap<string, ScheduledStep> {
  const names = Object.keys(occurrence.story.steps);
  const stepOf = (name: string): Step => occurrence.story.steps[name] ?? {};
  const pathOf = (name: string): ScenarioPath => [...occurrence.path, 'steps', name];
  const waiting = new Set<string>();
  const once =
    <T>(known: Map<string, T>, part: string, find: (name: string) => T) =>
    (name: string): T => {
      const found = known.get(name);
      if (found !== undefined) return found;
      const what = `${part} of ${name}`;
      if (waiting.has(what)) fail(pathOf(name), `waits for itself: the ${[...waiting, what].join(' waits for the ')}`);
      waiting.add(what);
      const made = find(name);
      waiting.delete(what);
      known.set(name, made);
      return made;
    };
  const baseOf = (name: string): number => {
    const { since } = stepOf(name);
    if (since !== undefined) {
      const awaited = asList(since).filter((one) => happens(stepIn(one)));
      const moments = (awaited.length > 0 ? awaited : asList(since)).map((one) =>
        one.endsWith('.end') ? lay(stepIn(one)).end : beginOf(one),
      );
      return Math.max(...moments);
    }
    const before = names[names.indexOf(name) - 1];
    return before === undefined ? occurrence.at : lay(before).end;
  };
  // Apart from the rest, so that a step may go on until one begins that counts from its own beginning.
  const beginOf = once(new Map<string, number>(), 'beginning', (name) => {
    const after = spansOf(stepOf(name).after ?? '0s');
    return baseOf(name) + drawn(after, stepKey(occurrence, name), 0, purpose.after);
  });
  // Whether a step happens at all: by chance, by what led to it, and by what others have done by then.
  const happens = once(new Map<string, boolean>(), 'chance', (name) => {
    const step = stepOf(name);
    const { chance = 100, since, onlyIf, unless } = step;
    if (chance < 100 && drawn({ low: 1, high: 100 }, stepKey(occurrence, name), 0, purpose.chance) > chance)
      return false;
    const needed = [
      asList(since).map(stepIn),
      makesEvents(step) ? [] : asList(step.about),
      openingOf(occurrence, name),
    ];
    if (needed.some((some) => some.length > 0 && !some.some((one) => happens(one)))) return false;
    const isDone = (other: string): boolean => happens(other) && (lay(other).times[0] ?? Infinity) <= beginOf(name);
    return asList(onlyIf).every(isDone) && !asList(unless).some(isDone);
  });
  const scheduledStep = new Map<string, ScheduledStep>();
  const lay: (name: string) => ScheduledStep = once(scheduledStep, 'end', (name) => {
    const step = stepOf(name);
    const begin = beginOf(name);
    const frame = { name, step, key: stepKey(occurrence, name), path: pathOf(name), begin };
    if (!happens(name)) return { ...frame, end: begin, times: [], durations: [], counts: [], arrivals: [] };
    const times = repetitions(frame, deadlineOf(step, begin), budget, fail);
    return makesEvents(step) ? eventsAt(frame, times) : analystActionsAt(frame, times, asList(step.about).map(lay));
  });
  const deadlineOf = ({ until }: Step, begin: number): number | null => {
    if (until === undefined) return null;
    return /^\d/.test(until) ? begin + spanOf(until) : beginOf(until);
  };
  for (const name of names) lay(name);
  return scheduledStep;
}

/** The step of `name` or `name.end`. */
export const stepIn = (moment: string): string => moment.replace(/\.end$/, '');

/** The step that opens the case that a deed is about; none for others. */
function openingOf({ story: { steps } }: Occurrence, name: string): readonly string[] {
  const { case: about, do: does } = steps[name] ?? {};
  if (typeof about !== 'string' || does === 'openCase') return [];
  return Object.keys(steps).filter((other) => steps[other]?.do === 'openCase' && steps[other]?.case === about);
}

type Frame = Pick<ScheduledStep, 'name' | 'step' | 'key' | 'path' | 'begin'>;

function repetitions(
  { step, key, path, begin }: Frame,
  deadline: number | null,
  budget: { events: number; actions: number },
  fail: Fail,
): readonly number[] {
  const what = makesEvents(step) ? 'events' : 'actions';
  const unbounded = step.repeat === undefined && deadline !== null;
  const most = unbounded ? Infinity : drawn(amountsOf(step.repeat ?? 1), key, 0, purpose.repeat);
  const before = deadline ?? Infinity;
  const every = spansOf(step.every ?? '0s');
  const jitter = spanOf(step.jitter ?? '0s');
  const times: number[] = [];
  let time = begin;
  for (;;) {
    const stray = times.length === 0 ? 0 : drawn({ low: -jitter, high: jitter }, key, times.length, purpose.jitter);
    times.push(Math.max(begin, time + stray));
    if (--budget[what] < 0) {
      const [bound, noun] = what === 'events' ? [mostEvents, 'events'] : [mostActions, 'deeds'];
      fail(path, `goes beyond the ${bound} ${noun} that the stories of a scenario may have`);
    }
    time += drawn(every, key, times.length, purpose.gap);
    if (times.length >= most || time >= before) return times;
  }
}

function eventsAt(frame: Frame, times: readonly number[]): ScheduledStep {
  const { step, key, begin } = frame;
  const wanted = amountsOf(step.count ?? 1);
  const length = step.duration === undefined ? null : spansOf(step.duration);
  const late = step.arrives === undefined ? null : spansOf(step.arrives);
  const durations: number[] = [];
  const counts: number[] = [];
  const arrivals: number[] = [];
  let end = begin;
  times.forEach((time, index) => {
    const count = drawn(wanted, key, index, purpose.count);
    const duration = count === 1 ? 0 : durationOf(count, length, key, index);
    const over = time + duration;
    const delay = late === null ? processing : late;
    counts.push(count);
    durations.push(duration);
    arrivals.push(over + drawn(delay, key, index, late === null ? purpose.processing : purpose.arrives));
    end = Math.max(end, over);
  });
  return { ...frame, times, durations, counts, arrivals, end };
}

function durationOf(count: number, given: Between | null, key: Key, index: number): number {
  if (given !== null) return drawn(given, key, index, purpose.duration);
  const gap = usualGaps[below(usualGaps.length, key, index, purpose.duration)] ?? 1000;
  return (count - 1) * Math.max(closest, Math.min(gap, Math.floor(longest / count)));
}

/** Nobody works on an event before it is known: an action waits, and each repetition for its own event. */
function analystActionsAt(frame: Frame, times: readonly number[], about: readonly ScheduledStep[]): ScheduledStep {
  const arrivals = about.flatMap((scheduledStep) => scheduledStep.arrivals);
  const repeated = times.length > 1;
  const known = repeated ? arrivals : [arrivals.reduce((first, at) => Math.min(first, at), Infinity)];
  const able = about.length === 0 ? times : times.slice(0, known.length);
  let before = -Infinity;
  const instants = able.map((time, index) => {
    const least = about.length === 0 ? time : Math.max(time, known[index] ?? time);
    before = Math.max(before, least);
    return before;
  });
  const end = instants.at(-1) ?? frame.begin;
  return { ...frame, times: instants, durations: [], counts: [], arrivals: [], end };
}
