/** The score of a sample, with its interval, and the page that tells of it. */
import type { Judgement } from './judge.ts';
import { kinds, type DerivedMutant } from './operator.ts';

/** A mutant of a sample and what became of it; `isEquivalent` where a stranger saw no difference either. */
export interface Judged extends Judgement {
  readonly mutant: DerivedMutant;
  readonly isEquivalent: boolean;
}

/** Wilson's interval of a share, for 95 %. */
export function wilson(hits: number, of: number): readonly [number, number] {
  if (of === 0) return [0, 1];
  const z = 1.959963984540054;
  const [share, square] = [hits / of, z * z];
  const middle = share + square / (2 * of);
  const reach = z * Math.sqrt((share * (1 - share)) / of + square / (4 * of * of));
  return [(middle - reach) / (1 + square / of), (middle + reach) / (1 + square / of)];
}

/** So many of a sample may be set aside as equivalent; those beyond count as survivors. */
const mostAside = 0.05;

export interface Score {
  readonly found: number;
  readonly of: number;
  readonly aside: readonly Judged[];
  readonly survivors: readonly Judged[];
}

export function scoreOf(all: readonly Judged[]): Score {
  const lost = all.filter(({ finder }) => finder === null);
  const aside = lost.filter(({ isEquivalent }) => isEquivalent).slice(0, Math.floor(all.length * mostAside));
  const survivors = lost.filter((one) => !aside.includes(one));
  return { found: all.length - lost.length, of: all.length - aside.length, aside, survivors };
}

const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;

/** `389 of 400 found (97.3 %, 95.2 % to 98.5 %)`. */
export function scoreLine(all: readonly Judged[]): string {
  const { found, of, aside } = scoreOf(all);
  const [low, high] = wilson(found, of);
  const left = aside.length === 0 ? '' : `; ${aside.length} set aside as equivalent`;
  return `${found} of ${of} mutants found by a check that should (${percent(found / Math.max(1, of))}; Wilson’s 95 % interval ${percent(low)} to ${percent(high)})${left}`;
}

function groups(
  all: readonly Judged[],
  title: string,
  nameOf: (one: Judged) => string,
  order: readonly string[] = [],
): readonly string[] {
  const { aside } = scoreOf(all);
  const names = [...new Set(all.map(nameOf))].toSorted((one, other) =>
    order.length > 0 ? order.indexOf(one) - order.indexOf(other) : one < other ? -1 : 1,
  );
  return [
    `| ${title} | found | of | interval |`,
    '|---|---:|---:|---|',
    ...names.map((name) => {
      const some = all.filter((one) => nameOf(one) === name && !aside.includes(one));
      const found = some.filter(({ finder }) => finder !== null).length;
      const [low, high] = wilson(found, some.length);
      return `| ${name} | ${found} | ${some.length} | ${percent(low)} – ${percent(high)} |`;
    }),
    '',
  ];
}

const line = ({ name, mutant }: Judged): string => `- \`${name}\`: ${mutant.says}`;

/** The page about a sample. */
export function pageOf(all: readonly Judged[], seed: string, population: number): string {
  const { aside, survivors } = scoreOf(all);
  return [
    '# Mutants by operators',
    '',
    `A stratified random sample of the ${population.toLocaleString('en')} mutants that the operators of \`test/mutants/operators/\` make of the tables, judged with \`npm run mutants -- --sample ${all.length} --seed ${seed} --write\`, which writes this page.`,
    'A mutant counts as found when a check of a family that should find its kind does so, at the mutated operation or at one that shows the same thing.',
    'A survivor is set aside only where a client that shares nothing with the suite sees no difference either: at most one in twenty.',
    '',
    `**${scoreLine(all)}.**`,
    '',
    ...groups(all, 'kind', ({ mutant }) => mutant.operator.kind, kinds),
    '## Survivors',
    '',
    ...(survivors.length === 0 ? ['None.'] : survivors.map(line)),
    '',
    '## Set aside',
    '',
    ...(aside.length === 0 ? ['None.'] : aside.map(line)),
    '',
    '## By operator',
    '',
    ...groups(all, 'operator', ({ mutant }) => mutant.operator.name),
    '## By operation',
    '',
    ...groups(all, 'operation', ({ mutant }) => mutant.door.key),
  ].join('\n');
}
