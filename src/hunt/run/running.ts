/** The rounds of a client that keeps running while the clock runs: begun anew in the next round when it has ended. */
import { setTimeout as pause } from 'node:timers/promises';
import { millisecondsOf, missedRounds, roundTimes } from '../schedule/schedule.ts';
import type { Ending, Going } from './client.ts';
import { prepareFolder, settleIn, visitOf, type PlayedRounds, type Round, type Stage } from './rounds.ts';

/** Real milliseconds between two looks at the clock. */
const tick = 5;
/** Real milliseconds after the last round in which the client may finish what it has begun. */
const farewell = 300;

/** Rounds more, where the client asked nothing in the last one: it may have been begun anew only then. */
const mostMore = 3;

const well: Ending = { how: 'exited', code: 0, output: '' };

export async function runRounds(stage: Stage, begun: (going: Going | null) => void): Promise<PlayedRounds> {
  const { server, client, schedule, world, triggers } = stage;
  const missed = missedRounds(schedule);
  const speed = client.mode === 'poll' ? 1 : client.mode.speed;
  const times = roundTimes(schedule);
  const every = millisecondsOf(schedule.every);
  const runner = makeRunner(stage, begun);
  const rounds: Round[] = [];
  let isAwaited = false;
  for (let [round, at, isLast] = [1, times[0] ?? 0, false]; !isLast; at = times[round++] ?? at + every) {
    if (server.isClosed()) break;
    if (at > world.clock.now()) runner.leap(at);
    settleIn(stage, round);
    const before = world.journal.last();
    if (missed.has(round)) runner.kill();
    else if (runner.ensure(round)) isAwaited = true;
    world.clock.resume(speed);
    while (world.clock.now() < at + every) await pause(tick);
    world.clock.freeze();
    const hasAsked = world.journal.last() > before;
    isLast = round >= times.length + (hasAsked ? 0 : mostMore);
    const ending = isLast ? await runner.stop() : runner.ending();
    if (missed.has(round)) continue;
    const requests = [before + 1, world.journal.last()] as const;
    const began: Pick<Round, 'began'> = isAwaited ? { began: firstAsked(stage, requests) } : {};
    isAwaited = began.began === null;
    rounds.push({ ...ending, round, at, requests, deliveries: triggers.counts.delivery, ...began });
  }
  return { rounds, clientMs: (every / speed) * rounds.length };
}

/** When the first of these requests came; null where none did. */
function firstAsked({ world }: Stage, [first, last]: Round['requests']): number | null {
  const found = world.journal.entries().find(({ seq }) => seq >= first && seq <= last);
  return found === undefined ? null : Date.parse(found.at);
}

/** The client that runs, begun again when it has ended. */
function makeRunner(stage: Stage, begun: (going: Going | null) => void) {
  let going: Going | null = null;
  let ended: Ending | null = null;
  let failure: { readonly error: unknown } | null = null;
  const ending = (): Ending => {
    if (failure !== null) throw failure.error;
    return ended ?? well;
  };
  return {
    /** Begins it, unless it runs; true where it was begun. */
    ensure: (round: number): boolean => {
      if (going !== null && ended === null) return false;
      prepareFolder(stage, round);
      begun(null);
      const one = stage.client.begin(visitOf(stage, round));
      [going, ended] = [one, null];
      begun(one);
      one.ended.then(
        (result) => (ended = result),
        (error: unknown) => (failure = { error }),
      );
      return true;
    },
    leap: (to: number): void => {
      stage.world.clock.set(to);
      going?.setClock(to);
    },
    kill: (): void => going?.kill(),
    /** How it ended, or as if it had ended well. Throws what kept it from beginning. */
    ending,
    stop: async (): Promise<Ending> => {
      await pause(farewell);
      going?.stop();
      const last = await going?.ended;
      // Whether a client that was asked to end did so well is no question of what it delivered.
      return last === undefined ? ending() : { ...last, how: 'exited', code: 0 };
    },
  };
}
