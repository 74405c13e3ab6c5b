/** The hunt: an undisturbed run first, then schedules from a seed until one convicts the client; that one made small and confirmed. */
import { isoUtc, stopwatch } from '../../kernel/clock.ts';
import { UserError } from '../../kernel/fault.ts';
import { furthest, usualBounds, type HuntBounds } from '../bounds/bounds.ts';
import { makeDrawer } from '../draw/draw.ts';
import { completedExpect, type HuntExpect } from '../judge/expect.ts';
import { isBad } from '../judge/finding.ts';
import type { HuntReport, Conviction } from '../report/report.ts';
import type { HuntedClient } from '../run/client.ts';
import { together } from '../run/pool.ts';
import { startHuntServer, type HuntServer } from '../run/server.ts';
import { runOnce, type Run, type RunContext } from '../runs/run-once.ts';
import { millisecondsOf, type Disturbance, type HuntSchedule } from '../schedule/schedule.ts';
import { shrinkSchedule } from '../shrink/shrink-schedule.ts';

export interface HuntOptions {
  readonly client: HuntedClient;
  readonly seed: string;
  readonly scenario: string;
  readonly every: string;
  readonly expect: HuntExpect;
  readonly schedules: number;
  /** Runs side by side. */
  readonly jobs: number;
  /** Real milliseconds after which no further schedule is begun; no end when left out. */
  readonly time?: number;
  readonly hostile: boolean;
  /** Kinds of disturbances that are left out. */
  readonly without: readonly Disturbance['kind'][];
  /** Flags of the products, such as usmDialect. */
  readonly flags: Readonly<Record<string, string | number | boolean>>;
  /** Only this one is run, and made small where it convicts. */
  readonly schedule?: HuntSchedule;
  readonly onRun?: (number: number, run: Run) => void;
}

/** When the client is first run, where nothing else is said: a Wednesday morning. */
export const usualStart = '2026-10-14T10:00:00Z';
/** Schedules are drawn in lots: what one shows counts from the next lot on, however many run at once. */
const lot = 8;
const mostShrinking = 120;
const confirmations = 3;

export async function huntClient(options: HuntOptions): Promise<HuntReport> {
  const server = await startHuntServer(options.scenario);
  try {
    return await hunted(options, server);
  } finally {
    await server.close();
  }
}

async function hunted(options: HuntOptions, server: HuntServer): Promise<HuntReport> {
  const took = stopwatch();
  const expect = completedExpect(options.expect);
  const before = { server, client: options.client, expect, product: null, facts: server.facts };
  const plain = plainOf(options);
  const first = await runOnce(before, plain);
  if (first.foreign !== null) throw new UserError(strangeClock(first.foreign));
  options.onRun?.(0, first);
  const context: RunContext = { ...before, product: expect.product ?? first.profile.product };
  const report = (
    ended: HuntReport['ended'],
    schedules: number,
    conviction: Conviction | null,
    unsteady = 0,
  ): HuntReport => ({
    seed: options.seed,
    scenario: options.scenario,
    every: options.every,
    ended,
    schedules,
    plain: first,
    conviction,
    unsteady,
    took: took(),
  });
  if (hasFailed(first)) return report('undisturbed', 0, null);
  const work = { options, context, plain, took };
  if (options.schedule !== undefined) {
    const run = await runOnce(context, options.schedule);
    const conviction = isBad(run.verdict) ? await convicted(work, run, 1) : null;
    return report(conviction === null ? 'all' : 'found', 1, conviction);
  }
  const isUnsteady = isBad(first.verdict);
  if (isUnsteady) {
    const conviction = await convicted(work, first, 0);
    if (conviction !== null) return report('found', 0, conviction);
  }
  const { conviction, schedules, unsteady, isOutOfTime } = await search(work, first);
  const ended = conviction !== null ? 'found' : isOutOfTime ? 'time' : 'all';
  return report(ended, schedules, conviction, unsteady + (isUnsteady ? 1 : 0));
}

const plainOf = ({ seed, scenario, every, flags }: HuntOptions): HuntSchedule => ({
  seed,
  scenario,
  start: usualStart,
  every,
  events: [1, 1, 1, 1],
  settle: 2,
  ...(Object.keys(flags).length > 0 && { flags: { ...flags } }),
  disturbances: [],
});

