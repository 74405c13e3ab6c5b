/** The core knows no product: neither its name nor its rooms, operations, paths and members. */
import { importsOf, type Source } from './imports.ts';

/** What the core must not say, of all products together. */
export interface ProductWords {
  /** Names of products, such as `argus`. */
  readonly products: readonly string[];
  readonly operations: readonly string[];
  /** Beginnings of paths, such as `/things/v1`. */
  readonly paths: readonly string[];
  readonly members: readonly string[];
  /** Words that are not the product's alone: the files that may say them, and whose they are too. */
  readonly ordinary: Readonly<Record<string, { readonly in: RegExp; readonly whose: string }>>;
}

const core = /^(?:kernel|model|corpus|state|generator|pcap|http|sim|contract|cli)\//;
const outside = /^contract\/products\//;

/** True for the files that must know no product. */
export const isCore = ({ path }: Source): boolean => core.test(path) && !outside.test(path);

/** The text without comments and citations, and without the import lines, which are judged by what they import. */
const codeOf = (text: string): string =>
  text
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/(^|[^:'"`])\/\/.*$/gm, '$1')
    .replace(/\bsource(?::| =)\s*'[^']*'/g, '')
    .replace(/contract\/\w+\.md/g, '')
    .replace(/^(?:import|export)\b[^;]*?from '[^']*';$/gm, '');

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');

/** What the core says of a product, a line a word and file. */
export function productWordsIn(sources: readonly Source[], words: ProductWords): readonly string[] {
  const spellings = words.products.flatMap((name) => [
    name,
    name.charAt(0).toUpperCase() + name.slice(1),
    name.toUpperCase(),
  ]);
  const name = new RegExp(`(?:${spellings.map(escaped).join('|')})(?![a-z])`, 'g');
  const rules: readonly (readonly [string, RegExp])[] = [
    ['a product', name],
    ['an operation', wordPattern(words.operations)],
    ['a path', new RegExp(`['"\`](?:${words.paths.map(escaped).join('|')})(?:[/'"\`?]|\\b)`, 'g')],
    ['a member', wordPattern(words.members)],
  ];
  return sources.filter(isCore).flatMap((source) => {
    const code = codeOf(source.text);
    const said = rules.flatMap(([what, pattern]) => {
      const found = Array.from(code.matchAll(pattern), ([word]) => word);
      const told = found.find((word) => !words.ordinary[word]?.in.test(source.path));
      return told === undefined ? [] : [`${source.path} names ${what}: ${told}`];
    });
    const imported = importsOf(source)
      .filter((target) => /^(?:products|contract\/products)\/(?!index\.ts$|shared\/)/.test(target))
      .map((target) => `${source.path} imports ${target}, a product's own room`);
    return [...said, ...imported];
  });
}

const wordPattern = (words: readonly string[]): RegExp =>
  words.length === 0 ? /(?!)/g : new RegExp(`(?<![\\w.$-])(?:${words.map(escaped).join('|')})(?![\\w$-])`, 'g');
