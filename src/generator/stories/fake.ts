/** Properties that carry no meaning: made by json-schema-faker from the schema that a step gives, the same for a seed. */
import type * as Faker from 'json-schema-faker';
import { latePackage } from '../../kernel/late-packages.ts';
import type { Stream } from '../../kernel/random.ts';

type Json = Parameters<typeof Faker.generateSync>[0];

const most = 2000;
const longest = 32_768;

/** `note.text`, or `note.f[1-300]` for as many keys. */
function keysOf(pattern: string): readonly string[] {
  const [, stem = pattern, first, last] = /^(.*)\[(\d+)-(\d+)\]$/.exec(pattern) ?? [];
  if (first === undefined || last === undefined) return [stem];
  const [from, to] = [Number(first), Number(last)];
  if (to < from || to - from >= most)
    throw new Error(`must count from a number to one less than ${most} above: ${pattern}`);
  return Array.from({ length: to - from + 1 }, (_, at) => `${stem}${from + at}`);
}

/**
 * Property keys to values, each made from the JSON Schema that stands for it and from the stream of its name.
 * A list becomes several values, anything else that is no text becomes JSON. Throws Error, one sentence, for what cannot be made.
 */
export function fakeProperties(
  schemas: Readonly<Record<string, object>>,
  streamOf: (key: string) => Stream,
): Readonly<Record<string, readonly string[]>> {
  const { generateSync } = latePackage('json-schema-faker');
  const made: Record<string, readonly string[]> = {};
  for (const [pattern, schema] of Object.entries(schemas)) {
    for (const key of keysOf(pattern)) {
      const value = generateSync(schema as Json, { seed: streamOf(key).word(), optionalsProbability: 1 });
      const values = (Array.isArray(value) ? value : [value]).map(textOf);
      if (values.length === 0) throw new Error(`makes no value for ${key}`);
      made[key] = values;
    }
  }
  if (Object.keys(made).length > most) throw new Error(`makes more than ${most} properties`);
  return made;
}

function textOf(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  if (text.length > longest) throw new Error(`makes a value of ${text.length} characters, more than ${longest}`);
  return text.replace(/[\p{Cc}\p{Cs}]/gu, ' ');
}
