/** A process in the sandbox that judges one mutant after another with Stryker's runner of Vitest: `worker.ts FILE`, where FILE keeps the run without a mutant. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { StrykerOptions } from '@stryker-mutator/api/core';
import { commonTokens } from '@stryker-mutator/api/plugin';
import type { TestRunner } from '@stryker-mutator/api/test-runner';
import { strykerPlugins } from '@stryker-mutator/vitest-runner';
import { createInjector } from 'typed-inject';
import type { Vitest } from 'vitest/node';
import { judges, judgesAny, mirrors, paceFile } from './rooms.ts';
import { silent } from './silent.ts';
import { nameOf, switched, type SourceMutant } from './source-mutants.ts';

/** A test, and the milliseconds that it took without a mutant. */
interface Paced {
  readonly id: string;
  readonly timeSpentMs: number;
}

export type Verdict = 'Killed' | 'Survived' | 'Timeout' | 'RuntimeError' | 'NotMade';

export interface Asked {
  readonly mutant: SourceMutant;
  /** Milliseconds that its tests may take together, as the run without a mutant took them. */
  readonly most: number;
}
export interface Told {
  readonly name: string;
  readonly verdict: Verdict;
  /** The test that told the mutant from the source. */
  readonly by?: string;
  /** So many tests were not asked, because they take long. */
  readonly left?: number;
}

const common = { timeout: 3_600_000, disableBail: false } as const;

/** The runner with the part of it that forgets what a file was. */
type Runner = TestRunner & { readonly ctx: Pick<Vitest, 'invalidateFile'> };

const fileOf = (id: string): string => id.slice(0, id.indexOf('#'));

/** The tests that mirror a file, and of the others the quickest, which together take no more than so many milliseconds. */
function quickest(tests: readonly Paced[], source: string, most: number): readonly Paced[] {
  const own = tests.filter(({ id }) => mirrors(fileOf(id), source));
  let sum = 0;
  const others = tests
    .filter((one) => !own.includes(one))
    .toSorted((one, other) => one.timeSpentMs - other.timeSpentMs)
    .filter(({ timeSpentMs }) => (sum += timeSpentMs) <= most);
  return [...own, ...others];
}

async function startedRunner(): Promise<Runner> {
  const [plugin] = strykerPlugins;
  if (plugin === undefined) throw new Error('the runner of Vitest has no plugin');
  const options = { vitest: { configFile: 'test/stryker/vitest.config.ts', related: false }, disableBail: false };
  const runner = createInjector()
    .provideValue(commonTokens.options, options as unknown as StrykerOptions)
    .provideValue(commonTokens.logger, silent)
    .provideValue(commonTokens.getLogger, () => silent)
    .injectFunction(plugin.factory as never) as Runner;
  await runner.init?.();
  return runner;
}

/** The run without a mutant, in which all tests must pass. */
async function dryRun(runner: Runner): Promise<readonly Paced[]> {
  const testFiles = readdirSync('test', { recursive: true, encoding: 'utf8' })
    .map((path) => `test/${path}`)
    .filter((path) => path.endsWith('.test.ts') && judgesAny(path));
  const result = await runner.dryRun({ ...common, coverageAnalysis: 'off', testFiles });
  if (result.status !== 'complete') throw new Error(`the run without a mutant broke: ${JSON.stringify(result)}`);
  const failed = result.tests.filter(({ status }) => status === 1);
  if (failed.length > 0) throw new Error(`without a mutant fails ${JSON.stringify(failed.slice(0, 3))}`);
  return result.tests.map(({ id, timeSpentMs }) => ({ id, timeSpentMs }));
}

/** Ends this process when some work takes more CPU than that of its tests can be, as a loop without an end does. */
function watched(milliseconds: number): () => void {
  const before = process.cpuUsage();
  const watch = setInterval(() => {
    const { user, system } = process.cpuUsage(before);
    if ((user + system) / 1000 > milliseconds) process.exit(3);
  }, 500);
  return () => clearInterval(watch);
}

async function verdictOf(runner: Runner, tests: readonly Paced[], { mutant: wanted, most }: Asked): Promise<Told> {
  const name = nameOf(wanted);
  const fit = tests.filter(({ id }) => judges(fileOf(id), wanted.file));
  const asked = quickest(fit, wanted.file, most);
  const source = readFileSync(wanted.file, 'utf8');
  const made = await switched(wanted);
  if (made === null) return { name, verdict: 'NotMade' };
  const path = resolve(wanted.file);
  const unwatched = watched(20_000 + asked.reduce((sum, { timeSpentMs }) => sum + timeSpentMs, 0));
  writeFileSync(path, `// @ts-nocheck\n${made.content}`);
  runner.ctx.invalidateFile(path);
  const result = await runner.mutantRun({
    ...common,
    testFilter: asked.map(({ id }) => id),
    activeMutant: made.mutant,
    sandboxFileName: path,
    mutantActivation: 'static',
    reloadEnvironment: true,
  });
  unwatched();
  writeFileSync(path, source);
  runner.ctx.invalidateFile(path);
  if (result.status === 'killed')
    return {
      name,
      verdict: 'Killed',
      by: `${result.killedBy[0] ?? ''}: ${result.failureMessage.split('\n')[0]?.slice(0, 120)}`,
    };
  return result.status === 'error'
    ? { name, verdict: 'RuntimeError', by: result.errorMessage.slice(0, 200) }
    : { name, verdict: 'Survived', left: fit.length - asked.length };
}

const [, , file] = process.argv;
if (file === undefined) throw new Error('no file for the run without a mutant');
const runner = await startedRunner();
if (!existsSync(file)) writeFileSync(file, JSON.stringify(await dryRun(runner)));
const tests = JSON.parse(readFileSync(file, 'utf8')) as readonly Paced[];
const paces: Record<string, number> = {};
for (const { id, timeSpentMs } of tests) paces[fileOf(id)] = (paces[fileOf(id)] ?? 0) + timeSpentMs;
writeFileSync(paceFile, JSON.stringify(paces));
process.on('message', (asked) => {
  void verdictOf(runner, tests, asked as Asked).then((told) => process.send?.(told));
});
process.on('disconnect', () => process.exit());
process.send?.('ready');
