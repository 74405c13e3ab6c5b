/** What is tied to the n-th request or delivery: the client is ended, or the clock goes on. */
import type { IncomingMessage } from 'node:http';
import { disturbancesOf, millisecondsOf, type HuntSchedule } from '../schedule/schedule.ts';
import { lineHeader } from './client.ts';
import type { Incoming, Ruling, Watcher } from './server.ts';

export interface Actions {
  readonly kill: () => void;
  readonly pass: (milliseconds: number) => void;
}

export interface CountTriggers extends Watcher {
  readonly counts: Readonly<Record<Incoming, number>>;
  /** From now on only counts. */
  readonly rest: () => void;
}

/** Counts over a whole run. What comes of a client that was ended is not taken. */
export function makeTriggers(schedule: HuntSchedule, actions: Actions, isEnded: () => boolean): CountTriggers {
  const kills = [...disturbancesOf(schedule, 'kill')];
  const passes = [...disturbancesOf(schedule, 'pass')];
  const counts = { request: 0, delivery: 0 };
  const numbers = new WeakMap<IncomingMessage, number>();
  const isKilled = (what: Incoming, number: number, when: 'before' | 'after'): boolean =>
    kills.some((kill) => kill.on === what && kill.nth === number && kill.when === when);
  return {
    counts,
    rest: () => {
      kills.length = 0;
      passes.length = 0;
    },
    arrived: (what, request): Ruling => {
      // What it wrote before its end counts.
      if (isEnded() && request.headers[lineHeader] === undefined) return 'drop';
      const number = ++counts[what];
      numbers.set(request, number);
      if (isKilled(what, number, 'before')) return (actions.kill(), 'drop');
      if (what === 'request') for (const { nth, by } of passes) if (nth === number) actions.pass(millisecondsOf(by));
      return 'take';
    },
    complete: (what, request) => {
      if (isKilled(what, numbers.get(request) ?? 0, 'after')) actions.kill();
    },
  };
}
