/** Generates TypeScript types from the JSON Schema files; with `--check` it only says whether they are fresh. */
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { compile, type JSONSchema } from 'json-schema-to-typescript';
import { filesFrom, localised, schemaDocument, type Reference } from '../kernel/schema-walk.ts';

const root = new URL('../../', import.meta.url);

/** Which schema files make which file of types; every file below a product's folder is gathered into one. */
export const generated: readonly { readonly schemas: string; readonly types: string }[] = [
  { schemas: 'scenario.schema.json', types: 'src/generator/generated/types.ts' },
  { schemas: 'argus/', types: 'src/products/argus/types.ts' },
  { schemas: 'usm/', types: 'src/products/usm/generated/types.ts' },
  { schemas: 'sim/fault.schema.json', types: 'src/sim/faults/types.ts' },
];

/** The text that `types` should have for its schemas. */
export async function typesOf(schemas: string): Promise<string> {
  const folder = new URL('schemas/', root);
  const files = schemas.endsWith('/')
    ? readdirSync(new URL(schemas, folder)).filter((name) => name.endsWith('.schema.json')).sort().map((name) => schemas + name)
    : [schemas];
  const definitions: Record<string, JSONSchema> = {};
  // What is named from another folder comes along.
  for (const file of filesFrom(files)) {
    const refer = (target: Reference): string => `#/$defs/${titleOf(target.file)}${target.pointer}`;
    definitions[titleOf(file)] = localised(schemaDocument(file), file, refer, (keyword) => ['$id', '$schema', 'title'].includes(keyword)) as JSONSchema;
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
