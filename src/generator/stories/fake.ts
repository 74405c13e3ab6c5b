/** Properties that carry no meaning: made by json-schema-faker from the schema that a step gives, the same for a seed. */
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import type * as Faker from 'json-schema-faker';
import type { Stream } from '../../kernel/random.ts';

type Json = Parameters<typeof Faker.generateSync>[0];

const load = createRequire(import.meta.url);
let faker: typeof Faker | undefined;

/** Loaded when a story first asks for it. The package exports modules only, which `require` finds by file alone. */
function fakerOf(): typeof Faker {
  faker ??= load(fileURLToPath(import.meta.resolve('json-schema-faker'))) as typeof Faker;
  return faker;
}

const propertyKey = /^[a-z0-9_]+(\.[a-z0-9_]+)+$/;
const most = 2000;
const longest = 32_768;

/**
 * Property keys to values, as the schema asks. Values that are no text become JSON; lists become several values.
 * Throws Error, one sentence, where the schema does not describe such an object.
 */
export function fakeProperties(schema: object, chance: Stream): Readonly<Record<string, readonly string[]>> {
  const made = fakerOf().generateSync(schema as Json, { seed: chance.word(), optionalsProbability: 1 });
  if (made === null || typeof made !== 'object' || Array.isArray(made)) throw new Error('must describe an object');
  const entries = Object.entries(made);
  if (entries.length > most) throw new Error(`makes ${entries.length} properties, more than ${most}`);
  return Object.fromEntries(
    entries.map(([key, value]) => {
      if (!propertyKey.test(key))
        throw new Error(`makes a property "${key.slice(0, 60)}", which is not like agent.name`);
      const values = (Array.isArray(value) ? value : [value]).map(textOf);
      if (values.length === 0) throw new Error(`makes no value for ${key}`);
      return [key, values];
    }),
  );
}

function textOf(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  if (text.length > longest) throw new Error(`makes a value of ${text.length} characters, more than ${longest}`);
  return text.replace(/[\p{Cc}\p{Cs}]/gu, ' ');
}
