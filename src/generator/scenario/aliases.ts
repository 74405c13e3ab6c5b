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
  const complain = (alias: Alias, message: string): void =>
    void found.push({ code: 'ALIAS', offset: alias.range?.[0] ?? 0, message: `alias *${alias.source} ${message}` });

  const sizeOfAlias = (alias: Alias): number => {
    const target = alias.resolve(document);
    if (target === undefined) complain(alias, 'names no anchor that stands before it');
    else if (open.has(target)) complain(alias, 'stands inside what it names, which has no end');
    else {
      const size = sizeOf(target);
      if (size > mostValues) complain(alias, `repeats more than ${mostValues} values, together with what it repeats`);
      return Math.min(size, mostValues);
    }
    return 1;
  };
  const sizeOf = (node: unknown): number => {
    if (yaml.isAlias(node)) return sizeOfAlias(node);
    if (yaml.isPair(node)) return sizeOf(node.key) + sizeOf(node.value);
    if (!yaml.isCollection(node)) return 1;
    const known = sizes.get(node);
    if (known !== undefined) return known;
    open.add(node);
    const size = node.items.reduce((sum: number, item) => sum + sizeOf(item), 1);
    open.delete(node);
    sizes.set(node, size);
    return size;
  };
  sizeOf(document.contents);
  // What repeats too much in one place does so in all that repeat it: the first tells enough.
  const bomb = found.find(({ message }) => message.includes('repeats more than'));
  return bomb === undefined ? found : [...found.filter(({ message }) => !message.includes('repeats more')), bomb];
}
