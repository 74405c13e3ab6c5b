/** Verification: "exactly 3 searches with severity high, in this order". */
import type { JournalEntry } from './entry.ts';
import { inPieces, turnOver, type Sliced } from '../../kernel/slices.ts';
import { madeReady, type Difference, type Pattern } from './match.ts';

/** How often: so many times, or within bounds; once or more when nothing is said. */
export type ExpectedTimes = number | { readonly atLeast?: number; readonly atMost?: number };

export interface Expectation extends Pattern {
  readonly times?: ExpectedTimes;
}

export interface VerifyRequest {
  readonly expect: readonly Expectation[];
  /** True when all requests of an expectation must come before those of the next. */
  readonly inOrder?: boolean;
  /** True when there may be no other requests than the expected. */
  readonly nothingElse?: boolean;
  /** Looks at entries after the one with this number. */
  readonly since?: number;
}

export interface JournalVerdict {
  readonly matched: boolean;
  readonly expectations: readonly {
    readonly matched: boolean;
    /** `exactly 3 times`. */
    readonly expected: string;
    readonly seen: number;
    /** Numbers of the entries that match, the first hundred. */
    readonly entries: readonly number[];
    /** Where too few match: the entries that came nearest, and where they differ. */
    readonly nearest: readonly { readonly seq: number; readonly differences: readonly Difference[] }[];
  }[];
  /** Number of the first entry that is out of order; null when all are in order, or nobody asked. */
  readonly outOfOrder: number | null;
  /** Numbers of entries that nobody expected, the first hundred; only looked for when there may be none. */
  readonly unexpected: readonly number[];
  /** True when the journal has forgotten entries that might have counted. */
  readonly incomplete: boolean;
}

interface Bounds {
  readonly least: number;
  readonly most: number;
}

const boundsOf = (times: ExpectedTimes | undefined): Bounds => {
  if (typeof times === 'number') return { least: times, most: times };
  const { atLeast, atMost } = times ?? {};
  return { least: atLeast ?? (atMost === undefined ? 1 : 0), most: atMost ?? Infinity };
};

function told({ least, most }: Bounds): string {
  const count = (times: number): string => (times === 1 ? 'once' : `${times} times`);
  if (least === most) return least === 0 ? 'never' : `exactly ${count(least)}`;
  if (most === Infinity) return `at least ${count(least)}`;
  return least === 0 ? `at most ${count(most)}` : `${least} to ${most} times`;
}

/** Units of a number of entries that an expectation may have had. */
const unitsOfCount = 10;
const mostShown = 100;
const mostNearest = 3;

/** Units of an entry against an expectation: it holds at most 16 KiB, and mostly far less. */
const unitsOfEntry = 1000;

/** Judges the entries, oldest first. `forgotten` says whether older ones are gone. */
export function* verify(
  entries: readonly JournalEntry[],
  request: VerifyRequest,
  forgotten: boolean,
): Sliced<JournalVerdict> {
  const { expect, inOrder = false, nothingElse = false } = request;
  const bounds = expect.map(({ times }) => boundsOf(times));
  const matches: (readonly Difference[])[][] = [];
  for (const pattern of expect) {
    const judge = madeReady(pattern);
    const own: (readonly Difference[])[] = [];
    matches.push(own);
    yield* inPieces(entries, unitsOfEntry, (entry) => own.push(judge(entry)));
  }
  const isMatch = (expectation: number, entry: number): boolean => matches[expectation]?.[entry]?.length === 0;
  const expectations = expect.map((_, at) => {
    const own = entries.filter((__, entry) => isMatch(at, entry)).map(({ seq }) => seq);
    const { least, most } = bounds[at] as Bounds;
    const matched = own.length >= least && own.length <= most;
    return {
      matched,
      expected: told({ least, most }),
      seen: own.length,
      entries: own.slice(0, mostShown),
      nearest: own.length < least ? nearestOf(entries, matches[at] ?? []) : [],
    };
  });
  const stray = entries.flatMap(({ seq }, entry) => (expect.some((_, at) => isMatch(at, entry)) ? [] : [seq]));
  const unexpected = nothingElse ? stray.slice(0, mostShown) : [];
  // In order, an expectation that is said twice shares its entries with itself, so counts alone would refuse it.
  const out = inOrder ? yield* firstOutOfOrder(entries, bounds, isMatch) : null;
  yield turnOver;
  const isCounted = inOrder ? out === null : expectations.every(({ matched }) => matched);
  return {
    matched: isCounted && unexpected.length === 0,
    expectations: inOrder && out === null ? expectations.map((one) => ({ ...one, matched: true })) : expectations,
    outOfOrder: out,
    unexpected,
    incomplete: forgotten,
  };
}

const nearestOf = (
  entries: readonly JournalEntry[],
  found: readonly (readonly Difference[])[],
): JournalVerdict['expectations'][number]['nearest'] =>
  entries
    .map(({ seq }, at) => ({ seq, differences: found[at] ?? [] }))
    .filter((one) => one.differences.length > 0)
    .sort((one, other) => one.differences.length - other.differences.length || one.seq - other.seq)
    .slice(0, mostNearest);

/**
 * Follows all ways at once in which entries can belong to expectations, one after the other. The number of the first
 * entry that fits in no way; of the last entry, or 0, when too few came; null when they are in order.
 */
function* firstOutOfOrder(
  entries: readonly JournalEntry[],
  bounds: readonly Bounds[],
  isMatch: (expectation: number, entry: number) => boolean,
): Sliced<number | null> {
  /** For each expectation that may be the present one: how many entries it may have had. */
  let ways: readonly ReadonlySet<number>[] = bounds.map((_, at) => new Set(at === 0 ? [0] : []));
  const isDone = (at: number): boolean => [...(ways[at] ?? [])].some((count) => count >= (bounds[at]?.least ?? 0));
  for (const [place, { seq }] of entries.entries()) {
    if (!bounds.some((_, at) => isMatch(at, place))) continue;
    const next: Set<number>[] = [];
    let isReached = false;
    for (const [at, { least, most }] of bounds.entries()) {
      // Beyond its least number an expectation without a most need not be counted further.
      const counted = (count: number): number =>
        most === Infinity ? Math.min(count + 1, Math.max(1, least)) : count + 1;
      const own = isMatch(at, place) ? [...(ways[at] ?? [])].map(counted) : [];
      if (isReached && isMatch(at, place)) own.push(1);
      next.push(new Set(own.filter((count) => count <= most)));
      isReached = isDone(at) || (isReached && least === 0);
    }
    if (next.every(({ size }) => size === 0)) return seq;
    yield next.reduce((sum, { size }) => sum + size * unitsOfCount, bounds.length * unitsOfCount);
    ways = next;
  }
  const isEnd = bounds.some((_, at) => isDone(at) && bounds.slice(at + 1).every(({ least }) => least === 0));
  return isEnd ? null : (entries.at(-1)?.seq ?? 0);
}
