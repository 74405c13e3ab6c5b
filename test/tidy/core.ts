/** The core knows no product: neither its name nor its rooms, operations, paths and members. */
import { importsOf, type Source } from './imports.ts';

/** What the core must not say, of all products together. */
export interface ProductWords {
  /** Names of products, such as `argus`. */
  readonly products: readonly string[];
  readonly operations: readonly string[];
  /** Beginnings of paths, such as `/events/v1`. */
  readonly paths: readonly string[];
  readonly members: readonly string[];
}

const core = /^(?:kernel|model|corpus|state|generator|pcap|http|sim|contract|cli)\//;
const outside = /^contract\/products\//;
/** What attacks look like: paths and members there are those of the systems that they hit. */
const traffic = /^generator\/detections\//;

/** True for the files that must know no product. */
export const isCore = ({ path }: Source): boolean => core.test(path) && !outside.test(path);

/** The text without comments, and without the import lines, which are judged by what they import. */
const codeOf = (text: string): string =>
  text
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/(^|[^:'"`])\/\/.*$/gm, '$1')
    .replace(/^(?:import|export)\b[^;]*?from '[^']*';$/gm, '');

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');

/** What the core says of a product, a line a word and file. */
export function productWordsIn(sources: readonly Source[], words: ProductWords): readonly string[] {
  const name = new RegExp(`(?:${words.products.map(escaped).join('|')})(?![a-z])`, 'i');
  const rules: readonly (readonly [string, RegExp])[] = [
    ['a product', name],
    ['an operation', wordPattern(words.operations)],
    ['a path', new RegExp(`['"\`](?:${words.paths.map(escaped).join('|')})(?:[/'"\`?]|\\b)`)],
    ['a member', wordPattern(words.members)],
  ];
  return sources.filter(isCore).flatMap((source) => {
    const code = codeOf(source.text);
    const said = rules.flatMap(([what, pattern]) => {
      const found = traffic.test(source.path) && what !== 'a product' ? null : pattern.exec(code);
      return found === null ? [] : [`${source.path} names ${what}: ${found[0]}`];
    });
    const imported = importsOf(source)
      .filter((target) => /^(?:products|contract\/products)\/(?!index\.ts$|shared\/)/.test(target))
      .map((target) => `${source.path} imports ${target}, a product's own room`);
    return [...said, ...imported];
  });
}

const wordPattern = (words: readonly string[]): RegExp =>
  words.length === 0 ? /(?!)/ : new RegExp(`(?<![\\w.$-])(?:${words.map(escaped).join('|')})(?![\\w$-])`);
