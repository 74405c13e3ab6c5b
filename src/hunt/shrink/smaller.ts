/** Schedules that are smaller than one: fewer disturbances, fewer events, fewer rounds, an earlier begin. */
import { millisecondsOf, type Disturbance, type HuntSchedule } from '../schedule/schedule.ts';

/** Largest steps first. */
export function* smallerThan(schedule: HuntSchedule, usualStart: string): Iterable<HuntSchedule> {
  const { disturbances, events } = schedule;
  for (const left of disturbances) yield { ...schedule, disturbances: disturbances.filter((one) => one !== left) };
  if (events.some((count) => count > 0))
    yield withEvents(
      schedule,
      events.map(() => 0),
    );
  if (events.length > 1 && lastRound(schedule) <= events.length) yield withEvents(schedule, events.slice(0, -1));
  for (const [at, count] of events.entries())
    if (count > 0)
      yield withEvents(
        schedule,
        events.map((other, index) => (index === at ? 0 : other)),
      );
  for (const one of disturbances) for (const less of lesser(one)) yield replaced(schedule, one, less);
  if ((schedule.settle ?? 3) > 1) yield { ...schedule, settle: (schedule.settle ?? 3) - 1 };
  if (schedule.start !== usualStart) yield { ...schedule, start: usualStart };
}

const withEvents = (schedule: HuntSchedule, events: readonly number[]): HuntSchedule => ({
  ...schedule,
  events: events as HuntSchedule['events'],
});

const replaced = (schedule: HuntSchedule, before: Disturbance, after: Disturbance): HuntSchedule => ({
  ...schedule,
  disturbances: schedule.disturbances.map((one) => (one === before ? after : one)),
});

/** The last round that a disturbance names. */
const lastRound = ({ disturbances }: HuntSchedule): number =>
  Math.max(
    0,
    ...disturbances.map((one) => ('round' in one ? one.round + (one.kind === 'missed' ? one.rounds - 1 : 0) : 0)),
  );

/** The same disturbance with less of it. */
const lesser = (one: Disturbance): readonly Disturbance[] => [...earlier(one), ...fewer(one)];

function earlier(one: Disturbance): readonly Disturbance[] {
  const less: Disturbance[] = [];
  if ('round' in one && one.round > 2) less.push({ ...one, round: 2 }, { ...one, round: one.round - 1 });
  if ('nth' in one && one.nth > 1) less.push({ ...one, nth: 1 }, { ...one, nth: one.nth - 1 });
  return less;
}

function fewer(one: Disturbance): readonly Disturbance[] {
  const less: Disturbance[] = [];
  if ('count' in one)
    for (const count of new Set([1, Math.floor(one.count / 2), one.count - 1]))
      if (count >= 1 && count < one.count) less.push({ ...one, count });
  if (one.kind === 'burst') less.push(...plainer(one));
  if (one.kind === 'missed' && one.rounds > 1) less.push({ ...one, rounds: 1 });
  if (one.kind === 'fault' && (one.times ?? 1) > 1 && typeof one.match?.nth === 'object')
    less.push({ ...one, match: { ...one.match, nth: one.match.nth.from ?? 1 }, times: 1 });
  return less;
}

/** A burst without what makes it hard. */
function plainer(burst: Extract<Disturbance, { readonly kind: 'burst' }>): readonly Disturbance[] {
  const { text, late, ...plain } = burst;
  const less: Disturbance[] = [];
  if (text === true) less.push({ ...plain, ...(late !== undefined && { late }) });
  if (late !== undefined) less.push({ ...plain, ...(text !== undefined && { text }) });
  if (late !== undefined && millisecondsOf(late) > 5000) less.push({ ...burst, late: '5s' });
  return less;
}
