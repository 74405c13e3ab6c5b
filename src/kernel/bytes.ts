/** Bytes written front to back: answers are put together in slabs, from pieces that are bytes already, with no string in between. */
import { isoUtc } from './clock.ts';

/** What is being written: bytes `from` … `at`-1 of a slab. One at a time, from `openSheet` to `closeSheet`, without waiting for anything. */
export interface Sheet {
  bytes: Buffer;
  from: number;
  at: number;
}

/** A slab of its own for each answer would cost more than writing it. */
const slabBytes = 4_194_304;
const nothing = Buffer.alloc(0);
const sheet: Sheet = { bytes: nothing, from: 0, at: 0 };

/** Begins to write; what was begun before and not closed is forgotten. */
export function openSheet(): Sheet {
  sheet.at = sheet.from;
  return sheet;
}

/** What was written. It shares its slab with other answers: what is kept for long must be copied. */
export function closeSheet(open: Sheet): Uint8Array {
  const written = open.bytes.subarray(open.from, open.at);
  open.from = open.at;
  // A slab that was made for one long answer goes with it.
  if (open.bytes.length > slabBytes) [open.bytes, open.from, open.at] = [nothing, 0, 0];
  return written;
}

/**
 * Gives back what was written last, once nobody reads it any more: the next answer is written over it, where the processor still has
 * the memory at hand, and nothing is left to collect. Anything else stays as it is.
 */
export function takeBack(written: Uint8Array): void {
  const end = written.byteOffset + written.length - sheet.bytes.byteOffset;
  if (written.buffer === sheet.bytes.buffer && end === sheet.from) sheet.from = sheet.at = end - written.length;
}

/** The same for whoever keeps it: a copy, unless it is so long that it has its slab to itself. */
export const keptBytes = (written: Uint8Array): Uint8Array =>
  written.length > slabBytes ? written : Uint8Array.from(written);

/** A sheet for who writes pieces of its own, whatever else is open. */
export const makeSheet = (): Sheet => ({ bytes: nothing, from: 0, at: 0 });

/** A copy of what was written, and the sheet is empty again. */
export function takeSheet(open: Sheet): Buffer {
  const written = Buffer.from(open.bytes.subarray(open.from, open.at));
  open.at = open.from;
  return written;
}

const own = makeSheet();

/** What something writes, by itself. */
export function bytesFrom(write: (sheet: Sheet) => void): Buffer {
  own.at = own.from;
  write(own);
  return takeSheet(own);
}

/** Sees to it that so many more bytes can be written. */
export function makeRoom(open: Sheet, length: number): void {
  if (open.at + length <= open.bytes.length) return;
  const written = open.at - open.from;
  // What is longer than a slab grows by halves, so that it is copied a few times only.
  const needed = written + length;
  const bytes = Buffer.allocUnsafeSlow(needed <= slabBytes ? slabBytes : needed + (needed >>> 1));
  open.bytes.copy(bytes, 0, open.from, open.at);
  open.bytes = bytes;
  open.from = 0;
  open.at = written;
}

/** A shorter piece is copied faster byte by byte than by asking for it. */
const fewBytes = 24;

export function put(open: Sheet, piece: Uint8Array): void {
  const { length } = piece;
  makeRoom(open, length);
  const { bytes, at } = open;
  if (length > fewBytes) bytes.set(piece, at);
  else for (let index = 0; index < length; index++) bytes[at + index] = piece[index] as number;
  open.at = at + length;
}

/** Again `length` bytes that were written so many bytes `ago`: places would not outlive a move to another slab. */
export function putAgain(open: Sheet, ago: number, length: number): void {
  makeRoom(open, length);
  const from = open.at - ago;
  open.bytes.copyWithin(open.at, from, from + length);
  open.at += length;
}

/** Any text, as UTF-8. */
export function putText(open: Sheet, text: string): void {
  const { length } = text;
  makeRoom(open, length * 3);
  const { bytes, at } = open;
  if (length > fewBytes) open.at = at + bytes.write(text, at, 'utf8');
  else {
    let index = 0;
    for (; index < length; index++) {
      const code = text.charCodeAt(index);
      if (code > 0x7f) return void (open.at = at + bytes.write(text, at, 'utf8'));
      bytes[at + index] = code;
    }
    open.at = at + length;
  }
}

const zero = 0x30;
/** The two digits of each number below 100. */
const tens = Uint8Array.from({ length: 100 }, (_, value) => zero + Math.floor(value / 10));
const ones = Uint8Array.from({ length: 100 }, (_, value) => zero + (value % 10));

/** The last two digits of a whole number, the second of them at `at`. */
function pairAt(bytes: Buffer, at: number, pair: number): void {
  bytes[at - 1] = tens[pair] as number;
  bytes[at] = ones[pair] as number;
}

