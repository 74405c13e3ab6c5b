/** Compiles schema files to validators by Ajv, which is loaded only when somebody compiles. */
import { createRequire } from 'node:module';
import type { Ajv, KeywordCxt, ValidateFunction } from 'ajv';
import { areUnique, textFormats } from './checks.ts';
import { filesFrom, schemaDocument, type Json } from './schema-walk.ts';

const load = createRequire(import.meta.url);

export interface Compiler {
  /** The validator of a schema file. */
  readonly validatorOf: (path: string) => ValidateFunction;
  /** What it compiles with, for the build. */
  readonly ajv: Ajv;
}

/**
 * Ajv copies all errors so far for each item that a reference judges: a list of 10,000 wrong ones would keep the server for
 * five seconds. Here they are added to those there are.
 */
export const gatheringErrors = (code: string): string =>
  code.replaceAll(/(\w+)\.concat\(([\w.]+\.errors)\)/g, '($2.forEach((one)=>$1.push(one)),$1)');

/** Makes a compiler. For the build it keeps the source, and takes of each schema what `bare` leaves of it. */
export function makeCompiler(bare: ((schema: Json) => Json) | null = null): Compiler {
  const { _ } = load('ajv') as typeof import('ajv');
  const { Ajv2020 } = load('ajv/dist/2020.js') as typeof import('ajv/dist/2020.js');
  const addFormats = (load('ajv-formats') as typeof import('ajv-formats')).default as unknown as (ajv: object) => void;
  const ajv = new Ajv2020({
    allErrors: true,
    strict: true,
    strictRequired: false,
    allowUnionTypes: true,
    inlineRefs: bare === null,
    code: bare !== null ? { source: true, formats: _`require("./formats.cjs")` } : { process: gatheringErrors },
  });
  addFormats(ajv);
  // Marks for readers of schemas, which judge nothing.
  ajv.addVocabulary([
    'x-also',
    'x-names',
    'x-labels',
    'x-roles',
    'x-assess',
    'x-bare',
    'x-sent',
    'x-source',
    'x-credential',
    'x-volatile',
  ]);
  for (const [name, check] of Object.entries(textFormats)) ajv.addFormat(name, check);
  ajv.removeKeyword('uniqueItems');
  ajv.addKeyword({
    keyword: 'uniqueItems',
    type: 'array',
    schemaType: 'boolean',
    error: { message: 'must not have duplicate items' },
    code: (context: KeywordCxt) => {
      if (context.schema !== true) return;
      const code = _`require("../checks.cjs").areUnique`;
      const check = context.gen.scopeValue('func', { ref: areUnique, code });
      context.fail(_`!${check}(${context.data})`);
    },
  });
  const registered = new Set<string>();
  const validatorOf = (path: string): ValidateFunction => {
    for (const file of filesFrom([path])) {
      if (!registered.has(file))
        ajv.addSchema((bare?.(schemaDocument(file)) ?? schemaDocument(file)) as object, `file:///${file}`);
      registered.add(file);
    }
    const validate = ajv.getSchema(`file:///${path}`);
    if (validate === undefined) throw new Error(`no schema at ${path}`);
    return validate;
  };
  return { validatorOf, ajv };
}
