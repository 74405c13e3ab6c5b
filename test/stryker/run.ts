/**
 * Mutates the source and asks the tests of its rooms: `npm run stryker -- --sample 800 --seed 1`; `--batch N` judges so many more and stops,
 * `--only TEXT` those with the text in their names, `--most SECONDS` asks the quickest tests that take no longer together, `--again` asks also
 * of those that survived so; `--write` makes docs/source-mutants.md. What was judged is kept in `test/stryker/.judged/`, so that a run goes on
 * where it was stopped.
 */
import { fork, type ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { makeSandbox, type Sandbox } from './sandbox.ts';
import { allMutants, drawnMutants, nameOf, type SourceMutant } from './source-mutants.ts';
import { isKilled, pageOf } from './table.ts';
import type { Asked, Told } from './worker.ts';
import { valuesGiven } from '../support/options.ts';

const values = valuesGiven(import.meta.url, {
  sample: { type: 'string', default: '800' },
  seed: { type: 'string', default: '1' },
  batch: { type: 'string', default: 'Infinity' },
  only: { type: 'string', default: '' },
  most: { type: 'string', default: 'Infinity' },
  again: { type: 'boolean', default: false },
  write: { type: 'boolean', default: false },
});

const kept = resolve('test/stryker/.judged');
mkdirSync(kept, { recursive: true });
const keptFile = join(kept, `seed-${values.seed}.json`);
const judged = new Map<string, Told>(
  existsSync(keptFile)
    ? (JSON.parse(readFileSync(keptFile, 'utf8')) as readonly Told[]).map((told) => [told.name, told])
    : [],
);

function keep(told: Told): void {
  judged.set(told.name, told);
  writeFileSync(keptFile, JSON.stringify([...judged.values()], null, 1));
  console.log(`${judged.size} ${told.verdict.padEnd(10)} ${told.name}${told.by === undefined ? '' : `\n  ${told.by}`}`);
}

/** What a process says next; rejects where it ends first. */
function said(child: ChildProcess): Promise<unknown> {
  return new Promise((done, failed) => {
    const ended = (code: number | null): void => failed(new Error(`a judge ended with ${code}`));
    child.once('exit', ended);
    child.once('message', (message) => {
      child.off('exit', ended);
      done(message);
    });
  });
}

async function startedJudge({ folder, digest }: Sandbox): Promise<ChildProcess> {
  const child = fork(resolve('test/stryker/worker.ts'), [join(kept, `dry-${digest}.json`)], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    // JSON has no Infinity.
    serialization: 'advanced',
  });
  let complaint = '';
  child.stderr?.on('data', (chunk: Buffer) => (complaint = (complaint + chunk.toString()).slice(-4000)));
  await said(child).catch((error: unknown) => {
    throw new Error(complaint, { cause: error });
  });
  return child;
}

/** Judges some mutants, with another judge after each that did not come back. */
async function judgeAll(open: readonly SourceMutant[]): Promise<void> {
  const sandbox = makeSandbox();
  const most = Number(values.most) * 1000;
  let child: ChildProcess | null = null;
  for (const mutant of open) {
    child ??= await startedJudge(sandbox);
    child.send({ mutant, most } satisfies Asked);
    const told = await said(child).catch(() => null);
    keep((told as Told | null) ?? { name: nameOf(mutant), verdict: 'Timeout' });
    if (told !== null) continue;
    // It left its mutant behind.
    writeFileSync(join(sandbox.folder, mutant.file), readFileSync(mutant.file));
    child = null;
  }
  child?.disconnect();
}

const all = await allMutants();
const sample = drawnMutants(all, Number(values.sample), values.seed);
const isOpen = (name: string): boolean => {
  const told = judged.get(name);
  return name.includes(values.only) && (told === undefined || (values.again && !isKilled(told) && told.left !== 0));
};
const open = sample.filter((mutant) => isOpen(nameOf(mutant))).slice(0, Number(values.batch));
if (open.length > 0) await judgeAll(open);
const known = sample.flatMap((mutant) => {
  const told = judged.get(nameOf(mutant));
  return told === undefined ? [] : [{ mutant, told }];
});
const page = pageOf(known, { all: all.length, seed: values.seed, sample: sample.length });
if (values.write) writeFileSync('docs/source-mutants.md', page.text);
console.log(page.score);