/** So many digits of a whole number below 10^`count`, up to before `end`; `count` is at most 9. */
function digitsBefore(bytes: Buffer, end: number, value: number, count: number): void {
  let left = value | 0;
  let at = end - 1;
  for (const first = end - count; at > first; at -= 2) {
    const rest = (left / 100) | 0;
    pairAt(bytes, at, left - rest * 100);
    left = rest;
  }
  if (at === end - count) bytes[at] = zero + left;
}

/** So many digits of a whole number below 10^`count`; `count` is even and at most 8. */
export function putDigits(open: Sheet, value: number, count: number): void {
  makeRoom(open, count);
  digitsBefore(open.bytes, open.at + count, value, count);
  open.at += count;
}

/** Digits of the longest number that is exact. */
const mostDigits = 16;

/** A whole number from 0 to 2^53 - 1. */
export function putNumber(open: Sheet, value: number): void {
  makeRoom(open, mostDigits);
  open.at = writeNumber(open.bytes, open.at, value);
}

/** Writes a whole number from 0 to 2^53 - 1 where there is room for it; gives the place after it. */
export function writeNumber(bytes: Buffer, at: number, value: number): number {
  if (value >= 100_000_000) {
    const high = Math.floor(value / 1_000_000);
    const end = writeNumber(bytes, at, high) + 6;
    digitsBefore(bytes, end, value - high * 1_000_000, 6);
    return end;
  }
  let count = 1;
  for (let bound = 10; bound <= value; bound *= 10) count++;
  digitsBefore(bytes, at + count, value, count);
  return at + count;
}

/** Hexadecimal digits of each byte, the first and the second. */
const hexes = Array.from({ length: 256 }, (_, byte) => (byte + 256).toString(16).slice(1));
const upper = Uint8Array.from(hexes, (pair) => pair.charCodeAt(0));
const lower = Uint8Array.from(hexes, (pair) => pair.charCodeAt(1));
const dash = 0x2d;
export const uuidLength = 36;

/** A UUID, given as four words of 32 bits. */
export function putUuid(open: Sheet, words: Uint32Array): void {
  makeRoom(open, uuidLength);
  writeUuid(open.bytes, open.at, words);
  open.at += uuidLength;
}

/** Writes a UUID where there is room for it. */
export function writeUuid(bytes: Buffer, at: number, words: Uint32Array): void {
  const second = words[1] as number;
  const third = words[2] as number;
  eightAt(bytes, at, words[0] as number);
  bytes[at + 8] = bytes[at + 13] = bytes[at + 18] = bytes[at + 23] = dash;
  fourAt(bytes, at + 9, second >>> 16);
  fourAt(bytes, at + 14, second & 0xffff);
  fourAt(bytes, at + 19, third >>> 16);
  fourAt(bytes, at + 24, third & 0xffff);
  eightAt(bytes, at + 28, words[3] as number);
}

function fourAt(bytes: Buffer, at: number, half: number): void {
  const high = half >>> 8;
  const low = half & 255;
  bytes[at] = upper[high] as number;
  bytes[at + 1] = lower[high] as number;
  bytes[at + 2] = upper[low] as number;
  bytes[at + 3] = lower[low] as number;
}

function eightAt(bytes: Buffer, at: number, word: number): void {
  fourAt(bytes, at, word >>> 16);
  fourAt(bytes, at + 4, word & 0xffff);
}

let day = -1;
/** `2026-01-02T` of that day. */
let date = new Uint8Array(0);

/** An instant as ISO-8601 in UTC with milliseconds, without the Z: `2026-01-02T03:04:05.678`. Epoch milliseconds from 1970 to 9999. */
export function putInstant(open: Sheet, instant: number): void {
  const days = Math.floor(instant / 86_400_000);
  if (days !== day) {
    date = Buffer.from(isoUtc(instant).slice(0, 11));
    day = days;
  }
  put(open, date);
  makeRoom(open, 12);
  const { bytes, at } = open;
  const rest = instant - days * 86_400_000;
  const seconds = (rest / 1000) | 0;
  const minutes = (seconds / 60) | 0;
  const hours = (minutes / 60) | 0;
  const thousandths = rest - seconds * 1000;
  pairAt(bytes, at + 1, hours);
  pairAt(bytes, at + 4, minutes - hours * 60);
  pairAt(bytes, at + 7, seconds - minutes * 60);
  bytes[at + 2] = bytes[at + 5] = 0x3a;
  bytes[at + 8] = 0x2e;
  bytes[at + 9] = zero + ((thousandths / 100) | 0);
  pairAt(bytes, at + 11, thousandths % 100);
  open.at = at + 12;
}
