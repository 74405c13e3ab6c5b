/** Events as bytes, kept as long as nobody writes: pages overlap, and an event costs more to write than to keep. */
import { makeByteStore } from '../../../kernel/byte-store.ts';
import { rawKeyOf } from '../../../model/change.ts';
import { withRows } from '../../../model/late-columns.ts';
import type { State } from '../../../state/state.ts';
import type { World } from '../../../model/world.ts';
import type { Separator, V1Writer, V2Writer } from './writers.ts';

/** Of 2.5 KB on average: those of each version of the API. */
const mostBytes = { alone: 41_943_040, amongMany: 1_048_576 } as const;

type Keep = (row: number, ordinal: number | null, form: number, write: () => string | Uint8Array) => Uint8Array;

/** More forms of an event are not told apart. */
const forms = 16;

/** Keeps the bytes of each event in its forms; all are forgotten with a write. */
export function makeKeep({ version, world }: Pick<State, 'version' | 'world'>): Keep {
  const store = makeByteStore(world.worldTag === undefined ? mostBytes.alone : mostBytes.amongMany);
  let written = version();
  return (row, ordinal, form, write) => {
    if (written !== version()) store.clear();
    written = version();
    const key = rawKeyOf(row, ordinal ?? 1023) * forms + form;
    const kept = store.get(key);
    if (kept !== undefined) return kept;
    const fresh = write();
    const bytes = typeof fresh === 'string' ? Buffer.from(fresh) : fresh;
    store.offer(key, bytes);
    return bytes;
  };
}

/** A writer of v1 that keeps events. */
export function keptV1(writer: V1Writer<Uint8Array>, world: World, keep: Keep): V1Writer {
  const formOf = (separator: Separator): number => Number(separator === 'newline');
  return {
    aggregated: (columns, row, separator) =>
      columns === world.aggregated
        ? keep(row, null, formOf(separator), () => writer.aggregated(withRows(columns, row), row, separator))
        : writer.aggregated(withRows(columns, row), row, separator),
    raw: (columns, row, ordinal, separator) =>
      columns === world.aggregated
        ? keep(row, ordinal, formOf(separator), () => writer.raw(columns, row, ordinal, separator))
        : writer.raw(columns, row, ordinal, separator),
  };
}

/** A writer of v2 that keeps events, unless somebody chooses among their properties. */
export const keptV2 =
  (writer: V2Writer<string>, keep: Keep): V2Writer =>
  (row, ordinal, extras) => {
    const { properties, comments, subEvents } = extras;
    if (properties !== undefined && properties !== null) return writer(row, ordinal, extras);
    const form = Number(properties === null) + Number(comments) * 2 + Number(subEvents) * 4;
    return keep(row, ordinal, form, () => writer(row, ordinal, extras));
  };
