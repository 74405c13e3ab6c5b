/** Makes a schedule that convicts a client smaller for as long as it does, for the same reason. */
import { firstOf } from '../run/pool.ts';
import type { HuntSchedule } from '../schedule/schedule.ts';
import { smallerThan } from './smaller.ts';

export interface ShrinkOptions<Result> {
  readonly jobs: number;
  /** Runs at the most. */
  readonly most: number;
  readonly usualStart: string;
  readonly run: (schedule: HuntSchedule) => Promise<Result>;
  /** Whether a run shows the same fault. */
  readonly isSame: (result: Result) => boolean;
}

export interface Shrunk<Result> {
  readonly schedule: HuntSchedule;
  readonly result: Result;
  readonly runs: number;
}

export async function shrinkSchedule<Result>(
  begin: { readonly schedule: HuntSchedule; readonly result: Result },
  { jobs, most, usualStart, run, isSame }: ShrinkOptions<Result>,
): Promise<Shrunk<Result>> {
  let [runs, best] = [0, begin];
  const tried = new Set<string>([JSON.stringify(begin.schedule)]);
  while (runs < most) {
    const candidates = [...smallerThan(best.schedule, usualStart)].filter(
      (candidate) => !tried.has(JSON.stringify(candidate)),
    );
    // Which are tried must not depend on how many are tried at once.
    const allowed = candidates.slice(0, most - runs);
    const found = await firstOf(allowed, jobs, run, isSame);
    const upTo = found === null ? allowed.length : allowed.indexOf(found.item) + 1;
    for (const candidate of allowed.slice(0, upTo)) tried.add(JSON.stringify(candidate));
    runs += upTo;
    if (found === null) break;
    best = { schedule: found.item, result: found.result };
  }
  return { ...best, runs };
}
