/** Judges a sample of derived mutants in processes side by side, keeps what is known when it is broken off, and writes the page. */
import { execFileSync, fork } from 'node:child_process';
import { appendFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { derived } from './index.ts';
import { makeJudge, type JudgedProfile, type Judgement } from './judge.ts';
import { sampleOf } from './sample.ts';
import { pageOf, scoreLine, scoreOf, type Judged } from './score.ts';
import type { DerivedMutant } from './operator.ts';

export interface Measured {
  readonly sample: number;
  readonly seed: string;
  readonly jobs: number;
  readonly profile: JudgedProfile;
  readonly write: boolean;
  /** Only mutants with this text in their names. */
  readonly only?: string;
}

type Told = Judgement & { readonly isEquivalent: boolean };

const chosen = ({ sample, seed, only }: Measured): readonly DerivedMutant[] =>
  sampleOf(sample, seed, only === undefined ? derived : derived.filter(({ name }) => name.includes(only)));

/** Judges what the process that asked names, one after another, until it has no more to ask. */
export async function judgeAsAsked(profile: JudgedProfile): Promise<void> {
  const judge = makeJudge(profile);
  process.on('disconnect', () => void judge.close());
  process.on('message', (name) => {
    void (async () => {
      const mutant = derived.find((one) => one.name === name);
      if (mutant === undefined) throw new Error(`there is no mutant ${String(name)}`);
      const judgement = await judge.judge(mutant);
      process.send?.({ ...judgement, isEquivalent: await judge.isEquivalent(judgement, mutant) } satisfies Told);
    })();
  });
}

const endOf = ({ finder, isEquivalent, hasBitten }: Told): string =>
  finder !== null
    ? `found by ${finder.check} on ${finder.operation} (${finder.on})`
    : isEquivalent
      ? 'equivalent?'
      : `SURVIVED${hasBitten ? '' : ', never met'}`;

/** What was judged at this commit, with nothing changed since, in earlier runs; each is kept as soon as it is known. */
function makeBook(profile: JudgedProfile): {
  readonly known: ReadonlyMap<string, Told>;
  readonly keep: (told: Told) => void;
} {
  const git = (...words: readonly string[]): string => execFileSync('git', [...words], { encoding: 'utf8' }).trim();
  const isChanged = git('status', '--porcelain', '--', 'src', 'schemas', 'scenarios', 'test/mutants') !== '';
  if (isChanged) return { known: new Map(), keep: () => {} };
  const folder = new URL('../../../node_modules/.cache/siem-sim-mutants/', import.meta.url);
  const file = new URL(`${git('rev-parse', 'HEAD')}${profile === 'full' ? '' : `-${profile}`}.jsonl`, folder);
  mkdirSync(folder, { recursive: true });
  const lines = existsSync(file) ? readFileSync(file, 'utf8').trimEnd().split('\n') : [];
  const told = lines.filter((line) => line.endsWith('}')).map((line) => JSON.parse(line) as Told);
  return {
    known: new Map(told.map((one) => [one.name, one])),
    keep: (one) => appendFileSync(file, `${JSON.stringify(one)}\n`),
  };
}

/** Resolves with true when the score is at least `bar`. */
export async function measure(what: Measured, bar: number): Promise<boolean> {
  const mutants = chosen(what);
  const { known, keep } = makeBook(what.profile);
  const told = new Map(known);
  const queue = mutants.map(({ name }) => name).filter((name) => !known.has(name));
  if (queue.length < mutants.length) console.log(`${mutants.length - queue.length} were judged before at this commit`);
  const take = (one: Told): void => {
    told.set(one.name, one);
    keep(one);
    console.log(`${one.name.padEnd(64)} ${endOf(one)} (${one.requests} requests, ${one.seconds} s)`);
  };
  const jobs = Math.max(1, Math.min(what.jobs, queue.length));
  if (queue.length > 0) await Promise.all(Array.from({ length: jobs }, () => worker(queue, what.profile, take)));
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

/** A process that judges what is left until nothing is; one that dies is followed by another, and what killed two survived. */
async function worker(queue: string[], profile: JudgedProfile, take: (told: Told) => void): Promise<void> {
  const deaths = new Map<string, number>();
  for (let name = queue.shift(); name !== undefined; name = queue.shift()) {
    const died = await judgedBy(name, { queue, profile, take });
    if (died === null) return;
    const times = (deaths.get(died) ?? 0) + 1;
    deaths.set(died, times);
    if (times < 2) queue.unshift(died);
    else take({ name: died, finder: null, hasBitten: true, requests: 0, seconds: 0, isEquivalent: false });
  }
}

/** Has a process judge one after another; resolves with null when nothing is left, or with what it died of. */
const judgedBy = (
  first: string,
  { queue, profile, take }: { queue: string[]; profile: JudgedProfile; take: (told: Told) => void },
): Promise<string | null> =>
  new Promise((resolve) => {
    let name = first;
    const words = ['--sample', '0', '--share', 'asked', '--profile', profile];
    const child = fork(fileURLToPath(new URL('../run.ts', import.meta.url)), words);
    child.on('message', (message) => {
      take(message as Told);
      const next = queue.shift();
      if (next === undefined) {
        child.removeAllListeners('exit').disconnect();
        return resolve(null);
      }
      child.send((name = next));
    });
    child.on('exit', () => resolve(name));
    child.on('error', () => {});
    child.send(name);
  });
