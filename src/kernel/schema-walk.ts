/** JSON Schema files as one walks them: read once, references followed, each schema with the file that its own references are relative to. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { packageRoot } from './package.ts';

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
export type Schema = { readonly [keyword: string]: Json };

/** A schema with the file that it stands in. */
export interface Node {
  readonly file: string;
  readonly schema: Schema;
}

const root = new URL('schemas/', packageRoot);
const folders = new Map<string, URL>();
const documents = new Map<string, Json>();

/** Says where the schemas are of a product that does not come with the package; their paths begin with its name. */
export const addSchemaFolder = (name: string, folder: URL): void => void folders.set(name, folder);

function urlOf(path: string): URL {
  const [name = ''] = path.split('/');
  const folder = folders.get(name);
  return folder === undefined ? new URL(path, root) : new URL(path.slice(name.length + 1), folder);
}

/** Reads `schemas/<path>`; the file's own `$id` is its path. */
export function schemaDocument(path: string): Json {
  const known = documents.get(path);
  if (known !== undefined) return known;
  const document = JSON.parse(readFileSync(fileURLToPath(urlOf(path)), 'utf8')) as Json;
  documents.set(path, document);
  return document;
}

/** Where a `$ref` leads; the pointer, such as `/$defs/time`, is empty for a whole file. */
export interface Reference {
  readonly file: string;
  readonly pointer: string;
}

/** What a `$ref` in a file says. */
export function targetOf(reference: string, file: string): Reference {
  const { pathname, hash } = new URL(reference, `file:///${file}`);
  return { file: pathname.slice(1), pointer: hash.slice(1) };
}

/** The files, all that they name, and so on; each once. */
export function filesFrom(paths: readonly string[]): readonly string[] {
  const all = new Set(paths);
  for (const path of all) for (const named of referencesOf(path)) all.add(named);
  return [...all];
}

/** The schemas that this one names by `$ref`, as paths below `schemas/`. */
export function referencesOf(path: string): readonly string[] {
  const found = new Set<string>();
  const visit = (value: Json): void => {
    if (value === null || typeof value !== 'object') return;
    if (Array.isArray(value)) return value.forEach(visit);
    for (const [key, member] of Object.entries(value)) {
      if (key !== '$ref' || typeof member !== 'string') visit(member);
      else if (!member.startsWith('#')) found.add(targetOf(member, path).file);
    }
  };
  visit(schemaDocument(path));
  return [...found];
}

/** A copy of a schema of a file, with references as `refer` words them and without keywords of text that `isLeft` names. */
export function localised(
  value: Json,
  file: string,
  refer: (target: Reference) => string,
  isLeft: (keyword: string) => boolean,
): Json {
  if (!isSchema(value))
    return Array.isArray(value) ? value.map((item: Json) => localised(item, file, refer, isLeft)) : value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([keyword, inner]) => typeof inner !== 'string' || !isLeft(keyword))
      .map(([keyword, inner]) => [
        keyword,
        keyword === '$ref' && typeof inner === 'string'
          ? refer(targetOf(inner, file))
          : localised(inner, file, refer, isLeft),
      ]),
  );
}

const isSchema = (value: Json | undefined): value is Schema =>
  value !== null && typeof value === 'object' && !Array.isArray(value);

/** The schema of a whole file, such as `argus/aggregated-criteria.schema.json`. */
export const rootOf = (file: string): Node => resolved(file, schemaDocument(file));

/** A schema with its reference, if it has one, replaced by what it names; keywords beside the reference add to it. */
export function resolved(file: string, schema: Json | undefined): Node {
  if (!isSchema(schema)) return { file, schema: {} };
  const known = nodes.get(schema) ?? follow(file, schema);
  nodes.set(schema, known);
  return known;
}

/** Every schema stands in one file, and is walked again and again. */
const nodes = new WeakMap<Schema, Node>();

function follow(file: string, schema: Schema): Node {
  const { $ref: reference, ...own } = schema;
  if (typeof reference !== 'string') return { file, schema };
  const target = targetOf(reference, file);
  const named = target.pointer
    .split('/')
    .slice(1)
    .reduce<Json | undefined>((at, part) => (isSchema(at) ? at[part] : undefined), schemaDocument(target.file));
  const meant = resolved(target.file, named);
  return { file: meant.file, schema: { ...meant.schema, ...own } };
}

/** Members that an object may have, by name. */
export function schemaMembers({ file, schema }: Node): readonly (readonly [string, Node])[] {
  const { properties } = schema;
  return isSchema(properties)
    ? Object.entries(properties).map(([name, member]) => [name, resolved(file, member)] as const)
    : [];
}

export const itemsOf = ({ file, schema }: Node): Node => resolved(file, schema['items']);

/** The alternatives of `anyOf`; the schema alone where it has none. */
export function alternativesOf(node: Node): readonly Node[] {
  const { anyOf } = node.schema;
  return Array.isArray(anyOf) ? anyOf.map((one: Json) => resolved(node.file, one)) : [node];
}

export function typesOf({ schema }: Node): readonly string[] {
  const { type } = schema;
  if (typeof type === 'string') return [type];
  return Array.isArray(type) ? (type as readonly string[]) : [];
}

export const requiredOf = ({ schema }: Node): readonly string[] => (schema['required'] ?? []) as readonly string[];

/** A keyword that holds a number; undefined when it is not said. */
export const numberOf = ({ schema }: Node, keyword: string): number | undefined =>
  typeof schema[keyword] === 'number' ? schema[keyword] : undefined;
