/** JSON Schema files: found by path, compiled by Ajv on first use, never at import. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import type { ValidateFunction } from 'ajv';
import { parseRange, widthOf } from './net.ts';
import { packageRoot } from './package.ts';

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** A place inside a JSON value, and what is wrong there. */
export interface Violation {
  readonly path: readonly (string | number)[];
  readonly keyword: string;
  readonly message: string;
}

const root = new URL('schemas/', packageRoot);
const load = createRequire(import.meta.url);
const documents = new Map<string, Json>();
const validators = new Map<string, ValidateFunction>();
let compiler: import('ajv').default | undefined;

/** Reads `schemas/<path>`; the file's own `$id` is its path. */
export function schemaDocument(path: string): Json {
  const known = documents.get(path);
  if (known !== undefined) return known;
  const document = JSON.parse(readFileSync(fileURLToPath(new URL(path, root)), 'utf8')) as Json;
  documents.set(path, document);
  return document;
}

/** The schemas that this one names by `$ref`, as paths below `schemas/`. */
export function referencesOf(path: string): readonly string[] {
  const found = new Set<string>();
  const visit = (value: Json): void => {
    if (value === null || typeof value !== 'object') return;
    if (Array.isArray(value)) return value.forEach(visit);
    for (const [key, member] of Object.entries(value)) {
      if (key === '$ref' && typeof member === 'string' && !member.startsWith('#')) {
        found.add(new URL(member, `file:///${path}`).pathname.slice(1));
      } else visit(member);
    }
  };
  visit(schemaDocument(path));
  return [...found];
}

function ajv(): import('ajv').default {
  if (compiler !== undefined) return compiler;
  const { Ajv2020 } = load('ajv/dist/2020.js') as typeof import('ajv/dist/2020.js');
  const formats = (load('ajv-formats') as typeof import('ajv-formats')).default as unknown as (ajv: object) => void;
  compiler = new Ajv2020({ allErrors: true, strict: true, strictRequired: false, allowUnionTypes: true });
  formats(compiler);
  // Ajv compares every pair of a list; a list of a million would keep the server for half an hour.
  compiler.removeKeyword('uniqueItems');
  compiler.addKeyword({
    keyword: 'uniqueItems',
    type: 'array',
    schemaType: 'boolean',
    error: { message: 'must not have duplicate items' },
    validate: (wanted: boolean, items: readonly Json[]) =>
      !wanted || new Set(items.map((item) => JSON.stringify(item))).size === items.length,
  });
  compiler.addFormat('network', (text: string) => text.includes('/') && parseRange(text) !== null);
  compiler.addFormat('address', (text: string) => {
    const range = parseRange(text);
    return range !== null && range.bits === widthOf(range.version) && !text.includes('/');
  });
  compiler.addFormat('range', (text: string) => parseRange(text) !== null);
  return compiler;
}

function register(path: string): void {
  if (ajv().getSchema(`file:///${path}`) !== undefined || registered.has(path)) return;
  registered.add(path);
  ajv().addSchema(schemaDocument(path) as object, `file:///${path}`);
  for (const reference of referencesOf(path)) register(reference);
}
const registered = new Set<string>();

function validatorOf(path: string): ValidateFunction {
  const known = validators.get(path);
  if (known !== undefined) return known;
  register(path);
  const validate = ajv().getSchema(`file:///${path}`);
  if (validate === undefined) throw new Error(`no schema at ${path}`);
  validators.set(path, validate);
  return validate;
}

/** Checks a value against a schema file and reports all that is wrong, in document order; empty when valid. */
export function violations(path: string, value: unknown): readonly Violation[] {
  const validate = validatorOf(path);
  if (validate(value)) return [];
  return (validate.errors ?? []).map((error) => {
    const place = pointer(error.instancePath);
    const child =
      error.params['missingProperty'] ?? error.params['additionalProperty'] ?? error.params['unevaluatedProperty'];
    return {
      path: typeof child === 'string' ? [...place, child] : place,
      keyword: error.keyword,
      message: error.message ?? 'is invalid',
    };
  });
}

const pointer = (text: string): readonly (string | number)[] =>
  text
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    .map((part) => (/^\d+$/.test(part) ? Number(part) : part));
