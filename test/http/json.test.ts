/** Long JSON in pieces is what it is as a whole, right or wrong. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseJson, parsingJson } from '../../src/http/json.ts';
import { finished, pieceOfWork } from '../../src/kernel/slices.ts';

const depth = 64;

/** What comes of a text, or what is said of it. */
const outcomeOf = (read: (text: string) => unknown, text: string): unknown => {
  try {
    return { value: read(text) };
  } catch (error) {
    if (error instanceof SyntaxError) return { error: error.message };
    throw error;
  }
};

const inPieces = (text: string): unknown => outcomeOf((all) => finished(parsingJson(all, depth)), text);
const asWhole = (text: string): unknown => outcomeOf((all) => parseJson(all, depth), text);

/** As many of an item as make a text of moderate size: lists of lists of long texts would pass what a text can hold. */
function manyOf(item: unknown, many: number): unknown[] {
  const most = Math.floor(400_000 / JSON.stringify(item).length);
  return Array<unknown>(Math.max(1, Math.min(many, most))).fill(item);
}

/** Values with whatever names and texts, of which some are long. */
const { value: anyValue } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom(null, true, 0, -1.5e-7, '', '[', '{"', '\\', '\ud83d\ude00', '"'.repeat(9)),
    fc.string({ unit: 'binary' }),
    fc.integer({ min: 1, max: 6 }).map((times) => 'long "text", '.repeat(times * 900)),
    fc.array(tie('value'), { maxLength: 6 }),
    fc.dictionary(fc.constantFrom('a', 'b', '1', '', '__proto__', 'constructor', '"', 'é'), tie('value')),
    fc.tuple(tie('value'), fc.integer({ min: 1, max: 30 })).map(([item, many]) => manyOf(item, many)),
  ),
}));

/** Texts of moderate size. */
const anyText = fc
  .tuple(anyValue, fc.constantFrom(undefined, 1))
  .map(([value, spaces]) => JSON.stringify(value, null, spaces))
  .filter((text) => text.length < 3_000_000);

describe('a long text', () => {
  test('is read in pieces as it is as a whole', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(inPieces(text)).toEqual(asWhole(text));
      }),
      { numRuns: 150 },
    );
  });

  test('is refused where it is refused as a whole: a character is missing, doubled or another one', () => {
    const places = fc.tuple(
      anyText,
      fc.nat(),
      fc.constantFrom('', ',', '[', ']', '{', '}', '"', ':', '1', '-', ' ', 'null'),
    );
    fc.assert(
      fc.property(places, fc.boolean(), ([text, at, instead], isInserted) => {
        const place = at % (text.length + 1);
        const changed = text.slice(0, place) + instead + text.slice(isInserted ? place : place + 1);
        expect(inPieces(changed)).toEqual(asWhole(changed));
      }),
      { numRuns: 400 },
    );
  });

  const long = JSON.stringify(Array.from({ length: 9000 }, (_, id) => ({ id })));
  test.each([
    ['what follows', `${long} x`],
    ['two values', `${long}${long}`],
    ['a comma before the end', `{"a":${long},}`],
    ['two commas', `[${long},,1]`],
    ['no comma', `[${long} 1]`],
    ['what stands before', `[-${long}]`],
    ['a number before', `[1${long}]`],
    ['a member without a name', `{${long}}`],
    ['a name without its value', `{"a":${long},"b"}`],
    ['the other bracket', `{"a":${long}]`],
    ['an end that is missing', `{"a":${long}`],
    ['a list too deep', `${'['.repeat(70)}${long}${']'.repeat(70)}`],
  ])('is refused with the same words: %s', (_, text) => {
    expect(asWhole(text)).toHaveProperty('error');
    expect(inPieces(text)).toEqual(asWhole(text));
  });

  test.each([
    ['the last of a name counts, also where it is null', `{"a":${long},"b":${long},"a":null,"b":[1]}`],
    ['a name in another writing', `{"\\u0061":${long},"a":[2]}`],
    ['a name of half a character', `{"\\ud800":${long},"b":["\\udc00"]}`],
    ['__proto__ is a name', `{"__proto__":${long},"constructor":${long}}`],
    ['nulls in lists stay', `[null,${long},null]`],
  ])('%s', (_, text) => {
    expect(asWhole(text)).toHaveProperty('value');
    expect(inPieces(text)).toEqual(asWhole(text));
  });

  test('is read in pieces of some length, whether in one list, in many, or deep', () => {
    const deep = `${'{"a":['.repeat(20)}${long}${']}'.repeat(20)}`;
    for (const text of [
      long,
      `{"a":1,"b":${long}}`,
      `[${Array(40)
        .fill(long.slice(0, 2000).replace(/,[^,]*$/, ']'))
        .join()}]`,
      deep,
    ]) {
      const steps = [...parsingJson(text, depth)];
      expect(steps.length).toBeGreaterThan(text.length / 70_000);
      expect(Math.max(...steps)).toBe(pieceOfWork);
    }
  });
});
