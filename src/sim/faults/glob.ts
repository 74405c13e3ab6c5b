/** Path patterns: `*` is any text, `{name}` any text without a slash. */

const slash = 0x2f;

/**
 * True for paths that look like the pattern. Reads each character once, whatever is asked: all ways in which the pattern could have
 * matched so far are bits, moved together (the Shift-And algorithm; a text that may be anything keeps its bit where it is).
 */
export function makeGlob(pattern: string): (path: string) => boolean {
  const { literals, anything, withinSegment } = parsed(pattern);
  const words = (literals.length >>> 5) + 1;
  const bits = (places: Iterable<number>): Uint32Array => {
    const made = new Uint32Array(words);
    for (const place of places) made[place >>> 5] = (made[place >>> 5] ?? 0) | (1 << (place & 31));
    return made;
  };
  const placesAfter = new Map<number, number[]>();
  for (const [at, code] of literals.entries()) placesAfter.set(code, [...(placesAfter.get(code) ?? []), at + 1]);
  const after = new Map([...placesAfter].map(([code, places]) => [code, bits(places)]));
  const [none, stays, staysBetween] = [bits([]), bits(anything), bits([...anything, ...withinSegment])];
  const [lastWord, lastBit] = [literals.length >>> 5, 1 << (literals.length & 31)];
  return (path) => {
    const reached = bits([0]);
    for (let at = 0; at < path.length; at++) {
      const code = path.charCodeAt(at);
      if (!step(reached, after.get(code) ?? none, code === slash ? stays : staysBetween)) return false;
    }
    return ((reached[lastWord] ?? 0) & lastBit) !== 0;
  };
}

/** Moves every bit on by one character; false when none is left. */
function step(reached: Uint32Array, next: Uint32Array, stay: Uint32Array): boolean {
  let [carry, left] = [0, 0];
  for (let word = 0; word < reached.length; word++) {
    const before = reached[word] ?? 0;
    const moved = ((before << 1) | carry) & (next[word] ?? 0);
    carry = before >>> 31;
    const now = moved | (before & (stay[word] ?? 0));
    reached[word] = now;
    left |= now;
  }
  return left !== 0;
}

/** The characters that must come in this order, and before how many of them there may be any text, or any without a slash. */
function parsed(pattern: string) {
  const literals: number[] = [];
  const [anything, withinSegment]: [number[], number[]] = [[], []];
  for (const part of pattern.match(/\*|\{\w+\}|[^*{]+|\{/g) ?? []) {
    if (part === '*') anything.push(literals.length);
    else if (part.length > 2 && part.startsWith('{')) withinSegment.push(literals.length);
    else for (let at = 0; at < part.length; at++) literals.push(part.charCodeAt(at));
  }
  return { literals, anything, withinSegment };
}
