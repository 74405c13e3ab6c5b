/** A schema file and all that it names as one document, for making values up; members whose meaning goes beyond their schema are narrowed. */
import { referencesOf, schemaDocument, type Json } from '../../../kernel/schema.ts';

/** Schemas that stand in for members of a name, or for strings of a format. */
export type KnownValues = Readonly<Record<string, Json>>;

const nameOf = (file: string): string => file.replaceAll('/', '-');

/** The document; `grounds` by name of a member, `format:…` by format, `file#…` by what is referred to. */
export function fullRequest(path: string, knownValues: KnownValues): Json {
  const files = new Set<string>();
  const gather = (file: string): void => {
    if (files.has(file)) return;
    files.add(file);
    referencesOf(file).forEach(gather);
  };
  gather(path);
  const definitions = [...files].map(
    (file) => [nameOf(file), localised(schemaDocument(file), file, knownValues)] as const,
  );
  return { $ref: `#/$defs/${nameOf(path)}`, $defs: Object.fromEntries(definitions) };
}

const left = new Set(['$schema', '$id', 'format', 'description', 'title']);

function localised(value: Json, file: string, knownValues: KnownValues): Json {
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map((item: Json) => localised(item, file, knownValues));
  const schema = value as { readonly [keyword: string]: Json };
  const { format, $ref: reference } = schema;
  const byFormat = typeof format === 'string' ? knownValues[`format:${format}`] : undefined;
  if (byFormat !== undefined) return byFormat;
  if (typeof reference === 'string') return referred(reference, file, knownValues);
  const kept = Object.entries(schema).filter(([keyword, inner]) => !(left.has(keyword) && typeof inner === 'string'));
  return Object.fromEntries(
    kept.map(([keyword, inner]) => [
      keyword,
      keyword === 'properties' ? members(inner, file, knownValues) : localised(inner, file, knownValues),
    ]),
  );
}

function referred(reference: string, file: string, knownValues: KnownValues): Json {
  const target = new URL(reference, `file:///${file}`);
  const path = target.pathname.slice(1);
  return knownValues[`${path}${target.hash}`] ?? { $ref: `#/$defs/${nameOf(path)}${target.hash.slice(1)}` };
}

/** Members, each narrowed where its name says more than its schema; in a list that is said of the items. */
const members = (value: Json, file: string, knownValues: KnownValues): Json =>
  Object.fromEntries(
    Object.entries(value as { readonly [name: string]: Json }).map(([name, schema]) => {
      const ground = knownValues[name];
      if (ground === undefined) return [name, localised(schema, file, knownValues)];
      const own = schema as { readonly [keyword: string]: Json };
      const isOfItems = own['type'] === 'array' && !isListed(ground);
      return [name, isOfItems ? { ...(localised(schema, file, {}) as object), items: ground } : ground];
    }),
  );

const isListed = (ground: Json): boolean => (ground as { readonly [keyword: string]: Json })['type'] === 'array';
