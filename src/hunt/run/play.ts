/** Plays a schedule once: a world of its own, the client round by round, what is tied to counts when they are reached. */
import { isoUtc, wallClock } from '../../kernel/clock.ts';
import { scenarioOf } from '../schedule/scenario.ts';
import { disturbancesOf, type HuntSchedule } from '../schedule/schedule.ts';
import type { Going, HuntedClient } from './client.ts';
import { pollRounds, type PlayedRounds } from './rounds.ts';
import { runRounds } from './running.ts';
import type { HuntServer, HuntWorld } from './server.ts';
import { makeStateFolder } from './state-folder.ts';
import { makeTriggers, type CountTriggers } from './triggers.ts';

/** A run that is over, while its world is still there. */
export interface Played extends PlayedRounds {
  readonly schedule: HuntSchedule;
  readonly world: HuntWorld;
  readonly counts: CountTriggers['counts'];
}

/** Plays it, lets `examine` look at what came of it, and removes the world. */
export async function playSchedule<Result>(
  server: HuntServer,
  client: HuntedClient,
  schedule: HuntSchedule,
  examine: (played: Played) => Promise<Result>,
): Promise<Result> {
  const folder = makeStateFolder(disturbancesOf(schedule, 'rollback').length > 0);
  const own = client.isTimed ? { ...schedule, start: isoUtc(wallClock.now()) } : schedule;
  const running: { going: Going | null } = { going: null };
  let isEnded = false;
  const kill = (): void => {
    isEnded = true;
    running.going?.kill();
  };
  const pass = (milliseconds: number): void => {
    world.clock.advance(milliseconds);
    running.going?.setClock(world.clock.now());
  };
  const triggers = makeTriggers(own, { kill, pass }, () => isEnded);
  const world = open(server, own, triggers);
  try {
    const { rounds, clientMs } = await (client.mode === 'poll' ? pollRounds : runRounds)(
      { server, client, schedule: own, world, folder, triggers },
      (going) => {
        isEnded = false;
        running.going = going;
      },
    );
    return await examine({ schedule: own, world, rounds, counts: triggers.counts, clientMs });
  } finally {
    kill();
    client.clear?.(folder.path);
    world.remove();
    folder.remove();
  }
}

function open(server: HuntServer, schedule: HuntSchedule, triggers: CountTriggers): HuntWorld {
  // What people read makes no other World.
  const { faults = [], remarks: _, ...content } = scenarioOf(schedule);
  const world = server.world(content, { seed: schedule.seed, clock: 'frozen', ...schedule.flags }, triggers);
  try {
    world.faults.replace(faults);
    return world;
  } catch (error) {
    world.remove();
    throw error;
  }
}
