/** Generates TypeScript types from the JSON Schema files, those that some file imports; with `--check` it only says whether they are fresh. */
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { compile, type JSONSchema } from 'json-schema-to-typescript';
import { filesFrom, localised, schemaDocument, type Reference } from '../kernel/schema-walk.ts';

const root = new URL('../../', import.meta.url);
const filesIn = (folder: string): readonly string[] =>
  readdirSync(new URL(folder, root), { recursive: true, encoding: 'utf8' }).map((name) => name.replaceAll('\\', '/'));

/** Which schema files make which file of types: a product's folder of schemas makes those of the product. */
export const generated = [
  { schemas: 'scenario.schema.json', types: 'src/generator/generated/types.ts' },
  { schemas: 'sim/fault.schema.json', types: 'src/sim/generated/types.ts' },
  { schemas: 'hunt/', types: 'src/hunt/generated/types.ts' },
  ...readdirSync(new URL('schemas/', root))
    .filter((name) => existsSync(new URL(`src/products/${name}/`, root)))
    .map((name) => ({ schemas: `${name}/`, types: `src/products/${name}/generated/types.ts` })),
];

const imported = /(?:import|export) type \{([^}]*)\}\s*from '(\.[^']*\/generated\/types\.ts)'/g;

/** Names that the repository imports, by the file of types that they come from. */
const wanted: ReadonlyMap<string, ReadonlySet<string>> = ['src/', 'test/'].reduce((names, folder) => {
  for (const path of filesIn(folder).filter((name) => /\.tsx?$/.test(name))) {
    const here = new URL(folder + path, 'file:///');
    for (const [, list = '', from = ''] of readFileSync(new URL(folder + path, root), 'utf8').matchAll(imported)) {
      const types = new URL(from, here).pathname.slice(1);
      const known = names.get(types) ?? new Set<string>();
      for (const name of list.split(',')) known.add(name.trim().split(' ')[0] ?? '');
      names.set(types, known);
    }
  }
  return names;
}, new Map<string, Set<string>>());

/** The text that a file of types should have. */
export async function typesText({ schemas, types }: (typeof generated)[number]): Promise<string> {
  const folder = new URL('schemas/', root);
  const files = schemas.endsWith('/')
    ? readdirSync(new URL(schemas, folder))
        .filter((name) => name.endsWith('.schema.json'))
        .sort()
        .map((name) => schemas + name)
    : [schemas];
  const definitions: Record<string, JSONSchema> = {};
  // What is named from another folder comes along.
  for (const file of filesFrom(files)) {
    const refer = (target: Reference): string => `#/$defs/${titleOf(target.file)}${target.pointer}`;
    definitions[titleOf(file)] = localised(schemaDocument(file), file, refer, (keyword) =>
      ['$id', '$schema', 'title', 'description'].includes(keyword),
    ) as JSONSchema;
  }
  const text = await compile(
    {
      title: '_All',
      $defs: definitions,
      anyOf: Object.keys(definitions).map((name) => ({ $ref: `#/$defs/${name}` })),
    } as JSONSchema,
    '_All',
    { bannerComment: '', additionalProperties: false, unreachableDefinitions: true, maxItems: 0, format: false },
  );
  return (
    '/** Generated from schemas/ by `npm run types`: what some file imports; do not edit. */\n\n' +
    reached(text, wanted.get(types) ?? new Set())
  );
}

/** The declarations of a text that the names need, without comments. */
function reached(text: string, names: ReadonlySet<string>): string {
  const declarations = text.replace(/^\s*\/\*\*[\s\S]*?\*\/\n/gm, '').split(/^(?=export )/m);
  const nameOf = (declaration: string): string => /^export (?:type|interface) (\w+)/.exec(declaration)?.[1] ?? '';
  const byName = new Map(declarations.map((declaration) => [nameOf(declaration), declaration]));
  const needed = new Set(names);
  for (const name of needed)
    for (const [word] of (byName.get(name) ?? '').matchAll(/\b[A-Z]\w*/g)) if (byName.has(word)) needed.add(word);
  return declarations.filter((declaration) => needed.has(nameOf(declaration))).join('');
}

const titleOf = (file: string): string =>
  (file.split('/').pop() ?? file)
    .replace('.schema.json', '')
    .split('-')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');

if (process.argv[1]?.endsWith('types.ts')) {
  for (const one of generated) {
    const text = await typesText(one);
    const path = new URL(one.types, root);
    if (!process.argv.includes('--check')) {
      mkdirSync(new URL('.', path), { recursive: true });
      writeFileSync(path, text);
    } else if (readFileSync(path, 'utf8') !== text) {
      console.error(`${one.types} is stale: run npm run types`);
      process.exitCode = 1;
    }
  }
}
