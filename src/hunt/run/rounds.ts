/** The rounds of a client that is run once in each and exits. */
import { setTimeout as pause } from 'node:timers/promises';
import { stopwatch, wallClock } from '../../kernel/clock.ts';
import { disturbancesOf, missedRounds, roundTimes, type HuntSchedule } from '../schedule/schedule.ts';
import type { Ending, Going, HuntedClient, Visit } from './client.ts';
import type { HuntServer, HuntWorld } from './server.ts';
import type { StateFolder } from './state-folder.ts';
import type { CountTriggers } from './triggers.ts';

/** A round as it went. */
export interface Round extends Ending {
  readonly round: number;
  /** Simulated epoch milliseconds. */
  readonly at: number;
  /** When it first asked something, where it was begun while the clock runs: it takes its time to start. Null where it has not yet. */
  readonly began?: number | null;
  /** The first and the last of its requests in the journal; the last is lower where there were none. */
  readonly requests: readonly [first: number, last: number];
  /** Deliveries by the end of it. */
  readonly deliveries: number;
}

export interface PlayedRounds {
  readonly rounds: readonly Round[];
  /** Real milliseconds that the client took. */
  readonly clientMs: number;
}

/** What the rounds of a run are played with. */
export interface Stage {
  readonly server: HuntServer;
  readonly client: HuntedClient;
  readonly schedule: HuntSchedule;
  readonly world: HuntWorld;
  readonly folder: StateFolder;
  readonly triggers: CountTriggers;
}

export const sinkName = 'hunt';

/** `begun` is told of the client that runs now. */
export async function pollRounds(stage: Stage, begun: (going: Going | null) => void): Promise<PlayedRounds> {
  const { server, client, schedule, world, triggers } = stage;
  const missed = missedRounds(schedule);
  const rounds: Round[] = [];
  let clientMs = 0;
  for (const [index, at] of roundTimes(schedule).entries()) {
    const round = index + 1;
    if (server.isClosed()) break;
    if (client.isTimed) await pause(Math.max(0, at - wallClock.now()));
    if (at > world.clock.now()) world.clock.set(at);
    settleIn(stage, round);
    if (missed.has(round)) continue;
    prepareFolder(stage, round);
    const before = world.journal.last();
    const took = stopwatch();
    begun(null);
    const going = client.begin(visitOf(stage, round));
    begun(going);
    const ending = await going.ended;
    clientMs += took();
    const requests = [before + 1, world.journal.last()] as const;
    rounds.push({ ...ending, round, at, requests, deliveries: triggers.counts.delivery });
  }
  return { rounds, clientMs };
}

/** In the rounds to settle the client may catch up with all that went wrong. */
export function settleIn({ schedule, world, triggers }: Stage, round: number): void {
  if (round !== schedule.events.length + 1) return;
  world.faults.clear();
  triggers.rest();
}

export function prepareFolder({ schedule, folder }: Stage, round: number): void {
  if (disturbancesOf(schedule, 'rollback').some((one) => one.round === round)) folder.restore();
  folder.keep();
}

export function visitOf({ world, folder, schedule }: Stage, round: number): Visit {
  const [usmClient] = world.usm.clients;
  const [{ zone } = { zone: 'UTC' }] = disturbancesOf(schedule, 'zone');
  return {
    round,
    now: world.clock.now(),
    url: world.url,
    argusKey: world.argus.key,
    usmUrl: world.usm.url,
    usmClientId: usmClient?.id ?? '',
    usmClientSecret: usmClient?.secret ?? '',
    sink: `${world.url}/_sink/${sinkName}`,
    state: folder.path,
    zone,
  };
}
