/** Exported names: one thing has one name, and a name means one thing. */
import type { Source } from './imports.ts';

/** Names that mean the same in each file that defines them, and why they may. */
export const sameInEach: Readonly<Record<string, string>> = {};

/** Names that a file defines and exports. */
const exportsOf = ({ text }: Source): readonly string[] =>
  Array.from(
    text.matchAll(/^export (?:declare )?(?:async )?(?:const|function\*?|class|interface|type|enum|let) (\w+)/gm),
    ([, name = '']) => name,
  );

/** Exported names that are defined in more than one file and are not among `allowed`. */
export function ambiguous(
  sources: readonly Source[],
  allowed: Readonly<Record<string, string>> = sameInEach,
): readonly string[] {
  const files = new Map<string, Set<string>>();
  for (const source of sources)
    for (const name of exportsOf(source)) files.set(name, (files.get(name) ?? new Set()).add(source.path));
  return [...files]
    .filter(([name, paths]) => paths.size > 1 && !Object.hasOwn(allowed, name))
    .map(([name, paths]) => `${name} is defined in ${[...paths].sort().join(' and ')}`)
    .sort();
}
