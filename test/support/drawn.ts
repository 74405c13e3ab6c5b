/** Samples of what is long by nature: drawn by the commit, and all of it with FULL set (`npm run check:full`). */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { appendFileSync } from 'node:fs';

const isFull = process.env['FULL'] !== undefined;
/** Where `.ci/run` gathers what was sampled. */
const log = process.env['SAMPLE_LOG'];

let known: string | undefined;

/** The commit that is tested; outside a clone always the same sample. */
function commit(): string {
  if (known !== undefined) return known;
  try {
    known = execFileSync('git', ['rev-parse', 'HEAD'], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
  } catch {
    known = 'no commit';
  }
  return known;
}

const rank = (what: string, item: unknown): string =>
  createHash('sha256')
    .update(`${commit()} ${what} ${JSON.stringify(item)}`)
    .digest('hex');

function say(text: string): void {
  if (log !== undefined) appendFileSync(log, `${text}\n`);
}

/** `count` of all items, in their own order; `what` says in the plural what they are. */
export function drawn<Item>(what: string, all: readonly Item[], count: number): readonly Item[] {
  if (isFull || count >= all.length) return all;
  const ranks = new Map(all.map((item) => [item, rank(what, item)] as const));
  const chosen = all.toSorted((one, other) => (ranks.get(one)! < ranks.get(other)! ? -1 : 1)).slice(0, count);
  say(
    `${count} of ${all.length} ${what}: ${chosen.map((item) => (typeof item === 'string' ? item : JSON.stringify(item))).join(', ')}`,
  );
  return all.filter((item) => chosen.includes(item));
}

/** About `count` of the numbers 0 … `last`, evenly apart from one that the commit draws; `what` says in the plural what they are. */
export function drawnNumbers(what: string, last: number, count: number): readonly number[] {
  const step = isFull ? 1 : Math.ceil((last + 1) / count);
  const first = drawnSeed(what) % step;
  if (step > 1) say(`one in ${step} ${what}, from ${first} on`);
  return Array.from({ length: Math.floor((last - first) / step) + 1 }, (_, at) => first + at * step);
}

/** True for about one in `of` names. */
export function isDrawn(what: string, of: number): (name: string) => boolean {
  if (isFull) return () => true;
  say(`one in ${of} ${what}`);
  return (name) => Number.parseInt(rank(what, name).slice(0, 8), 16) % of === 0;
}

/** A number that follows from the commit, for whoever draws by numbers. */
export const drawnSeed = (what: string): number => Number.parseInt(rank(what, 'seed').slice(0, 7), 16);
