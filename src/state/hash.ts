/** The hash of a state: equal for equal states, however they were reached. */
import { createHash } from 'node:crypto';
import type { Addition } from '../model/addition.ts';
import type { Change, RawOverride } from '../model/change.ts';
import type { World } from '../model/world.ts';
import { bytesOf } from './rows.ts';

export interface Parts {
  readonly world: World;
  readonly base: World;
  readonly single: ReadonlyMap<string, readonly Change[]>;
  readonly bulk: readonly { readonly rows: Uint32Array; readonly change: Change }[];
  readonly overrides: ReadonlyMap<number, RawOverride>;
  readonly additions: ReadonlyMap<number, Addition>;
  readonly tables: ReadonlyMap<string, ReadonlyMap<string, unknown>>;
}

/** sha256, in hexadecimal, of the events as they stand, of their history, and of the tables; a million events take some 100 ms. */
export function hashOf({ world, base, single, bulk, overrides, additions, tables }: Parts): string {
  const hash = createHash('sha256');
  const note = (value: unknown): void => void hash.update(`${text(value)}\n`);
  note([world.scenario, world.seed, world.end, world.aggregated.length]);
  for (const columns of [world.aggregated, world.baseline]) for (const bytes of bytesOf(columns)) hash.update(bytes);
  if (world.eventNumbers !== null)
    hash.update(new Uint8Array(world.eventNumbers.buffer, world.eventNumbers.byteOffset, world.aggregated.length * 4));
  note(world.submitted.all);
  note(world.hosts.slice(base.hosts.length).map(({ address, place, members }) => [address, place, members]));
  note(world.details.slice(base.details.length).map(({ signature, alarm, variant }) => [signature, alarm, variant]));
  note(
    world.cases.map(({ customer, mergedInto, ...entry }) => ({
      ...entry,
      customer: customer.index,
      mergedInto: mergedInto?.id ?? null,
    })),
  );
  note(world.caseSets.map((set) => set.map(({ index }) => index)));
  note(sorted(single));
  for (const { rows, change } of bulk) {
    hash.update(new Uint8Array(rows.buffer, rows.byteOffset, rows.byteLength));
    note(change);
  }
  note(sorted(overrides));
  note(sorted(additions));
  note(sorted(new Map([...tables].filter(([, table]) => table.size > 0))));
  return hash.digest('hex');
}

/** Entries in order of their keys: what was written first does not tell. */
const sorted = (map: ReadonlyMap<unknown, unknown>): readonly (readonly [string, unknown])[] =>
  [...map]
    .map(([key, value]) => [String(key), value] as const)
    .sort(([one], [other]) => (one < other ? -1 : one > other ? 1 : 0));

const text = (value: unknown): string =>
  JSON.stringify(value, (_, inner: unknown) =>
    inner instanceof Map ? sorted(inner) : inner instanceof Set ? [...inner].map(String).sort() : inner,
  );
