/** Event ids: a row becomes a UUID and a UUID finds its row again, without a table. */
import { threefry, type Key } from '../kernel/random.ts';

/** A row of the aggregated columns (or, as an id holds it, its origin), and for a raw event which of its triggers; null for the aggregate itself. */
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

/**
 * The UUID (version 4 in form) of a row. 60 of its bits are drawn from (key, row, ordinal);
 * 46 hold the row and ordinal, masked by a function of the drawn ones, so that they look as random.
 */
export function uuidOf(key: Key, row: number, ordinal: number | null): string {
  const code = ordinal ?? aggregate;
  threefry(key, row, 0x8000_0000 + code, drawn);
  const first = drawn[0] ?? 0;
  const second = drawn[1] ?? 0;
  const high = second >>> 16;
  const low = second & 0xfff;
  threefry(key, first, 0xc000_0000 + ((high << 12) | low), mask);
  const maskedRow = (row ^ (mask[0] ?? 0)) >>> 0;
  const tail = mask[1] ?? 0;
  const maskedCode = (code ^ tail) & 0x3fff;
  return `${hex8(first)}-${hex4(high)}-4${hex4(low).slice(1)}-${hex4(0x8000 | maskedCode)}-${hex4(tail >>> 16)}${hex8(maskedRow)}`;
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
