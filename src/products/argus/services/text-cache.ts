/** Events as bytes, kept as long as nobody writes: pages overlap, and an event costs more to write than to keep. */
import { rawKeyOf } from '../../../model/change.ts';
import { withRows } from '../../../model/late-columns.ts';
import type { State } from '../../../state/state.ts';
import type { World } from '../../../model/world.ts';
import type { V1Writer, V2Writer } from './writers.ts';

/** Some 2.5 KB each: at the most 40 MB, or 1 MB for each of many worlds. */
const mostKept = { alone: 16_384, amongMany: 512 } as const;

type Keep = (row: number, ordinal: number | null, write: () => string | Uint8Array) => Uint8Array;

/** Keeps the bytes of each event; all are forgotten with a write, and the oldest when there are too many. */
export function makeKeep({ version, world }: Pick<State, 'version' | 'world'>): Keep {
  const most = world.worldTag === undefined ? mostKept.alone : mostKept.amongMany;
  const texts = new Map<number, Uint8Array>();
  let written = version();
  return (row, ordinal, write) => {
    if (written !== version()) texts.clear();
    written = version();
    const key = rawKeyOf(row, ordinal ?? 1023);
    const kept = texts.get(key);
    if (kept !== undefined) return kept;
    const fresh = write();
    const text = typeof fresh === 'string' ? Buffer.from(fresh) : fresh;
    if (texts.size >= most) texts.delete(texts.keys().next().value ?? -1);
    texts.set(key, text);
    return text;
  };
}

/** A writer of v1 that keeps events in their usual form. */
export function keptV1(writer: V1Writer<Uint8Array>, world: World, keep: Keep): V1Writer {
  return {
    aggregated: (columns, row, separator) =>
      separator === 'comma' && columns === world.aggregated
        ? keep(row, null, () => writer.aggregated(withRows(columns, row), row, separator))
        : writer.aggregated(withRows(columns, row), row, separator),
    raw: (columns, row, ordinal, separator) =>
      separator === 'comma' && columns === world.aggregated
        ? keep(row, ordinal, () => writer.raw(columns, row, ordinal, separator))
        : writer.raw(columns, row, ordinal, separator),
  };
}

/** A writer of v2 that keeps default events. */
export const keptV2 =
  (writer: V2Writer<string>, keep: Keep): V2Writer =>
  (row, ordinal, extras) => {
    const isDefault = extras.properties === undefined && !extras.comments && !extras.subEvents;
    return isDefault ? keep(row, ordinal, () => writer(row, ordinal, extras)) : writer(row, ordinal, extras);
  };
