/** The journal of one world: its last requests, bounded by number and by bytes. */
import type { Exchange } from '../../http/exchange.ts';
import { callerName, type IsSecret } from './redact.ts';
import { noteOf, keptUnder, shownEntry, weightOf, type JournalEntry, type Kept, type KeptNote } from './entry.ts';

/** Which entries are wanted; all of them where nothing is said. */
export interface Filter {
  readonly product?: string;
  /** Operation id, as in `/openapi.json`. */
  readonly operation?: string;
  readonly method?: string;
  /** A status, or a class of them such as `4xx`. */
  readonly status?: number | string;
  readonly principal?: string;
  /** Entries after the one with this number. */
  readonly since?: number;
  /** At most so many, the latest. */
  readonly limit?: number;
}

export interface JournalBounds {
  readonly entries: number;
  readonly bytes: number;
}

/** What of the traffic is kept: so many requests, and so many bytes of each answer. */
export interface JournalKeeping extends Pick<JournalBounds, 'entries'> {
  readonly answers?: number;
}

export type Journal = Readonly<ReturnType<typeof makeJournal>>;

/** `now` is the simulated time that entries carry; what has a secret's name is never shown. */
export function makeJournal(bounds: JournalBounds, now: () => number, isSecret: IsSecret) {
  let kept: Kept[] = [];
  /** Entries before this place are forgotten; the list is cut when they are half of it. */
  let first = 0;
  let [bytes, last, cleared] = [0, 0, 0];
  const followers = new Set<(entry: JournalEntry) => void>();

  const forget = (): void => {
    const oldest = kept[first];
    if (oldest === undefined) return;
    bytes -= weightOf(oldest);
    first++;
    if (first > 64 && first * 2 > kept.length) {
      kept = kept.slice(first);
      first = 0;
    }
  };
  const keep = (entry: Kept): void => {
    kept.push(entry);
    bytes += weightOf(entry);
    while (kept.length - first > bounds.entries || (bytes > bounds.bytes && kept.length - first > 1)) forget();
    if (followers.size === 0) return;
    const told = shownEntry(entry, isSecret);
    for (const follower of followers) follower(told);
  };
  return {
    /** `faults` are the names of the rules that it met. */
    note: (exchange: Exchange, faults: readonly string[]): void =>
      keep(keptUnder(noteOf(exchange, now(), faults), ++last)),
    /** Notes what was taken down elsewhere. */
    add: (note: KeptNote): void => keep(keptUnder(note, ++last)),
    /** Notes a request that no product answers. */
    noteUnmatchedRequest: (request: UnmatchedRequest): void => keep(keptUnder(unmatchedNote(request, now()), ++last)),
    /** Oldest first. */
    entries: (filter: Filter = {}): readonly JournalEntry[] => {
      const found = kept.slice(first).filter((entry) => isWanted(entry, filter));
      const { limit = found.length } = filter;
      return found.slice(Math.max(0, found.length - limit)).map((entry) => shownEntry(entry, isSecret));
    },
    /** Number of the latest entry, 0 before the first; also after it was forgotten. */
    last: (): number => last,
    /** How many were forgotten since it was cleared, because there were too many. */
    forgotten: (): number => last - cleared - (kept.length - first),
    /** Bytes of the entries that it keeps. */
    bytes: (): number => bytes,
    save: (): SavedJournal => ({ last, entries: kept.slice(first) }),
    load: (saved: SavedJournal): void => {
      kept = [...saved.entries];
      [first, last, cleared] = [0, saved.last, 0];
      bytes = kept.reduce((sum, entry) => sum + weightOf(entry), 0);
    },
    /** Forgets all, and counts from 1 again. */
    clear: (): void => {
      kept = [];
      [first, bytes, last, cleared] = [0, 0, 0, 0];
    },
    /** Whether anybody follows it. */
    isFollowed: (): boolean => followers.size > 0,
    /** Calls back for each new entry, until the returned function is called. */
    follow: (told: (entry: JournalEntry) => void): (() => void) => {
      followers.add(told);
      return () => void followers.delete(told);
    },
  };
}

/** What is kept of it where it is carried on elsewhere. */
export interface SavedJournal {
  readonly last: number;
  readonly entries: readonly Kept[];
}

/** A request that no product answers. */
export type UnmatchedRequest = Pick<Kept, 'method' | 'path' | 'search' | 'status'>;

/** What is noted of it. */
export const unmatchedNote = (request: UnmatchedRequest, at: number): KeptNote => ({
  ...request,
  at,
  product: null,
  operation: null,
  text: '',
  isCut: false,
  faults: [],
  principal: null,
  bytes: 0,
  took: 0,
  refusal: null,
});

function isWanted(entry: Kept, { product, operation, method, status, principal, since }: Filter): boolean {
  return (
    (since === undefined || entry.seq > since) &&
    (product === undefined || entry.product === product) &&
    (operation === undefined || entry.operation === operation) &&
    (method === undefined || entry.method === method) &&
    (status === undefined || isStatus(entry.status, status)) &&
    (principal === undefined || (entry.principal !== null && callerName(entry.principal) === principal))
  );
}

/** `404`, or `4xx` for all of a class. */
export const isStatus = (status: number, wanted: number | string): boolean =>
  typeof wanted === 'string' && /^[1-5]xx$/.test(wanted)
    ? Math.floor(status / 100) === Number(wanted[0])
    : status === Number(wanted);
