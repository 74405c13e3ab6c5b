/** Lists of criteria: alternatives by default; a required one must hold besides, an excluded one must not. Source: seed 002, docs/contract/argus.md §7.4. */
import { all, any, not, type Predicate } from '../../../corpus/predicate.ts';
import { isTrue } from '../common/booleans.ts';

export interface CriterionMode {
  readonly exclude?: boolean | string;
  readonly required?: boolean | string;
}

function byMode<Item extends CriterionMode>(items: readonly Item[]) {
  const isExcluded = (item: Item): boolean => isTrue(item.exclude, false);
  const isRequired = (item: Item): boolean => !isExcluded(item) && isTrue(item.required, false);
  return {
    excluded: items.filter(isExcluded),
    required: items.filter(isRequired),
    others: items.filter((item) => !isExcluded(item) && !isRequired(item)),
  };
}

/** The list as one predicate. */
export function combine<Item extends CriterionMode>(
  items: readonly Item[],
  predicateOf: (item: Item) => Predicate,
): Predicate {
  const { excluded, required, others } = byMode(items);
  return all([
    ...required.map(predicateOf),
    ...excluded.map((item) => not(predicateOf(item))),
    ...(others.length > 0 ? [any(others.map(predicateOf))] : []),
  ]);
}

/** The list as one test of a dictionary entry, so that thousands of criteria still cost one scan. */
export function combineTests<Item extends CriterionMode, Entry>(
  items: readonly Item[],
  testOf: (item: Item) => (entry: Entry) => boolean,
): (entry: Entry) => boolean {
  const groups = byMode(items);
  const [excluded, required, others] = [groups.excluded, groups.required, groups.others].map((group) =>
    group.map(testOf),
  );
  return (entry) =>
    (required ?? []).every((test) => test(entry)) &&
    !(excluded ?? []).some((test) => test(entry)) &&
    (others === undefined || others.length === 0 || others.some((test) => test(entry)));
}
