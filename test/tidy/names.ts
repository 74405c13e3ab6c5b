/** Exported names: one thing has one name, and a name means one thing. */
import type { Source } from './imports.ts';

export interface Allowed {
  /** The files in which the name means the same; elsewhere it is another thing. */
  readonly in: RegExp;
  readonly why: string;
}

const oneASide = /^contract\/products\/\w+\/|^contract\/checks\//;
/** Names that mean the same in each file that defines them, and why they may. */
export const sameInEach: Readonly<Record<string, Allowed>> = {
  checks: { in: oneASide, why: 'what a product, or the suite for all of them, asks' },
  rules: { in: oneASide, why: 'what a product, or the suite for all of them, judges by the way' },
  facts: { in: oneASide, why: 'the member of that name of a product adapter' },
  callers: { in: oneASide, why: 'the member of that name of a product adapter' },
  credentials: { in: oneASide, why: 'the credential facts of a product adapter' },
  models: { in: oneASide, why: 'the member of that name of a product adapter' },
  createApp: { in: /^(?:index|sim\/simulator)\.ts$/, why: 'the library composes it with what finds examples' },
  startSimulator: { in: /^(?:index|sim\/simulator)\.ts$/, why: 'the library composes it with what finds examples' },
};

/** Names that a file defines and exports. */
const exportsOf = ({ text }: Source): readonly string[] =>
  Array.from(
    text.matchAll(/^export (?:declare )?(?:async )?(?:const|function\*?|class|interface|type|enum|let) (\w+)/gm),
    ([, name = '']) => name,
  );

/** Exported names that are defined in more than one file, beside those that mean the same. */
export function ambiguous(
  sources: readonly Source[],
  allowed: Readonly<Record<string, Allowed>> = sameInEach,
): readonly string[] {
  const files = new Map<string, Set<string>>();
  for (const source of sources)
    for (const name of exportsOf(source)) files.set(name, (files.get(name) ?? new Set()).add(source.path));
  return [...files]
    .filter(([, paths]) => paths.size > 1)
    .filter(([name, paths]) => ![...paths].every((path) => allowed[name]?.in.test(path)))
    .map(([name, paths]) => `${name} is defined in ${[...paths].sort().join(' and ')}`)
    .sort();
}
