/** The score of a sample of source mutants, by file, with those that survived and why. */
import { wilson } from '../mutants/operators/score.ts';
import { reasonOf } from './reasons.ts';
import { nameOf, type SourceMutant } from './source-mutants.ts';
import type { Told } from './worker.ts';

export interface JudgedSource {
  readonly mutant: SourceMutant;
  readonly told: Told;
}

/** True where a test told it from the source. */
export const isKilled = ({ verdict }: Told): boolean => verdict !== 'Survived' && verdict !== 'NotMade';

const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;
const hitsOf = (some: readonly JudgedSource[]): number => some.filter(({ told }) => isKilled(told)).length;

const unexplained = ({ left = 0 }: Told): string =>
  left > 0 ? `not known: ${left} slower tests of its room were not asked` : 'not known';

function survivorRow({ mutant, told }: JudgedSource): string {
  const { file, location, mutatorName, replacement } = mutant;
  const change = replacement.replaceAll(/\s+/g, ' ').replaceAll('|', '\\|').replaceAll('`', 'ˋ').slice(0, 80);
  const place = `${file.slice('src/'.length)}:${location.start.line + 1}:${location.start.column + 1}`;
  return `| ${place} | ${mutatorName}: \`${change}\` | ${reasonOf(nameOf(mutant)) ?? unexplained(told)} |`;
}

/** One line of score, and the page that says it. */
export function pageOf(
  judged: readonly JudgedSource[],
  { all, seed, sample }: { readonly all: number; readonly seed: string; readonly sample: number },
): { readonly score: string; readonly text: string } {
  const hits = hitsOf(judged);
  const [low, high] = wilson(hits, judged.length);
  const score = `${hits} of ${judged.length} mutants killed, ${percent(hits / Math.max(1, judged.length))} (Wilson’s 95 % interval ${percent(low)} to ${percent(high)}).`;
  const files = [...new Set(judged.map(({ mutant }) => mutant.file))].toSorted();
  const survivors = judged.filter(({ told }) => !isKilled(told));
  const text = [
    '# Mutants of the source',
    '',
    'How well the tests of this repository would notice an error in its own source: [Stryker](https://stryker-mutator.io) changes one place of',
    'the files that hold criteria, access, paging, views, the search engine or the log, and the tests of these rooms and their laws',
    '(`test/stryker/rooms.ts`) should fail. A clone makes this page by `npm run stryker -- --write`. That takes hours and is no part of CI; what was',
    'judged is kept in `test/stryker/.judged/`, so that it can be stopped and goes on later: `npm run stryker -- --batch 50` judges fifty more.',
    '',
    `There are ${all} such mutants. Seed ${seed} draws ${sample} of them, of which the first ${judged.length} were judged: ${score}`,
    'A mutant that nobody could tell from the source counts as a survivor, too.',
    '',
    '| file | mutants | killed |',
    '|---|---:|---:|',
    ...files.map((file) => {
      const some = judged.filter(({ mutant }) => mutant.file === file);
      return `| ${file.slice('src/'.length)} | ${some.length} | ${hitsOf(some)} |`;
    }),
    '',
    '## Survivors',
    '',
    '| place | change | why it lives |',
    '|---|---|---|',
    ...survivors.map(survivorRow),
    '',
  ].join('\n');
  return { score, text };
}