const strangeClock = ({ entry, at }: NonNullable<Run['foreign']>): string =>
  `request ${entry.seq} (${entry.method} ${entry.path}) names ${isoUtc(at)}, which is this machine's time, while the World's clock stood at ${entry.at}; ` +
  "give the client the World's clock by --client-time faketime, let it read HUNT_NOW, or hunt it with --client-time wall";

/** A client that does nothing right even so is broken in another way than hunt looks for. */
const hasFailed = ({ verdict, rounds }: Run): boolean =>
  isBad(verdict) && (verdict.delivered === 0 || rounds.every(({ how, code }) => how !== 'exited' || code !== 0));

interface Work {
  readonly options: HuntOptions;
  readonly context: RunContext;
  readonly plain: HuntSchedule;
  readonly took: () => number;
}

interface Searched {
  readonly conviction: Conviction | null;
  readonly schedules: number;
  readonly unsteady: number;
  readonly isOutOfTime: boolean;
}

async function search(work: Work, first: Run): Promise<Searched> {
  const { options, context, plain, took } = work;
  const { schedules, jobs, time = Infinity } = options;
  const drawer = makeDrawer({
    seed: options.seed,
    plain,
    profile: first.profile,
    bounds: boundsOf(options.expect),
    hostile: options.hostile,
    statuses: statusesOf(context, first),
    sharesClock: options.client.sharesClock,
    without: new Set([...options.without, ...unfair(options.expect)]),
  });
  const seen = new Set(first.behaviours);
  const newest: HuntSchedule[] = [];
  let unsteady = 0;
  for (let number = 1; number <= schedules; number += lot) {
    const numbers = Array.from({ length: Math.min(lot, schedules - number + 1) }, (_, index) => number + index);
    if (took() > time) return { conviction: null, schedules: number - 1, unsteady, isOutOfTime: true };
    const known = [...newest];
    const runs = await together(numbers, jobs, async (one) => {
      const run = await runOnce(context, drawer.draw(one, known));
      options.onRun?.(one, run);
      return run;
    });
    for (const [index, run] of runs.entries()) {
      if (isBad(run.verdict)) {
        const conviction = await convicted(work, run, number + index);
        if (conviction !== null) return { conviction, schedules: number + index, unsteady, isOutOfTime: false };
        unsteady++;
      }
      if ([...run.behaviours].some((behaviour) => !seen.has(behaviour))) newest.push(run.schedule);
      for (const behaviour of run.behaviours) seen.add(behaviour);
    }
  }
  return { conviction: null, schedules, unsteady, isOutOfTime: false };
}

const boundsOf = ({ bounds = {} }: HuntExpect): HuntBounds => ({
  late: bounds.late === undefined ? usualBounds.late : millisecondsOf(bounds.late),
  lag: bounds.lag === undefined ? usualBounds.lag : millisecondsOf(bounds.lag),
});

/** Who must deliver exactly once cannot where its state is put back or it is ended between two deeds, nor in time who is not run. */
const unfair = ({ doubles, delay }: HuntExpect): readonly Disturbance['kind'][] => [
  ...(doubles === 'forbidden' ? (['rollback', 'kill'] as const) : []),
  ...(delay === undefined ? [] : (['missed', 'quiet'] as const)),
];

const statusesOf = ({ facts }: RunContext, { profile }: Run): readonly number[] =>
  facts.find(({ name }) => name === profile.product)?.vendorFaults.statuses ?? [];

/** Made small and confirmed; null where it does not come again at all. */
async function convicted({ options, context }: Work, found: Run, number: number): Promise<Conviction | null> {
  const [reason] = found.verdict.findings;
  const run = (schedule: HuntSchedule): Promise<Run> => runOnce(context, schedule);
  const isSame = ({ verdict }: Run): boolean => verdict.findings[0]?.kind === reason?.kind;
  if (!isSame(await run(found.schedule))) return null;
  const shrunk = await shrinkSchedule(
    { schedule: found.schedule, result: found },
    { jobs: options.jobs, most: mostShrinking, usualStart, run, isSame },
  );
  const again = await together(Array.from({ length: confirmations }), options.jobs, () => run(shrunk.schedule));
  return {
    number,
    original: found.schedule,
    run: { ...shrunk.result, schedule: shrunk.schedule },
    confirmed: again.filter(isSame).length,
    of: confirmations,
    shrinkingRuns: shrunk.runs,
    class: furthest(shrunk.schedule.disturbances),
  };
}
