/** Generates TypeScript types from the JSON Schema files; with `--check` it only says whether they are fresh. */
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { compile, type JSONSchema } from 'json-schema-to-typescript';
import { referencesOf } from '../kernel/schema.ts';

const root = new URL('../../', import.meta.url);

/** Which schema files make which file of types; every file below a product's folder is gathered into one. */
export const generated: readonly { readonly schemas: string; readonly types: string }[] = [
  { schemas: 'scenario.schema.json', types: 'src/generator/scenario.types.ts' },
  { schemas: 'argus/', types: 'src/products/argus/types.ts' },
  { schemas: 'usm/', types: 'src/products/usm/types.ts' },
  { schemas: 'sim/fault.schema.json', types: 'src/sim/faults/types.ts' },
];

/** The text that `types` should have for its schemas. */
export async function typesOf(schemas: string): Promise<string> {
  const folder = new URL('schemas/', root);
  const files = schemas.endsWith('/')
    ? readdirSync(new URL(schemas, folder)).filter((name) => name.endsWith('.schema.json')).sort().map((name) => schemas + name)
    : [schemas];
  const definitions: Record<string, JSONSchema> = {};
  // What is named from another folder comes along; a set is walked to its end while it grows.
  const all = new Set(files);
  for (const file of all) {
    for (const named of referencesOf(file)) all.add(named);
    const document = JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as JSONSchema;
    definitions[titleOf(file)] = gathered(document, file) as JSONSchema;
  }
  const text = await compile(
    { title: '_All', $defs: definitions, anyOf: Object.keys(definitions).map((name) => ({ $ref: `#/$defs/${name}` })) } as JSONSchema,
    '_All',
    { bannerComment: '/** Generated from schemas/ by `npm run types`; do not edit. */', additionalProperties: false, unreachableDefinitions: true, maxItems: 0, format: false },
  );
  return text.replace(/export type _All =.*\n/, '');
}

const titleOf = (file: string): string =>
  (file.split('/').pop() ?? file).replace('.schema.json', '').split('-').map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');

/** References between files become references between the gathered definitions. */
function gathered(value: unknown, file: string): unknown {
  if (Array.isArray(value)) return value.map((item) => gathered(item, file));
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value).filter(([key]) => !['$id', '$schema', 'title'].includes(key) || typeof (value as Record<string, unknown>)[key] !== 'string');
  return Object.fromEntries(
    entries.map(([key, member]) => [key, key === '$ref' && typeof member === 'string' ? referenceIn(member, file) : gathered(member, file)]),
  );
}

function referenceIn(reference: string, file: string): string {
  const [target = '', pointer = ''] = reference.split('#');
  const name = titleOf(target === '' ? file : target);
  return `#/$defs/${name}${pointer}`;
}

if (process.argv[1]?.endsWith('types.ts')) {
  for (const { schemas, types } of generated) {
    const text = await typesOf(schemas);
    const path = new URL(types, root);
    if (!process.argv.includes('--check')) writeFileSync(path, text);
    else if (readFileSync(path, 'utf8') !== text) {
      console.error(`${types} is stale: run npm run types`);
      process.exitCode = 1;
    }
  }
}
