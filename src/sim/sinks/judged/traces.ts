/** Which requests should have carried a thing: those whose criteria mean it after it was to be seen, asked again of the past. */
import { pieceOfWork, type Sliced } from '../../../kernel/slices.ts';
import type { JournalEntry } from '../../journal/entry.ts';
import type { KnownKind } from './known.ts';
import { makePast, type Past, type PastSource } from './past.ts';
import { answeredBy, askedAgain, meantBy, pageAskedBy, type AskedAgain, type PageAsked } from './replay.ts';

/** A thing whose carriers are looked for. */
export interface WantedThing {
  readonly id: string;
  /** When it was first to be seen, epoch milliseconds. */
  readonly visible: number;
}

/** A request that means a thing. */
export interface Carrier extends PageAsked {
  readonly seq: number;
  readonly at: string;
  readonly status: number;
  readonly faults: readonly string[];
  /** Whether the page that it asked for held the thing. */
  readonly isCarried: boolean;
  /** Place of the thing among all that it means, from 1; null where nobody counted. */
  readonly place: number | null;
}

export interface RequestTrace {
  readonly carriers: readonly Carrier[];
  /** The last request before it was to be seen whose criteria mean it; null where there was none. */
  readonly before: Pick<Carrier, 'seq' | 'at'> | null;
  /** The first request for things of the kind after it was to be seen; null where there was none. */
  readonly after: Pick<Carrier, 'seq' | 'at'> | null;
}

/** Carriers that are told of a thing. */
const mostCarriers = 20;
/** Searches of the journal before a thing was to be seen that are asked whether they mean it. */
const mostBefore = 5;
/** Things whose place among all is counted, and how far. */
const mostPlaces = 20;
const farthestPlace = 2000;

interface OpenTrace {
  readonly wanted: WantedThing;
  readonly carriers: Carrier[];
  before: RequestTrace['before'];
  after: RequestTrace['after'];
}

/** The traces of things, by their ids. */
export function* tracesOf(
  place: number,
  wanted: readonly WantedThing[],
  entries: readonly JournalEntry[],
  source: PastSource,
): Sliced<ReadonlyMap<string, RequestTrace>> {
  const past = makePast(source);
  const kind = past.kinds[place];
  const open = wanted.map((one): OpenTrace => ({ wanted: one, carriers: [], before: null, after: null }));
  if (kind !== undefined) yield* trace(kind, past, open, entries);
  return new Map(open.map(({ wanted: { id }, ...found }) => [id, found]));
}

function* trace(
  kind: KnownKind,
  past: Past,
  open: readonly OpenTrace[],
  entries: readonly JournalEntry[],
): Sliced<void> {
  const coming = open.toSorted((one, other) => one.wanted.visible - other.wanted.visible);
  const searches = entries.flatMap((entry) => {
    const asked = askedAgain(kind, entry);
    return asked === null ? [] : [{ entry, asked, at: Date.parse(entry.at) }];
  });
  let next = 0;
  let done = 0;
  for (const [number, { entry, asked, at }] of searches.entries()) {
    for (let one = coming[next]; one !== undefined && one.wanted.visible <= at; one = coming[++next])
      yield* lookBack(kind, past, one, searches.slice(Math.max(0, number - mostBefore), number));
    yield* past.to({ at, command: null });
    const there = coming.slice(0, next);
    for (const one of there) one.after ??= { seq: entry.seq, at: entry.at };
    yield* carry(kind, there, entry, asked);
    if ((done += 1000) < pieceOfWork) continue;
    yield done;
    done = 0;
  }
  for (let one = coming[next]; one !== undefined; one = coming[++next])
    yield* lookBack(kind, past, one, searches.slice(-mostBefore));
}

interface Search {
  readonly entry: JournalEntry;
  readonly asked: AskedAgain;
  readonly at: number;
}

/** Whether requests shortly before a thing was to be seen mean it. */
function* lookBack(kind: KnownKind, past: Past, one: OpenTrace, searches: readonly Search[]): Sliced<void> {
  yield* past.to({ at: one.wanted.visible, command: null });
  const key = kind.truth.find(one.wanted.id);
  if (key === null) return;
  for (const { entry, asked, at } of searches.toReversed()) {
    if (at >= one.wanted.visible || !(yield* meantBy(kind, asked)).has(key)) continue;
    one.before = { seq: entry.seq, at: entry.at };
    return;
  }
}

/** Adds a request to the traces of the things that it means. */
function* carry(kind: KnownKind, there: readonly OpenTrace[], entry: JournalEntry, asked: AskedAgain): Sliced<void> {
  const left = there.filter(({ carriers }) => carriers.length < mostCarriers);
  if (left.length === 0) return;
  const meant = yield* meantBy(kind, asked);
  const found = left.flatMap((one) => {
    const key = kind.truth.find(one.wanted.id);
    return key !== null && meant.has(key) ? [{ one, key }] : [];
  });
  if (found.length === 0) return;
  const page = new Set(yield* answeredBy(kind, asked));
  const isCounted = found.some(({ one, key }, at) => at < mostPlaces && !page.has(key) && one.carriers.length < 6);
  const order = isCounted ? yield* answeredBy(kind, asked, farthestPlace) : [];
  const places = new Map(order.map((key, at) => [key, at + 1]));
  const { seq, at, status, faults } = entry;
  for (const { one, key } of found)
    one.carriers.push({
      seq,
      at,
      status,
      faults,
      ...pageAskedBy(kind, asked),
      isCarried: page.has(key),
      place: places.get(key) ?? null,
    });
}
