/** Plays a schedule once: a world of its own, the client round by round, what is tied to counts when they are reached. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isoUtc, wallClock } from '../../kernel/clock.ts';
import { scenarioOf } from '../schedule/scenario.ts';
import { disturbancesOf, type HuntSchedule } from '../schedule/schedule.ts';
import type { Going, HuntedClient } from './client.ts';
import { pollRounds, type PlayedRounds } from './rounds.ts';
import { runRounds } from './running.ts';
import type { HuntServer, HuntWorld } from './server.ts';
import { makeStateFolder, type StateFolder } from './state-folder.ts';
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
  const world = open(server, own, folder, triggers);
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

function open(server: HuntServer, schedule: HuntSchedule, folder: StateFolder, triggers: CountTriggers): HuntWorld {
  // JSON is YAML, and a file is how a world is told of a scenario that does not come with the package.
  const file = join(folder.path, '..', 'scenario.yaml');
  writeFileSync(file, JSON.stringify(scenarioOf(schedule)));
  return server.world({ scenario: file, seed: schedule.seed, clock: 'frozen', ...schedule.flags }, triggers);
}
