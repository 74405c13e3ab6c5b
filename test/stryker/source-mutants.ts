/** What Stryker would change in the rooms where an error shows as a wrong answer: every place once, and a sample that a seed draws. */
import { readFileSync, readdirSync } from 'node:fs';
import type { Mutant } from '@stryker-mutator/api/core';
import { commonTokens } from '@stryker-mutator/api/plugin';
import { createInstrumenter, type InstrumentResult } from '@stryker-mutator/instrumenter';
import { createInjector } from 'typed-inject';
import { stream } from '../../src/kernel/random.ts';
import { silent } from './silent.ts';

/** Criteria, access, paging and views; the engine of searches; the log and its fold: folders, each with the files that it has there, all where none is named. */
const mutated: Readonly<Record<string, readonly string[]>> = {
  'src/corpus': [],
  'src/state': [],
  'src/products/argus/access': [],
  'src/products/argus/common': ['paging'],
  'src/products/argus/events': ['criteria', 'event-times', 'page', 'selections'],
  'src/products/argus/v1': ['criteria', 'search', 'sorting', 'times', 'view'],
  'src/products/argus/v2': ['criteria', 'search', 'sorting', 'times', 'view'],
  'src/products/usm/api': ['criteria', 'page-form', 'paging', 'search', 'sorting', 'visibility'],
};

const filesIn = ([folder, names]: readonly [string, readonly string[]]): readonly string[] =>
  names.length > 0
    ? names.map((name) => `${folder}/${name}.ts`)
    : readdirSync(folder, { recursive: true, encoding: 'utf8' })
        .filter((name) => name.endsWith('.ts'))
        .map((name) => `${folder}/${name}`);

/** A change of one place; lines from 0, as the instrumenter counts them. */
export type SourceMutant = Pick<Mutant, 'location' | 'mutatorName' | 'replacement'> & { readonly file: string };

/** What names a mutant in every run: its place as an editor shows it, and the change. */
export const nameOf = ({ file, location: { start, end }, mutatorName, replacement }: SourceMutant): string =>
  `${file}:${start.line + 1}:${start.column + 1}-${end.line + 1}:${end.column + 1} ${mutatorName} ${replacement.replaceAll(/\s+/g, ' ')}`;

/** Stryker's own instrumenter, for some files, each whole or at some places. */
async function instrumented(
  files: readonly { readonly file: string; readonly mutate: true | readonly Mutant['location'][] }[],
): Promise<InstrumentResult> {
  const injector = createInjector()
    .provideValue(commonTokens.logger, silent)
    .provideValue(commonTokens.getLogger, () => silent);
  const instrumenter = injector.injectFunction(createInstrumenter as never) as ReturnType<typeof createInstrumenter>;
  return instrumenter.instrument(
    files.map(({ file, mutate }) => ({
      name: file,
      content: readFileSync(file, 'utf8'),
      mutate: mutate === true ? true : [...mutate],
    })),
    { ignorers: [], excludedMutations: [], plugins: null } as never,
  );
}

/** All mutants of the mutated files, in their order. */
export async function allMutants(): Promise<readonly SourceMutant[]> {
  const files = Object.entries(mutated).flatMap(filesIn).toSorted();
  const { mutants } = await instrumented(files.map((file) => ({ file, mutate: true })));
  return mutants.map(({ fileName: file, location, mutatorName, replacement }) => ({
    file,
    location,
    mutatorName,
    replacement,
  }));
}

/** `count` of them, in an order that a seed draws; a smaller count draws the beginning of a larger one. */
export function drawnMutants(all: readonly SourceMutant[], count: number, seed: string): readonly SourceMutant[] {
  const chance = stream(seed, 'stryker');
  const left = [...all];
  return Array.from({ length: Math.min(count, all.length) }, () => left.splice(chance.below(left.length), 1)).flat();
}

/** A mutant as a switch in its file knows it, and the file with that switch. */
export interface Switched {
  readonly content: string;
  readonly mutant: Mutant;
}

/** Its file with a switch at its place, and at no other: each switch costs what loops are made of. Null where there is no such mutant. */
export async function switched(wanted: SourceMutant): Promise<Switched | null> {
  const { files, mutants } = await instrumented([{ file: wanted.file, mutate: [wanted.location] }]);
  const [file] = files;
  const mutant = mutants.find((one) => nameOf({ ...one, file: one.fileName }) === nameOf(wanted));
  return file === undefined || mutant === undefined ? null : { content: file.content, mutant };
}
