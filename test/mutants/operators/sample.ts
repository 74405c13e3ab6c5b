/** Samples of derived mutants: every operator in turn, and within it the operation that was drawn least often so far. */
import { stream, type Stream } from '../../../src/kernel/random.ts';
import { derived } from './index.ts';
import type { DerivedMutant } from './operator.ts';

const shuffled = <Item>(items: readonly Item[], random: Stream): readonly Item[] =>
  items
    .map((item) => ({ item, rank: random.word() }))
    .toSorted((one, other) => one.rank - other.rank)
    .map(({ item }) => item);

/** `count` mutants, the same for the same seed. */
export function sampleOf(
  count: number,
  seed: string,
  from: readonly DerivedMutant[] = derived,
): readonly DerivedMutant[] {
  const random = stream(seed, 'mutants');
  const used = new Map<string, number>();
  const byOperator = [...new Set(from.map(({ operator }) => operator))];
  const left = shuffled(byOperator, random).map((operator) => [
    ...shuffled(
      from.filter((mutant) => mutant.operator === operator),
      random,
    ),
  ]);
  const drawn: DerivedMutant[] = [];
  while (drawn.length < count && left.some((some) => some.length > 0)) {
    for (const some of left) {
      if (drawn.length >= count || some.length === 0) continue;
      const uses = (mutant: DerivedMutant): number => used.get(mutant.door.key) ?? 0;
      const least = Math.min(...some.map(uses));
      const at = some.findIndex((mutant) => uses(mutant) === least);
      const [mutant] = some.splice(at, 1);
      if (mutant === undefined) continue;
      used.set(mutant.door.key, uses(mutant) + 1);
      drawn.push(mutant);
    }
  }
  return drawn;
}
