/** Turns the clock of the world: each answers with what the clock then shows. */
import { askPlane } from './client.ts';
import { lookAgain, played, showClock, type WorldClock } from './world.ts';

async function turn(how: string, body: object): Promise<void> {
  showClock(await askPlane<WorldClock>(`/clock/${how}`, { method: 'POST', body }));
  await lookAgain();
}

let turns: Promise<unknown> = Promise.resolve();

/** Turns the clock once what was asked before is done: a key pressed fast begins where the one before has come to. */
export function queueTurn(work: () => Promise<void>): Promise<void> {
  const done = turns.then(work);
  turns = done.catch(() => undefined);
  return done;
}

/** Speeds that are a press away, in simulated milliseconds a real one. */
export const speeds = [1, 60, 600, 1000] as const;

let lastSpeed = 60;

export const freezeTime = (): Promise<void> => turn('freeze', {});
export const advanceTime = (by: string): Promise<void> => turn('advance', { by });
export const setTime = (to: string): Promise<void> => turn('set', { to });

export function runTime(speed: number): Promise<void> {
  lastSpeed = speed;
  return turn('resume', { speed });
}

/** Stops a clock that runs; lets one that stands run as fast as it did last. */
export function toggleTime(): Promise<void> {
  const { speed = 0 } = played.peek()?.clock ?? {};
  if (speed === 0) return runTime(lastSpeed);
  lastSpeed = speed;
  return freezeTime();
}
