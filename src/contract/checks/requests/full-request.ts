/** A schema file and all that it names as one document, for making values up; members whose meaning goes beyond their schema are narrowed. */
import type { KnownValues } from '../../terms/facts.ts';
import { filesFrom, schemaDocument, targetOf, type Json, type Schema } from '../../../kernel/schema-walk.ts';

const nameOf = (file: string): string => file.replaceAll('/', '-');

/** The document; `knownValues` by name of a member (`file/name` in one file), `format:…` by format, `file#…` by what is referred to. */
export function fullRequest(path: string, knownValues: KnownValues): Json {
  const definitions = filesFrom([path]).map(
    (file) => [nameOf(file), narrowed(schemaDocument(file), file, knownValues)] as const,
  );
  return { $ref: `#/$defs/${nameOf(path)}`, $defs: Object.fromEntries(definitions) };
}

const left = new Set(['$schema', '$id', 'format', 'description', 'title']);

function narrowed(value: Json, file: string, knownValues: KnownValues): Json {
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map((item: Json) => narrowed(item, file, knownValues));
  const schema = value as Schema;
  const { format, $ref: reference } = schema;
  const byFormat = typeof format === 'string' ? knownValues[`format:${format}`] : undefined;
  if (byFormat !== undefined) return byFormat;
  if (typeof reference === 'string') {
    const target = targetOf(reference, file);
    const hash = target.pointer === '' ? '' : `#${target.pointer}`;
    return knownValues[`${target.file}${hash}`] ?? { $ref: `#/$defs/${nameOf(target.file)}${target.pointer}` };
  }
  const kept = Object.entries(schema).filter(([keyword, inner]) => !(left.has(keyword) && typeof inner === 'string'));
  return Object.fromEntries(
    kept.map(([keyword, inner]) => [
      keyword,
      keyword === 'properties' ? members(inner as Schema, file, knownValues) : narrowed(inner, file, knownValues),
    ]),
  );
}

/** Members, each narrowed where its name says more than its schema; in a list that is said of the items. */
const members = (properties: Schema, file: string, knownValues: KnownValues): Json =>
  Object.fromEntries(
    Object.entries(properties).map(([name, schema]) => {
      const known = (knownValues[`${file}/${name}`] ?? knownValues[name]) as Schema | undefined;
      if (known === undefined) return [name, narrowed(schema, file, knownValues)];
      const isOfItems = (schema as Schema)['type'] === 'array' && known['type'] !== 'array';
      return [name, isOfItems ? { ...(narrowed(schema, file, {}) as object), items: known } : known];
    }),
  );
