/** Whether output is as printed, where `…` in a line stands for any text and a line `…` for any lines. */

/** Where they part: the printed line and the one that came instead; null for an end. */
export interface Difference {
  readonly expected: string | null;
  readonly actual: string | null;
}

const any = '…';

/** Null when all of `actual` is as `expected` says. */
export function difference(expected: readonly string[], actual: readonly string[]): Difference | null {
  // `reached[i]` says at which lines of `actual` the printed line i may begin.
  let reached = new Set([0]);
  for (const [index, line] of expected.entries()) {
    const next = new Set<number>();
    for (const at of reached) {
      if (line.trim() === any) for (let to = at; to <= actual.length; to++) next.add(to);
      else if (at < actual.length && isLike(line, actual[at] ?? '')) next.add(at + 1);
    }
    if (next.size === 0) {
      // After a line of `…` the first that begins as the printed one does is the likeliest to be meant.
      const near = [...reached].find((at) => startOf(actual[at] ?? '') === startOf(line)) ?? Math.min(...reached);
      return { expected: expected[index] ?? null, actual: actual[near] ?? null };
    }
    reached = next;
  }
  if (reached.has(actual.length)) return null;
  return { expected: null, actual: actual[Math.max(...reached)] ?? null };
}

const startOf = (line: string): string => line.trim().slice(0, 6);

/** Whether a line is as printed; blanks at its end do not count. */
export const isLike = (printed: string, line: string): boolean => missed(printed, line) === null;

/** The first part between two `…` that the line has not, or not in that place; null when it has all. */
function missed(printed: string, line: string): string | null {
  const parts = printed.trimEnd().split(any);
  const text = line.trimEnd();
  const [first = '', ...others] = parts;
  const last = others.pop();
  if (last === undefined) return text === first ? null : first;
  if (!text.startsWith(first)) return first;
  let at = first.length;
  for (const part of others) {
    const found = text.indexOf(part, at);
    if (found < 0) return part;
    at = found + part.length;
  }
  return text.length - last.length >= at && text.endsWith(last) ? null : last;
}

/** The difference in words, each line from a little before the place where they part. */
export function differenceText({ expected, actual }: Difference): string {
  const from = Math.max(0, commonStart(expected ?? '', actual ?? '') - 40);
  const shown = (line: string | null): string =>
    line === null ? '(nothing more)' : `${from > 0 ? '(…)' : ''}${line.slice(from, from + 200)}`;
  const part = expected?.includes(any) === true && actual !== null ? missed(expected, actual) : null;
  const where = part === null || part === '' ? '' : `\n  missing  ${part}`;
  return `  printed  ${shown(expected)}\n  came     ${shown(actual)}${where}`;
}

function commonStart(one: string, other: string): number {
  let at = 0;
  while (at < one.length && at < other.length && one[at] === other[at]) at++;
  return at;
}
