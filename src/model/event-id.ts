/** Event ids: a row becomes a UUID and a UUID finds its row again, without a table. */
import { threefry, type Key } from '../kernel/random.ts';

/** A row of the aggregated columns (or, as an id holds it, the event's number), and for a raw event which of its triggers; null for the aggregate itself. */
export interface RowId {
  readonly row: number;
  readonly ordinal: number | null;
}

const aggregate = 0x3fff;
const drawn = new Uint32Array(2);
const mask = new Uint32Array(2);
/** Two hexadecimal digits of each byte: ids are most of what an aggregate prints, and a table is faster than toString. */
const hex2 = Array.from({ length: 256 }, (_, byte) => (byte + 256).toString(16).slice(1));
const hex4 = (half: number): string => (hex2[half >>> 8] as string) + (hex2[half & 255] as string);
const hex8 = (word: number): string => hex4(word >>> 16) + hex4(word & 0xffff);

const parts = new Uint32Array(4);

/**
 * Draws the UUID (version 4 in form) of a row: its 128 bits as four words, good until the next is drawn.
 * 60 of its bits are drawn from (key, row, ordinal); 46 hold the row and ordinal, masked by a function of the drawn ones, so that they look as random.
 */
export function uuidWords(key: Key, row: number, ordinal: number | null): Uint32Array {
  const code = ordinal ?? aggregate;
  threefry(key, row, 0x8000_0000 + code, drawn);
  const first = drawn[0] ?? 0;
  const second = drawn[1] ?? 0;
  const low = second & 0xfff;
  threefry(key, first, 0xc000_0000 + (((second >>> 16) << 12) | low), mask);
  const tail = mask[1] ?? 0;
  parts[0] = first;
  parts[1] = (second & 0xffff_0000) | 0x4000 | low;
  parts[2] = ((0x8000 | ((code ^ tail) & 0x3fff)) << 16) | (tail >>> 16);
  parts[3] = row ^ (mask[0] ?? 0);
  return parts;
}

/** The UUID of a row, as text. */
export function uuidOf(key: Key, row: number, ordinal: number | null): string {
  const words = uuidWords(key, row, ordinal);
  const [one, two] = [words[1] ?? 0, words[2] ?? 0];
  return `${hex8(words[0] ?? 0)}-${hex4(one >>> 16)}-${hex4(one & 0xffff)}-${hex4(two >>> 16)}-${hex4(two & 0xffff)}${hex8(words[3] ?? 0)}`;
}

/** The first 60 drawn bits of a row's UUID, as numbers that sort as the text does. */
export function uuidOrder(
  key: Key,
  row: number,
  ordinal: number | null,
): { readonly high: number; readonly low: number } {
  threefry(key, row, 0x8000_0000 + (ordinal ?? aggregate), drawn);
  const second = drawn[1] ?? 0;
  return { high: (drawn[0] ?? 0) * 0x1_0000 + (second >>> 16), low: second & 0xfff };
}

const shape = /^([0-9a-f]{8})-([0-9a-f]{4})-4([0-9a-f]{3})-([89ab][0-9a-f]{3})-([0-9a-f]{4})([0-9a-f]{8})$/;

/** The row whose UUID this is; null when no row has it. UUIDs are compared as lower case. */
export function rowOf(key: Key, uuid: string): RowId | null {
  const match = shape.exec(uuid.toLowerCase());
  if (match === null) return null;
  const part = (index: number): number => Number.parseInt(match[index] ?? '', 16);
  threefry(key, part(1), 0xc000_0000 + ((part(2) << 12) | part(3)), mask);
  const row = (part(6) ^ (mask[0] ?? 0)) >>> 0;
  const code = (part(4) ^ (mask[1] ?? 0)) & 0x3fff;
  const ordinal = code === aggregate ? null : code;
  return uuidOf(key, row, ordinal) === uuid.toLowerCase() ? { row, ordinal } : null;
}
