/** Events as bytes, kept as long as nobody writes: pages overlap, and an event costs more to write than to keep. */
import { makeByteStore, putKept } from '../../../kernel/byte-store.ts';
import type { Sheet } from '../../../kernel/bytes.ts';
import type { State } from '../../../state/state.ts';
import type { World } from '../../../model/world.ts';
import type { Separator, V1Writer, V2Writer } from './writers.ts';

/** Of 2.5 KB on average: those of each version of the API. */
const mostBytes = { alone: 41_943_040, amongMany: 1_048_576 } as const;

type Keep = (sheet: Sheet, row: number, ordinal: number | null, form: number, write: () => void) => void;

/** Rows are fewer, and more forms of an event are not told apart. */
const [rows, forms] = [2 ** 24, 16];

/** Keeps the bytes of each event in its forms; all are forgotten with a write. */
export function makeKeep({ version, world }: Pick<State, 'version' | 'world'>): Keep {
  const store = makeByteStore(world.worldTag === undefined ? mostBytes.alone : mostBytes.amongMany);
  let written = version();
  return (sheet, row, ordinal, form, write) => {
    if (written !== version()) store.clear();
    written = version();
    putKept(sheet, store, ((ordinal === null ? 0 : ordinal + 1) * forms + form) * rows + row, write);
  };
}

/** A writer of v1 that keeps events. */
export function keptV1(writer: V1Writer, world: World, keep: Keep): V1Writer {
  const formOf = (separator: Separator): number => Number(separator === 'newline');
  return {
    aggregated: (sheet, columns, row, separator) => {
      const write = (): void => writer.aggregated(sheet, columns, row, separator);
      return columns === world.aggregated ? keep(sheet, row, null, formOf(separator), write) : write();
    },
    raw: (sheet, columns, row, ordinal, separator) => {
      const write = (): void => writer.raw(sheet, columns, row, ordinal, separator);
      return columns === world.aggregated ? keep(sheet, row, ordinal, formOf(separator), write) : write();
    },
  };
}

/** A writer of v2 that keeps events, unless somebody chooses among their properties. */
export const keptV2 =
  (writer: V2Writer, keep: Keep): V2Writer =>
  (sheet, row, ordinal, extras) => {
    const { properties, comments, subEvents } = extras;
    if (properties !== undefined && properties !== null) return writer(sheet, row, ordinal, extras);
    const form = Number(properties === null) + Number(comments) * 2 + Number(subEvents) * 4;
    return keep(sheet, row, ordinal, form, () => writer(sheet, row, ordinal, extras));
  };
