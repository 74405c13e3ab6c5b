/** A schedule as a scenario: what happens becomes a story, what goes wrong becomes faults; it plays without hunt. */
import { isoUtc, parseIsoUtc } from '../../kernel/clock.ts';
import type { Fault } from '../../sim/faults/faults.ts';
import { disturbancesOf, millisecondsOf, roundTimes, type DisturbanceOf, type HuntSchedule } from './schedule.ts';

interface Step {
  readonly [key: string]: unknown;
}

/** Milliseconds between an event and when it is known, where nothing holds it up. */
const usualLate = '1s';
/** Alarms that any customer's network can raise, so that events differ. */
const alarms = ['sqli-union', 'scanner-nikto', 'beacon-pixel', 'download-pe'];

/** What a scenario file says. */
interface ScheduledScenario extends Readonly<Record<string, unknown>> {
  readonly faults?: readonly Fault[];
}

/** The scenario as an object to be written as YAML or JSON. */
export function scenarioOf(schedule: HuntSchedule): ScheduledScenario {
  const steps = stepsOf(schedule);
  return {
    title: 'What hunt found',
    remarks: remarksOf(schedule),
    extends: schedule.scenario,
    period: { end: schedule.start },
    ...(Object.keys(steps).length > 0 && {
      stories: { hunt: { title: 'What happens while the client is hunted', at: isoUtc(beginOf(schedule)), steps } },
    }),
    ...(rulesOf(schedule).length > 0 && { faults: rulesOf(schedule) }),
  };
}

/** The name of the rule of a schedule's n-th fault, counted from 0. */
export const faultId = (index: number): string => `hunt-${index + 1}`;

/** The fault rules of the disturbances, each by a name of its own. */
const rulesOf = (schedule: HuntSchedule): readonly Fault[] =>
  disturbancesOf(schedule, 'fault').map((fault, index) => ruleOf(fault, faultId(index)));

/** Deliveries are met only by rules that speak of their path. */
const ruleOf = ({ on, match, effect, times }: DisturbanceOf<'fault'>, id: string): Fault => {
  const where = on === 'delivery' ? { ...match, path: '/_sink/*' } : match;
  return {
    id,
    ...(where !== undefined && { match: where }),
    effect,
    ...(times !== undefined && { times }),
  };
};

function remarksOf(schedule: HuntSchedule): string {
  const times = roundTimes(schedule).map(isoUtc).join(', ');
  const others = schedule.disturbances.filter(({ kind }) =>
    ['kill', 'missed', 'rollback', 'zone', 'pass'].includes(kind),
  );
  const told = others.length === 0 ? '' : ` Besides: ${others.map((one) => JSON.stringify(one)).join(', ')}.`;
  return `Run the client when the clock stands at ${times}.${told}`;
}

/** The story begins before the first round, in which a client that looks back finds an event. */
const beginOf = ({ start }: HuntSchedule): number => (parseIsoUtc(start) ?? 0) - 60_000;

function stepsOf(schedule: HuntSchedule): Readonly<Record<string, Step>> {
  const start = beginOf(schedule);
  const times = roundTimes(schedule);
  const every = millisecondsOf(schedule.every);
  const steps: Record<string, Step> = {};
  const after = (instant: number): string => `${Math.max(0, instant - start)}ms`;
  // Counted from the first step's beginning, which is that of the story.
  const add = (name: string, instant: number, step: Step): void => {
    const [first] = Object.keys(steps);
    const place = first === undefined ? {} : { since: first };
    const begun = first === undefined ? 0 : millisecondsOf(String(steps[first]?.['after'])) + start;
    steps[name] = {
      ...place,
      after: first === undefined ? after(instant) : `${Math.max(0, instant - begun)}ms`,
      ...step,
    };
  };
  const alarm = (index: number): string => alarms[index % alarms.length] ?? '';
  const all = [...groups(schedule, times, every)].sort((one, other) => one.at - other.at);
  for (const [index, { at, count, apart, late, text }] of all.entries())
    add(`events-${index + 1}`, at, {
      alarm: alarm(index),
      duration: '0s',
      ...(count > 1 && { repeat: count, every: `${apart}ms`, vary: true }),
      arrives: `+${late}`,
      ...(text && { properties: hardText }),
    });
  const known = Object.keys(steps);
  for (const [index, { round, before, count }] of disturbancesOf(schedule, 'update').entries()) {
    const at = (times[round - 1] ?? 0) - millisecondsOf(before);
    const about = known.filter((_, place) => lastOf(all[place]) < at);
    if (about.length > 0)
      add(`update-${index + 1}`, at, {
        do: 'comment',
        about,
        ...(count > 1 && { repeat: count, every: '1ms' }),
        comment: 'Seen.',
      });
  }
  return steps;
}

interface Group {
  readonly at: number;
  readonly count: number;
  readonly apart: number;
  readonly late: string;
  readonly text: boolean;
}

const lastOf = (group: Group | undefined): number =>
  group === undefined ? Infinity : group.at + group.apart * (group.count - 1) + millisecondsOf(group.late);

function* groups(schedule: HuntSchedule, times: readonly number[], every: number): Iterable<Group> {
  yield { at: (times[0] ?? 0) - 20_000, count: 1, apart: 0, late: usualLate, text: false };
  for (const [index, count] of schedule.events.entries()) {
    const round = times[index + 1];
    if (round === undefined || count === 0) continue;
    const apart = Math.floor(every / (count + 1) / 1000) * 1000 + 137;
    yield { at: round - every + apart, count, apart, late: usualLate, text: false };
  }
  for (const { round, before, count, apart = '0ms', late = usualLate, text = false } of disturbancesOf(
    schedule,
    'burst',
  )) {
    const at = (times[round - 1] ?? 0) - millisecondsOf(before);
    yield { at, count, apart: millisecondsOf(apart), late, text };
  }
}

const hardText = { 'hunt.text': 'Blåbærsyltetøy “quoted” \\ \' " <b>&amp;</b> 漢字 😀' };
