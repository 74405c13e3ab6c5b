/** Judges a sample of derived mutants in processes side by side, prints what becomes of each, and writes the page. */
import { fork } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { derived } from './index.ts';
import { makeJudge, type Judgement } from './judge.ts';
import { sampleOf } from './sample.ts';
import { pageOf, scoreLine, scoreOf, type Judged } from './score.ts';
import type { DerivedMutant } from './operator.ts';

export interface Measured {
  readonly sample: number;
  readonly seed: string;
  readonly jobs: number;
  readonly write: boolean;
  /** Only mutants with this text in their names. */
  readonly only?: string;
}

type Told = Judgement & { readonly isEquivalent: boolean };

const chosen = ({ sample, seed, only }: Omit<Measured, 'jobs' | 'write'>): readonly DerivedMutant[] =>
  only === undefined
    ? sampleOf(sample, seed)
    : sampleOf(
        sample,
        seed,
        derived.filter(({ name }) => name.includes(only)),
      );

/** Judges every `of`th mutant of a sample, from the one with the number `share` on, and tells the process that asked. */
export async function judgeShare(what: Omit<Measured, 'jobs' | 'write'>, share: number, of: number): Promise<void> {
  const judge = makeJudge();
  for (const [at, mutant] of chosen(what).entries()) {
    if (at % of !== share) continue;
    const judgement = await judge.judge(mutant);
    process.send?.({ ...judgement, isEquivalent: await judge.isEquivalent(judgement, mutant) } satisfies Told);
  }
  await judge.close();
  process.disconnect?.();
}

const endOf = ({ finder, isEquivalent, hasBitten }: Told): string =>
  finder !== null
    ? `found by ${finder.check} on ${finder.operation} (${finder.on})`
    : isEquivalent
      ? 'equivalent?'
      : `SURVIVED${hasBitten ? '' : ', never met'}`;

/** Resolves with true when the score is at least `bar`. */
export async function measure(what: Measured, bar: number): Promise<boolean> {
  const mutants = chosen(what);
  const jobs = Math.max(1, Math.min(what.jobs, mutants.length));
  const shares = Array.from({ length: jobs }, (_, at) => shareIn(what, at, jobs));
  const told = new Map((await Promise.all(shares)).flat().map((one) => [one.name, one]));
  const all = mutants.flatMap((mutant): readonly Judged[] => {
    const one = told.get(mutant.name);
    return one === undefined ? [] : [{ ...one, mutant }];
  });
  const { survivors, found, of } = scoreOf(all);
  for (const { name, mutant } of survivors) console.log(`survived: ${name}  ${mutant.says}`);
  console.log(scoreLine(all));
  if (what.write) writeFileSync(new URL('./table.md', import.meta.url), pageOf(all, what.seed, derived.length));
  return found >= of * bar;
}

/** Judges a share in a process of its own. */
const shareIn = ({ sample, seed, only }: Measured, share: number, of: number): Promise<readonly Told[]> =>
  new Promise((resolve, reject) => {
    const told: Told[] = [];
    const options = ['--sample', String(sample), '--seed', seed, ...(only === undefined ? [] : ['--only', only])];
    const child = fork(fileURLToPath(new URL('../run.ts', import.meta.url)), [...options, '--share', `${share}/${of}`]);
    child.on('message', (message) => {
      const one = message as Told;
      told.push(one);
      console.log(`${one.name.padEnd(64)} ${endOf(one)} (${one.requests} requests, ${one.seconds} s)`);
    });
    child.on('error', reject);
    child.on('exit', (code) => (code === 0 ? resolve(told) : reject(new Error(`a process ended with ${code}`))));
  });
