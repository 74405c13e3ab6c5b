import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  closeSheet,
  openSheet,
  put,
  putDigits,
  putInstant,
  putNumber,
  putText,
  putUuid,
  takeBack,
  type Sheet,
} from '../../src/kernel/bytes.ts';
import { isoUtc } from '../../src/kernel/clock.ts';

const written = (write: (sheet: Sheet) => void): string => {
  const sheet = openSheet();
  write(sheet);
  return Buffer.from(closeSheet(sheet)).toString('utf8');
};

test('whole numbers are written as JavaScript prints them', () => {
  const edges = [0, 9, 10, 99, 100, 99_999_999, 100_000_000, 100_000_001, 2 ** 31, 2 ** 32, Number.MAX_SAFE_INTEGER];
  for (const value of edges) expect(written((sheet) => putNumber(sheet, value))).toBe(String(value));
  fc.assert(
    fc.property(fc.maxSafeNat(), fc.nat(), (large, small) => {
      expect(written((sheet) => [large, small].forEach((value) => putNumber(sheet, value)))).toBe(`${large}${small}`);
    }),
    { seed: 1 },
  );
});

test('digits are filled up with zeros', () => {
  expect(written((sheet) => putDigits(sheet, 7, 4))).toBe('0007');
  expect(written((sheet) => putDigits(sheet, 123_456, 6))).toBe('123456');
});

test('instants are written as ISO-8601, across days and back', () => {
  const most = 253_402_300_799_999;
  for (const instant of [0, 1, 86_399_999, 86_400_000, 951_782_400_000, most, 59_999])
    expect(written((sheet) => putInstant(sheet, instant))).toBe(isoUtc(instant).slice(0, -1));
  fc.assert(
    fc.property(fc.integer({ min: 0, max: most }), (instant) => {
      expect(written((sheet) => putInstant(sheet, instant))).toBe(isoUtc(instant).slice(0, -1));
    }),
    { seed: 1 },
  );
});

test('four words are a UUID', () => {
  const words = Uint32Array.from([0x0123_4567, 0x89ab_cdef, 0xfedc_ba98, 0x7654_3210]);
  expect(written((sheet) => putUuid(sheet, words))).toBe('01234567-89ab-cdef-fedc-ba9876543210');
});

test('pieces and texts of any length follow each other, also where a slab ends', () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.oneof(
          fc.string({ unit: 'binary', maxLength: 60 }),
          fc.integer({ min: 0, max: 900_000 }).map((length) => 'x'.repeat(length)),
        ),
        { maxLength: 12 },
      ),
      (texts) => {
        const all = texts.map((text) => Buffer.from(text).toString('utf8'));
        const wrote = written((sheet) =>
          all.forEach((text, at) => (at % 2 === 0 ? put(sheet, Buffer.from(text)) : putText(sheet, text))),
        );
        expect(wrote === all.join('')).toBe(true);
      },
    ),
    { seed: 1, numRuns: 60 },
  );
});

test('what was closed stays as it is, and what was never closed is forgotten', () => {
  const first = openSheet();
  putText(first, 'one');
  const one = closeSheet(first);
  putText(openSheet(), 'broken off');
  const second = openSheet();
  putText(second, 'two');
  expect([Buffer.from(one).toString(), Buffer.from(closeSheet(second)).toString()]).toEqual(['one', 'two']);
});

test('what was written last can be taken back, and nothing else', () => {
  const write = (text: string): Uint8Array => {
    const sheet = openSheet();
    putText(sheet, text);
    return closeSheet(sheet);
  };
  const [first, second] = [write('first'), write('second')];
  takeBack(first);
  takeBack(Buffer.from('of nobody'));
  expect([first, second].map((bytes) => Buffer.from(bytes).toString())).toEqual(['first', 'second']);
  takeBack(second);
  const third = write('third');
  expect(third.byteOffset).toBe(second.byteOffset);
  expect(Buffer.from(first).toString()).toBe('first');
});
