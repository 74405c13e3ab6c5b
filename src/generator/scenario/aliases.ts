/** Aliases of a YAML document that name nothing, lead back to themselves, or repeat so much that no scenario could be meant. */
import type { Alias, Document, Node } from 'yaml';

type Yaml = typeof import('yaml');

/** What is wrong with a text before it says anything. */
export interface TextMistake {
  readonly code: string;
  readonly offset: number;
  readonly message: string;
}

/** Values that a scenario may come to with all that its aliases repeat. */
const mostValues = 200_000;

/** Each mistake at its alias. Values are counted once and remembered, so that what doubles itself again and again costs no more than its text. */
export function aliasMistakes(yaml: Yaml, document: Document): readonly TextMistake[] {
  const found: TextMistake[] = [];
  const sizes = new Map<Node, number>();
  const open = new Set<Node>();
  const anchored = new Map<string, Node>();
  let repeated = 0;
  const complain = (alias: Alias, message: string): void =>
    void found.push({ code: 'ALIAS', offset: alias.range?.[0] ?? 0, message: `alias *${alias.source} ${message}` });

  const sizeOfAlias = (alias: Alias): number => {
    const target = anchored.get(alias.source);
    if (target === undefined) complain(alias, 'names no anchor that stands before it');
    else if (open.has(target)) complain(alias, 'stands inside what it names, which has no end');
    else {
      const size = sizes.get(target) ?? 1;
      // All that is repeated counts together; the first that is beyond tells enough.
      if (repeated <= mostValues && repeated + size > mostValues)
        complain(alias, `repeats more than ${mostValues} values, together with what it repeats`);
      repeated += size;
      return size;
    }
    return 1;
  };
  /** In the order of the text, so that the last anchor that was met is the one that is meant. */
  const sizeOf = (node: unknown): number => {
    if (yaml.isAlias(node)) return sizeOfAlias(node);
    if (yaml.isPair(node)) return sizeOf(node.key) + sizeOf(node.value);
    if (yaml.isNode(node) && 'anchor' in node && node.anchor !== undefined) anchored.set(node.anchor, node);
    if (!yaml.isCollection(node)) return 1;
    open.add(node);
    const size = node.items.reduce((sum: number, item) => sum + sizeOf(item), 1);
    open.delete(node);
    sizes.set(node, size);
    return size;
  };
  sizeOf(document.contents);
  return found;
}

/** Keys that are there twice, each told where it comes again. */
export function keysTwice(yaml: Yaml, document: Document): readonly number[] {
  const found: number[] = [];
  yaml.visit(document, {
    Map: (_, { items }) => {
      const known = new Set<unknown>();
      for (const { key } of items) {
        if (!yaml.isScalar(key)) continue;
        if (known.has(key.value)) found.push(key.range?.[0] ?? 0);
        known.add(key.value);
      }
    },
  });
  return found.sort((one, other) => one - other);
}
