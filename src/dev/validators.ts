/** Validators built ahead: a module for each schema that requests are held against, and one for all that only answers are. */
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { transform } from 'esbuild';
import { gatheringErrors, makeCompiler } from '../kernel/compiler.ts';
import { answersModule, moduleNameOf, type Json } from '../kernel/schema.ts';
import { plugins } from '../products/index.ts';
import { bundle, common, small } from './bundles.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** What a schema says to its readers alone. */
const words = new Set(['title', 'description', 'examples', 'x-source', 'x-also', 'x-names', 'x-labels']);
/** Keywords whose members are names, and those that hold values. */
const named = new Set(['properties', 'patternProperties', '$defs', 'dependentSchemas']);
const values = new Set(['enum', 'const', 'default']);

/** A schema without words, which a validator would carry along. */
function bare(schema: Json): Json {
  if (Array.isArray(schema)) return schema.map(bare);
  if (schema === null || typeof schema !== 'object') return schema;
  return Object.fromEntries(
    Object.entries(schema).flatMap(([key, value]) => {
      if (words.has(key)) return [];
      if (values.has(key)) return [[key, value]];
      if (!named.has(key)) return [[key, bare(value)]];
      return [
        [key, Object.fromEntries(Object.entries(value as object).map(([name, one]) => [name, bare(one as Json)]))],
      ];
    }),
  );
}

/** Whether a server holds requests against a schema. All others are of the products' answers, which the suite reads, and then by many of them. */
function askedSchemas(): (path: string) => boolean {
  const rows = plugins.flatMap(({ tables }) => Object.values(tables).flatMap((table) => table.rows));
  const asked = new Set(rows.flatMap(({ query, body, params }) => [query, body, params]));
  return (path) => asked.has(path) || !plugins.some(({ name }) => path.startsWith(`${name}/`));
}

/** Where in a schema an error is from, which nobody reads and everybody would download. */
const schemaPaths = /(?<=instancePath:[^{}]*?,)schemaPath:"(?:[^"\\]|\\.)*",/g;

export async function buildValidators(made: string): Promise<void> {
  const folder = `${made}/validators`;
  mkdirSync(folder);
  const { default: standalone } = await import('ajv/dist/standalone/index.js');
  const { ajv, validatorOf } = makeCompiler(bare);
  const used = new Set<string>();
  const write = async (name: string, code: string): Promise<void> => {
    const { code: text } = await transform(gatheringErrors(code), { ...small, minify: true });
    const own = text
      .replaceAll(schemaPaths, '')
      .replaceAll(/require\("ajv\/dist\/runtime\/(\w+)"\)/g, (_, part: string) => {
        used.add(part);
        return `require("./ajv-${part}.cjs")`;
      });
    writeFileSync(`${folder}/${name}`, own);
  };
  const isAsked = askedSchemas();
  const schemas = readdirSync(`${root}schemas`, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.schema.json'))
    .map((file) => file.replaceAll('\\', '/'));
  for (const path of schemas) {
    const validator = validatorOf(path);
    if (isAsked(path)) await write(moduleNameOf(path), standalone.default(ajv, validator));
  }
  const answers = schemas.filter((path) => !isAsked(path));
  const together = Object.fromEntries(answers.map((path) => [path, `file:///${path}`]));
  await write(answersModule, standalone.default(ajv, together));
  for (const part of used) {
    const contents = `module.exports = require("ajv/dist/runtime/${part}");`;
    await bundle({ ...common, stdin: { contents, resolveDir: root }, outfile: `${folder}/ajv-${part}.cjs` });
  }
  await bundle({ ...common, entryPoints: [`${root}src/kernel/checks.ts`], outfile: `${made}/checks.cjs` });
  const contents = `module.exports = { ...require('ajv-formats/dist/formats').fullFormats, ...require('../checks.cjs').textFormats };`;
  await bundle({
    ...common,
    stdin: { contents, resolveDir: root },
    outfile: `${folder}/formats.cjs`,
    external: ['../checks.cjs'],
  });
}
