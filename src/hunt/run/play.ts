/** Plays a schedule once: a world of its own, the client round by round, what is tied to counts when they are reached. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { isoUtc, stopwatch, wallClock } from '../../kernel/clock.ts';
import { scenarioOf } from '../schedule/scenario.ts';
import { disturbancesOf, missedRounds, roundTimes, type HuntSchedule } from '../schedule/schedule.ts';
import type { HuntedClient, Ending, Going, Visit } from './client.ts';
import type { HuntServer, HuntWorld } from './server.ts';
import { makeStateFolder, type StateFolder } from './state-folder.ts';
import { makeTriggers, type CountTriggers } from './triggers.ts';

/** A round as it went. */
export interface Round extends Ending {
  readonly round: number;
  /** Simulated epoch milliseconds. */
  readonly at: number;
  /** The first and the last of its requests in the journal; the last is lower where there were none. */
  readonly requests: readonly [first: number, last: number];
  /** Deliveries by the end of it. */
  readonly deliveries: number;
}

/** A run that is over, while its world is still there. */
export interface Played {
  readonly schedule: HuntSchedule;
  readonly world: HuntWorld;
  readonly rounds: readonly Round[];
  readonly counts: CountTriggers['counts'];
  /** Real milliseconds that the client took. */
  readonly clientMs: number;
}

export const sinkName = 'hunt';

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
    const { rounds, clientMs } = await playRounds(
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

interface Rounds {
  readonly server: HuntServer;
  readonly client: HuntedClient;
  readonly schedule: HuntSchedule;
  readonly world: HuntWorld;
  readonly folder: StateFolder;
  readonly triggers: CountTriggers;
}

async function playRounds(
  { server, client, schedule, world, folder, triggers }: Rounds,
  begun: (going: Going | null) => void,
): Promise<Pick<Played, 'rounds' | 'clientMs'>> {
  const missed = missedRounds(schedule);
  const rollbacks = new Set(disturbancesOf(schedule, 'rollback').map(({ round }) => round));
  const [{ zone } = { zone: 'UTC' }] = disturbancesOf(schedule, 'zone');
  const rounds: Round[] = [];
  let clientMs = 0;
  for (const [index, at] of roundTimes(schedule).entries()) {
    const round = index + 1;
    if (server.isClosed()) break;
    if (client.isTimed) await pause(Math.max(0, at - wallClock.now()));
    if (at > world.clock.now()) world.clock.set(at);
    if (round === schedule.events.length + 1) {
      // In the rounds to settle the client may catch up with all that went wrong.
      world.faults.clear();
      triggers.rest();
    }
    if (missed.has(round)) continue;
    if (rollbacks.has(round)) folder.restore();
    folder.keep();
    const before = world.journal.last();
    const took = stopwatch();
    begun(null);
    const going = client.begin(visitOf(world, { round, zone, state: folder.path }));
    begun(going);
    const ending = await going.ended;
    clientMs += took();
    const requests = [before + 1, world.journal.last()] as const;
    rounds.push({ ...ending, round, at, requests, deliveries: triggers.counts.delivery });
  }
  return { rounds, clientMs };
}

function visitOf(world: HuntWorld, { round, zone, state }: Pick<Visit, 'round' | 'zone' | 'state'>): Visit {
  const [usmClient] = world.usm.clients;
  return {
    round,
    now: world.clock.now(),
    url: world.url,
    argusKey: world.argus.key,
    usmUrl: world.usm.url,
    usmClientId: usmClient?.id ?? '',
    usmClientSecret: usmClient?.secret ?? '',
    sink: `${world.url}/_sink/${sinkName}`,
    state,
    zone,
  };
}
