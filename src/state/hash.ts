/** The hash of a state: equal for equal states, however they were reached. What has not changed since it was read is not read again. */
import { createHash } from 'node:crypto';
import type { Sliced } from '../kernel/slices.ts';
import { makingRows } from '../model/late-columns.ts';
import type { World } from '../model/world.ts';
import { makeBlockDigest, makeKeyedDigest, textOf, type BlockDigest, type KeyedDigest } from './digest.ts';
import { bytesOf } from './rows.ts';

export interface HashedParts {
  readonly world: World;
  readonly base: World;
  readonly tables: ReadonlyMap<string, ReadonlyMap<string, unknown>>;
  /** Digests of what keeps its own. */
  readonly history: () => string;
  readonly overrides: () => string;
}

export interface StateHash {
  /** Says that a row of the events, or of the baseline, is written to. */
  readonly row: BlockDigest['touch'];
  readonly allRows: BlockDigest['touchAll'];
  readonly submitted: KeyedDigest<number>['touch'];
  readonly case: KeyedDigest<number>['touch'];
  readonly addition: KeyedDigest<number>['touch'];
  readonly entry: (table: string, key: string) => void;
  /** sha256, in hexadecimal, of the events as they stand, of their history, and of the tables. */
  readonly read: () => string;
  /** Does in pieces what takes long of that. */
  readonly renewing: () => Sliced<void>;
}

/** Reading it first costs the whole state, a million events some 100 ms; after that what has been touched. */
export function makeStateHash({ world, base, tables, history, overrides }: HashedParts): StateHash {
  const rows = makeBlockDigest(
    () => world.aggregated.length,
    (from, to) => [
      ...bytesOf(world.aggregated, from, to),
      ...bytesOf(world.baseline, from, to),
      eventNumberBytes(world, from, to),
    ],
  );
  const submitted = makeKeyedDigest<number>((row) => world.submitted.slots[row - world.submitted.first] ?? undefined);
  const hosts = grown(
    () => world.hosts,
    base.hosts.length,
    ({ address, place, members }) => [address, place, members],
  );
  const details = grown(
    () => world.details,
    base.details.length,
    ({ signature, alarm, variant }) => [signature, alarm, variant],
  );
  const caseSets = grown(
    () => world.caseSets,
    base.caseSets.length,
    (set) => set.map(({ index }) => index),
  );
  const byIndex = (): ReadonlyMap<number, World['cases'][number]> =>
    new Map(world.cases.map((entry) => [entry.index, entry]));
  let found = byIndex();
  const cases = makeKeyedDigest<number>((index) => {
    const entry = found.get(index);
    if (entry === undefined) return undefined;
    const { customer, mergedInto, ...own } = entry;
    return { ...own, customer: customer.index, mergedInto: mergedInto?.id ?? null };
  });
  for (const { index } of base.cases) cases.touch(index);
  const additions = makeKeyedDigest<number>((key) => world.additions.get(key));
  const entries = makeKeyedDigest<string>((name) => {
    const end = name.indexOf('\n');
    return tables.get(name.slice(0, end))?.get(name.slice(end + 1));
  });
  return {
    row: rows.touch,
    allRows: rows.touchAll,
    submitted: submitted.touch,
    case: cases.touch,
    addition: additions.touch,
    entry: (table, key) => entries.touch(`${table}\n${key}`),
    *renewing() {
      yield* makingRows(world.aggregated);
      yield* makingRows(world.baseline);
      yield* rows.renewing();
    },
    read: () => {
      found = byIndex();
      const parts = [
        [world.scenario, world.seed, world.end, world.aggregated.length],
        ...[rows, submitted, hosts, details, cases, caseSets, additions, entries].map(({ read }) => read()),
        history(),
        overrides(),
      ];
      return createHash('sha256').update(textOf(parts)).digest('hex');
    },
  };
}

/** The digest of what a list that only grows has more than it had at first. */
function grown<Entry>(
  list: () => readonly Entry[],
  from: number,
  valueOf: (entry: Entry) => unknown,
): Pick<KeyedDigest<number>, 'read'> {
  const digest = makeKeyedDigest<number>((place) => {
    const entry = list()[place];
    return entry === undefined ? undefined : valueOf(entry);
  });
  let next = from;
  return {
    read: () => {
      while (next < list().length) digest.touch(next++);
      return digest.read();
    },
  };
}

function eventNumberBytes({ eventNumbers }: World, from: number, to: number): Uint8Array {
  const numbers = eventNumbers?.slice(from, to) ?? Uint32Array.from({ length: to - from }, (_, place) => from + place);
  return new Uint8Array(numbers.buffer);
}
