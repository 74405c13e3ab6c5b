/** What searches found, kept for the next pages of the same list. */
import type { Call } from '../../../http/endpoint.ts';
import type { Sliced } from '../../../kernel/slices.ts';
import type { Principal } from '../access/access.ts';
import type { PageRequest } from '../common/paging.ts';

interface Findable {
  /** What it takes to keep it. */
  readonly bytes: number;
}

/** Does a search, or gives what the same one found before; it is charged the same either way. */
export type FoundCache<Found extends Findable> = (key: string, search: () => Sliced<Found>) => Sliced<Found>;

/** A call that searches. */
export type SearchCall = Pick<Call<Principal>, 'principal' | 'text' | 'request'>;

/** Criteria of more characters cost more to compare than most searches. */
const longestCriteria = 4096;

/** What a search is told apart by: who asks, for what, and all criteria but the page. Null for a search that is not kept. */
export function keyOfSearch(
  { principal, text, request: { search } }: SearchCall,
  kind: string,
  criteria: PageRequest,
): string | null {
  if (text.length + search.length > longestCriteria) return null;
  return `${kind}\n${principal.caller}\n${JSON.stringify({ ...criteria, offset: undefined, limit: undefined })}`;
}

/** Searches that are remembered, kept or not. */
const mostSearches = 32;

/**
 * Keeps what was found from the second time on, at most so many bytes, and as long as `moment` stays: a list that is asked for
 * once takes no room. The key says all else that is searched by.
 */
export function makeFoundCache<Found extends Findable>(most: number, moment: () => string): FoundCache<Found> {
  /** Null for what was searched once. */
  const searches = new Map<string, Kept<Found> | null>();
  let [time, used] = ['', 0];
  const forget = (key: string): void => {
    used -= searches.get(key)?.found.bytes ?? 0;
    searches.delete(key);
  };
  const keep = (key: string, kept: Kept<Found> | null): void => {
    forget(key);
    searches.set(key, kept);
    used += kept?.found.bytes ?? 0;
    for (const oldest of searches.keys()) {
      if (used <= most && searches.size <= mostSearches) break;
      forget(oldest);
    }
  };
  return function* (key, search) {
    const now = moment();
    if (now !== time) {
      searches.clear();
      [time, used] = [now, 0];
    }
    const known = searches.get(key);
    if (known !== undefined && known !== null) {
      yield* known.steps;
      return known.found;
    }
    const steps: number[] = [];
    const found = yield* recorded(search(), steps);
    // Others may have written between the steps.
    if (moment() === time) keep(key, known === null && found.bytes <= most ? { found, steps } : null);
    return found;
  };
}

interface Kept<Found> {
  readonly found: Found;
  /** Units of each step that it took. */
  readonly steps: readonly number[];
}

function* recorded<Found>(work: Sliced<Found>, steps: number[]): Sliced<Found> {
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
    steps.push(step.value);
    yield step.value;
  }
}
