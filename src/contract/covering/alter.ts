/** Values that are nearly another, or nobody's. */
import type { Json } from '../../kernel/schema.ts';

/** Texts that a careless comparison takes for the one given, by what they are. */
export const alteredTexts = [
  ['a shorter value', (text: string): readonly string[] => (text.length > 2 ? [text.slice(0, -1)] : [])],
  ['a longer value', (text: string): readonly string[] => [`${text}x`, `x${text}`]],
  ['a part of a name', (text: string): readonly string[] => inner(text)],
  ['another normal form', (text: string): readonly string[] => normalForms(text)],
] as const;

/** Half a character, names of what every object has, texts beyond the basic plane, long ones, or nothing to see. */
export const hostileTexts = ['\ud83d', '__proto__', '\u{1f512}\u{10ffff}', 'constructor', 'x'.repeat(60), '\u0000'];

/** The domain above a domain, the second of several words, or all but the first letter. */
function inner(text: string): readonly string[] {
  const patterns = [/^[^.\s]+\.([^\s]+\.[^\s]+)$/, /^\S+ (.+)$/, /^(.+) \S+$/];
  const parts = patterns.flatMap((pattern) => pattern.exec(text)?.[1] ?? []);
  return parts.length > 0 || text.length < 3 ? parts : [text.slice(1)];
}

/** The same text in other normal forms, without its accents, and with a letter that only compatibility makes the same. */
function normalForms(text: string): readonly string[] {
  const wide = text.replace(/[!-~]/, (letter) => String.fromCodePoint((letter.codePointAt(0) ?? 0) + 0xfee0));
  const bare = text.normalize('NFD').replaceAll(/\p{M}/gu, '');
  return [text.normalize('NFD'), text.normalize('NFC'), bare, wide].filter((other) => other !== text);
}

/** The same text with its letters of ASCII in the other case. */
export function inOtherCase(text: string): readonly string[] {
  const swapped = text.replace(/[A-Za-z]/g, (letter) =>
    letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase(),
  );
  return swapped === text ? [] : [swapped];
}

/** Values of the kind of others that are none of them: names of the schema that do not occur, numbers, names, addresses; some will not be admitted. */
export function absentValues(values: readonly Json[], named: readonly Json[]): readonly Json[] {
  const known = new Set(values.map((value) => String(value)));
  const numbers = values.filter((value) => typeof value === 'number');
  const texts = values.filter((value) => typeof value === 'string');
  const some = Array.from({ length: 10 }, (_, at) => at);
  const truths = texts.some((text) => /^(?:true|false)$/.test(text)) ? ['true', 'false'] : [];
  const counted = numbers.length > 0 ? some.map((at) => Math.max(...numbers) + 1_000_003 + at) : [];
  const near = texts.length > 0 ? [`${texts[0]} of nobody`, ...some.map((at) => `nobody${at}`)] : [];
  const wired = texts.length > 0 ? some.flatMap((at) => [`203.0.113.${240 + at}`, `${60_001 + at}`]) : [];
  const others = numbers.length > 0 ? some.map((at) => 60_001 + at) : [];
  return [...named, ...truths, ...counted, ...near, ...wired, ...others, 'ZZ', 'QQ'].filter(
    (value) => !known.has(String(value)),
  );
}
