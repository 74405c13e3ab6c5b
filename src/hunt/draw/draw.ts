/** Schedules from a seed: single disturbances first, simplest first, then several at once, and variations on those that showed something new. */
import { stream, type Stream } from '../../kernel/random.ts';
import { classOf } from '../../sim/faults/classes.ts';
import { disturbanceClass, type HuntBounds } from '../bounds/bounds.ts';
import { millisecondsOf, type Disturbance, type HuntSchedule } from '../schedule/schedule.ts';
import type { ClientProfile } from './profile.ts';
import { faultOf, midwayParts, passing, sinkTroubles, troubleParts, troublesFor } from './troubles.ts';
import { burstPage, trafficParts, zones, type SchedulePart } from './traffic.ts';

export interface DrawOptions {
  readonly seed: string;
  /** The undisturbed schedule. */
  readonly plain: HuntSchedule;
  readonly profile: ClientProfile;
  readonly bounds: HuntBounds;
  /** Whether what no vendor means to do is drawn too. */
  readonly hostile: boolean;
  /** Statuses that the product gives for reasons of its own. */
  readonly statuses: readonly number[];
  /** Whether the client's clock is the World's. */
  readonly sharesClock: boolean;
  /** Kinds that make no sense for this client. */
  readonly without: ReadonlySet<Disturbance['kind']>;
}

export interface Drawer {
  /** The schedule of a number, counted from 1; `newest` are schedules that showed something new, in the order of their numbers. */
  readonly draw: (number: number, newest: readonly HuntSchedule[]) => HuntSchedule;
  /** Schedules of one disturbance, before all others. */
  readonly singles: number;
}

export function makeDrawer(options: DrawOptions): Drawer {
  const { profile, bounds, plain } = options;
  const traffic = trafficParts(profile, bounds, millisecondsOf(plain.every));
  const possible = troublesFor(profile, options).filter(
    ({ effect }) => options.hostile || classOf(effect) !== 'hostile',
  );
  const troubles = troubleParts(profile, possible);
  const isFair = ({ disturbances }: SchedulePart): boolean =>
    disturbances.every(
      (one) => !options.without.has(one.kind) && (options.hostile || disturbanceClass(one) !== 'hostile'),
    );
  const midway = midwayParts(profile, millisecondsOf(plain.every));
  const singles = interleaved([traffic, troubles, midway]).filter(isFair);
  return {
    singles: singles.length,
    draw: (number, newest) => {
      const single = singles[number - 1];
      if (single !== undefined) return withPart(plain, single);
      const chance = stream(options.seed, `hunt/${number}`);
      const base = newest.length > 0 && chance.chance(1, 3) ? chance.pick(newest) : plain;
      return combined(base, chance, { ...options, traffic: traffic.filter(isFair), possible, isFair });
    },
  };
}

/** In turn, as far as there are any. */
function interleaved(lists: readonly (readonly SchedulePart[])[]): readonly SchedulePart[] {
  const longest = Math.max(...lists.map((list) => list.length));
  return Array.from({ length: longest }, (_, at) => lists.flatMap((list) => list.slice(at, at + 1))).flat();
}

const withPart = (plain: HuntSchedule, { disturbances, ...others }: SchedulePart): HuntSchedule => ({
  ...plain,
  ...others,
  disturbances: [...plain.disturbances, ...disturbances],
});

interface Choices extends DrawOptions {
  readonly traffic: readonly SchedulePart[];
  readonly possible: ReturnType<typeof troublesFor>;
  readonly isFair: (part: SchedulePart) => boolean;
}

/** Nothing is gained by more at once. */
const mostTogether = 6;

function combined(base: HuntSchedule, chance: Stream, choices: Choices): HuntSchedule {
  let schedule = base.disturbances.length < mostTogether - 2 ? base : choices.plain;
  if (chance.chance(3, 4)) schedule = withPart(schedule, moved(chance.pick(choices.traffic), chance));
  const troubles = chance.between(schedule.disturbances.length === 0 ? 1 : 0, 2);
  for (let made = 0; made < troubles; made++) {
    const part = drawnTrouble(schedule, chance, choices);
    if (choices.isFair(part) && isFitting(schedule, part)) schedule = withPart(schedule, part);
  }
  return schedule;
}

/** The same a round earlier or later, or not. */
function moved(part: SchedulePart, chance: Stream): SchedulePart {
  const by = chance.pick([0, 0, 1, -1]);
  const disturbances = part.disturbances.map((one) =>
    'round' in one ? { ...one, round: Math.min(5, Math.max(2, one.round + by)) } : one,
  );
  return { ...part, disturbances };
}

/** Once is enough of what a client can bear once. */
const isFitting = ({ disturbances }: HuntSchedule, part: SchedulePart): boolean =>
  part.disturbances.every(
    ({ kind }) =>
      !['kill', 'rollback', 'zone', 'missed'].includes(kind) || !disturbances.some((one) => one.kind === kind),
  );

function drawnTrouble(schedule: HuntSchedule, chance: Stream, { profile, possible }: Choices): SchedulePart {
  const pages = Math.ceil(eventsOf(schedule) / burstPage(profile));
  const request = chance.between(1, Math.max(2, profile.requests + pages));
  const delivery = chance.between(1, Math.max(2, profile.deliveries + pages));
  const single = (disturbance: Disturbance): SchedulePart => ({ disturbances: [disturbance] });
  const kinds = [
    { weight: 6, make: () => single(faultOf('request', chance.pick(possible), request, profile)) },
    {
      weight: 2,
      make: () => single({ kind: 'kill', on: 'request', nth: request, when: chance.pick(['before', 'after']) }),
    },
    {
      weight: 3,
      make: () => single({ kind: 'kill', on: 'delivery', nth: delivery, when: chance.pick(['before', 'after']) }),
    },
    { weight: 3, make: () => single(faultOf('delivery', chance.pick(sinkTroubles), delivery, profile)) },
    { weight: 1, make: () => single({ kind: 'rollback', round: chance.between(3, 5) }) },
    { weight: 1, make: () => single({ kind: 'missed', round: chance.between(2, 4), rounds: chance.between(1, 2) }) },
    { weight: 1, make: () => single(passing(request, chance.between(10, 40))) },
    {
      weight: 1,
      make: () => {
        const { zone, start } = chance.pick(zones);
        return { start, disturbances: [{ kind: 'zone' as const, zone }] };
      },
    },
  ];
  return chance.weighted(kinds).make();
}

const eventsOf = ({ disturbances }: HuntSchedule): number =>
  disturbances.reduce((sum, one) => sum + (one.kind === 'burst' ? one.count : 0), 0);
