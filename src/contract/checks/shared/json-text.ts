/** Reads JSON as it is written, for what a parser hides: members that come twice, forms of numbers, halves of characters. */

export interface Flaw {
  readonly kind: 'twice' | 'number' | 'half';
  /** Where it stands. */
  readonly path: readonly (string | number)[];
  /** The name, or the number as it is written. */
  readonly seen: string;
}

interface Level {
  /** Names that an object has had; null for a list. */
  readonly names: Set<string> | null;
  /** The name that waits for its value, or the place in the list. */
  at: string | number | null;
}

/** One of them is told; a longer list says no more. */
const mostFlaws = 20;

/** Half of a pair that stands for one character (RFC 8259 §7). */
export const isHalf =
  /\\u[dD][89abAB][\da-fA-F]{2}(?!\\u[dD][c-fC-F])|(?<!\\u[dD][89abAB][\da-fA-F]{2})\\u[dD][c-fC-F]/;

/** All flaws of a text that is JSON; numbers are told that are written with a point or an exponent. */
export function flawsOf(text: string): readonly Flaw[] {
  const token = /[\s,:]*(?:([{}[\]])|"((?:[^"\\]|\\.)*)"|([-\d][-+.\deE]*)|true|false|null)/y;
  const levels: Level[] = [];
  const flaws: Flaw[] = [];
  const tell = (kind: Flaw['kind'], seen: string): void => {
    flaws.push({ kind, path: levels.map(({ at }) => at ?? ''), seen });
  };
  for (let found = token.exec(text); found !== null && flaws.length < mostFlaws; found = token.exec(text)) {
    const [, bracket, quoted = '', number = ''] = found;
    const level = levels.at(-1);
    if (isHalf.test(quoted)) tell('half', quoted.slice(0, 60));
    if (bracket === '}' || bracket === ']') {
      levels.pop();
      ended(levels.at(-1));
    } else if (level !== undefined && level.names !== null && level.at === null) {
      level.at = nameIn(quoted);
      if (level.names.has(level.at)) tell('twice', level.at);
      level.names.add(level.at);
    } else if (bracket === undefined) {
      if (/[.eE]/.test(number)) tell('number', number);
      ended(level);
    } else levels.push(bracket === '{' ? { names: new Set(), at: null } : { names: null, at: 0 });
  }
  return flaws;
}

/** A value has come to its end: a name is next, or the next place. */
function ended(level: Level | undefined): void {
  if (level !== undefined) level.at = typeof level.at === 'number' ? level.at + 1 : null;
}

const nameIn = (quoted: string): string => (quoted.includes('\\') ? (JSON.parse(`"${quoted}"`) as string) : quoted);
