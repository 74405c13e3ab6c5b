/** A schedule: what happens to a client while it is hunted, as data; and when its rounds are. */
import { UserError } from '../../kernel/fault.ts';
import { parseIsoUtc } from '../../kernel/clock.ts';
import { parseSpan, unitMs, type SpanUnit } from '../../kernel/duration.ts';
import { violations } from '../../kernel/schema.ts';
import type { HuntSchedule } from '../generated/types.ts';

export type { HuntSchedule } from '../generated/types.ts';
export type Disturbance = HuntSchedule['disturbances'][number];
export type DisturbanceKind = Disturbance['kind'];
export type DisturbanceOf<Kind extends DisturbanceKind> = Extract<Disturbance, { readonly kind: Kind }>;

export const disturbanceKinds: readonly DisturbanceKind[] = [
  ...(['burst', 'update', 'quiet', 'missed', 'kill', 'rollback', 'zone', 'pass', 'fault'] as const),
];

const usualSettle = 3;
const units: readonly SpanUnit[] = ['ms', 's', 'm', 'h', 'd'];

/** Milliseconds of a span of a schedule, which its schema has checked. */
export const millisecondsOf = (span: string): number => parseSpan(span, { units }) ?? 0;

/** The shortest text of a span. */
export function shortSpan(milliseconds: number): string {
  const unit = units.findLast((name) => milliseconds % unitMs[name] === 0) ?? 'ms';
  return milliseconds === 0 ? '0ms' : `${milliseconds / unitMs[unit]}${unit}`;
}

/** A schedule that is well formed. Throws UserError that names the file and the place. */
export function checkedSchedule(given: unknown, file: string): HuntSchedule {
  const [first] = violations('hunt/hunt-schedule.schema.json', given);
  if (first !== undefined) throw new UserError(`${file}: ${first.path.join('.') || 'the schedule'} ${first.message}`);
  return given as HuntSchedule;
}

export const disturbancesOf = <Kind extends DisturbanceKind>(
  { disturbances }: HuntSchedule,
  kind: Kind,
): readonly DisturbanceOf<Kind>[] => disturbances.filter((one): one is DisturbanceOf<Kind> => one.kind === kind);

/** Rounds in which something happens, and those after them in which the client may catch up. */
export const roundsOf = ({ events, settle = usualSettle }: HuntSchedule): number => events.length + settle;

/** Epoch milliseconds of each round; the first is the start. */
export function roundTimes(schedule: HuntSchedule): readonly number[] {
  const every = millisecondsOf(schedule.every);
  const quiets = disturbancesOf(schedule, 'quiet');
  const times: number[] = [];
  let at = parseIsoUtc(schedule.start) ?? 0;
  for (let round = 1; round <= roundsOf(schedule); round++) {
    if (round > 1) at += every;
    for (const quiet of quiets) if (quiet.round === round) at += millisecondsOf(quiet.for);
    times.push(at);
  }
  return times;
}

/** Rounds, counted from 1, in which the client is not run. */
export const missedRounds = (schedule: HuntSchedule): ReadonlySet<number> =>
  new Set(
    disturbancesOf(schedule, 'missed').flatMap(({ round, rounds }) =>
      Array.from({ length: rounds }, (_, index) => round + index),
    ),
  );
