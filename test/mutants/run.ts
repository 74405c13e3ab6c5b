/**
 * `npm run mutants`: judges every mutant and prints the table; `--only TEXT` those with the text in their names, `--write`
 * writes the table to the docs, `--jobs N` judges so many at once (2 when left out). `--sample N --seed S` judges so many of
 * those that operators make instead, and goes on where it was broken off at the same commit; `--profile quick` asks as that profile does; `--census` takes the census of what there is to be bent.
 */
import { fork } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { mutants } from './index.ts';
import { makeGallows, type Fate } from './kill.ts';
import { judgeAsAsked, measure } from './operators/measure.ts';
import { scenarios } from './operators/targets.ts';
import { writeCensus } from './stranger/census.ts';
import { sums, tableOf } from './table.ts';
import { valuesGiven } from '../support/options.ts';

const values = valuesGiven(import.meta.url, {
  only: { type: 'string' },
  write: { type: 'boolean', default: false },
  jobs: { type: 'string', default: '2' },
  sample: { type: 'string' },
  seed: { type: 'string', default: '1' },
  profile: { type: 'string', default: 'full' },
  census: { type: 'boolean', default: false },
  /** Names to judge, or that they will be asked for, for a process that another one started. */
  share: { type: 'string' },
});

/** A fate without the functions of its mutant, as it goes from process to process. */
type Told = Omit<Fate, 'mutant'> & { readonly name: string };

async function judge(names: readonly string[]): Promise<void> {
  const gallows = await makeGallows();
  for (const mutant of mutants.filter(({ name }) => names.includes(name))) {
    const { mutant: _, ...fate } = await gallows.fateOf(mutant);
    process.send?.({ ...fate, name: mutant.name } satisfies Told);
  }
  await gallows.close();
  process.disconnect?.();
}

const endOf = ({ hasBitten, killers: [killer], requests }: Told): string =>
  !hasBitten
    ? 'DOES NOT BITE'
    : killer === undefined
      ? 'SURVIVED'
      : `killed by ${killer.check} on ${killer.operation} (${requests} requests)`;

/** Judges some mutants in a process of their own. */
const share = (names: readonly string[]): Promise<readonly Told[]> =>
  new Promise((resolve, reject) => {
    const told: Told[] = [];
    const child = fork(fileURLToPath(import.meta.url), ['--share', names.join(',')]);
    child.on('message', (message) => {
      const one = message as Told;
      told.push(one);
      console.log(`${one.name.padEnd(36)} ${endOf(one)}`);
    });
    child.on('error', reject);
    child.on('exit', (code) => (code === 0 ? resolve(told) : reject(new Error(`a process ended with ${code}`))));
  });

if (values.census) await writeCensus(scenarios);
else if (values.sample !== undefined) {
  const { only, seed, write } = values;
  const profile = values.profile === 'quick' ? values.profile : 'full';
  const what = { sample: Number(values.sample), seed, profile, ...(only !== undefined && { only }) } as const;
  if (values.share !== undefined) await judgeAsAsked(profile);
  else {
    const bar = profile === 'full' ? 0.92 : 0.85;
    process.exitCode = (await measure({ ...what, write, jobs: Number(values.jobs) || 1 }, bar)) ? 0 : 1;
  }
} else if (values.share !== undefined) await judge(values.share.split(','));
else {
  const chosen = mutants.filter(({ name }) => values.only === undefined || name.includes(values.only));
  const jobs = Math.max(1, Math.min(Number(values.jobs) || 1, chosen.length));
  const shares = Array.from({ length: jobs }, (_, at) => chosen.filter((__, place) => place % jobs === at));
  const told = (await Promise.all(shares.map((some) => share(some.map(({ name }) => name))))).flat();
  const fates = chosen.flatMap((mutant) =>
    told.filter(({ name }) => name === mutant.name).map((one) => ({ ...one, mutant })),
  );
  console.log(sums(fates));
  if (values.write) writeFileSync(new URL('./table.md', import.meta.url), tableOf(fates));
  const killed = fates.filter(({ killers }) => killers.length > 0).length;
  const isToothless = fates.some(({ hasBitten }) => !hasBitten);
  process.exitCode = isToothless || killed < fates.length * 0.95 ? 1 : 0;
}
