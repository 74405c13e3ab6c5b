/** A write may be seen a moment late: it is looked for at once, and again for as long as the run waits for one. */
import { setTimeout } from 'node:timers/promises';
import { stopwatch } from '../kernel/clock.ts';
import type { Context } from './terms/check.ts';

/** Milliseconds before the second look; each wait is half as long again as the one before. */
const firstWaitMs = 100;

/** `late` is told of what was seen late, in words, after how many seconds. */
export const makeEventually =
  (settleSeconds: number, late: (what: string, seconds: number) => void): Context['eventually'] =>
  async (read, wrong) => {
    const elapsed = stopwatch();
    let answer = await read();
    const first = wrong(answer);
    let seen = first;
    for (let wait = firstWaitMs; seen !== null && elapsed() + wait <= settleSeconds * 1000; wait *= 1.5) {
      await setTimeout(wait);
      answer = await read();
      seen = wrong(answer);
    }
    if (first !== null && seen === null) late(first, Math.round(elapsed() / 100) / 10);
    return { answer, wrong: seen };
  };
