/** Schemas as one walks them: references followed, each with the file that its own references are relative to. */
import { schemaDocument, type Json } from '../../../kernel/schema.ts';

export type Schema = { readonly [keyword: string]: Json };

export interface Node {
  readonly file: string;
  readonly schema: Schema;
}

const isSchema = (value: Json | undefined): value is Schema =>
  value !== null && typeof value === 'object' && !Array.isArray(value);

/** The schema of a whole file, such as `argus/aggregated-criteria.schema.json`. */
export const rootOf = (file: string): Node => resolved(file, schemaDocument(file));

/** A schema with its reference, if it has one, replaced by what it names; keywords beside the reference add to it. */
export function resolved(file: string, schema: Json | undefined): Node {
  if (!isSchema(schema)) return { file, schema: {} };
  const known = found.get(schema) ?? follow(file, schema);
  found.set(schema, known);
  return known;
}

/** Every schema stands in one file, and is walked for every answer. */
const found = new WeakMap<Schema, Node>();

function follow(file: string, schema: Schema): Node {
  const { $ref: reference, ...own } = schema;
  if (typeof reference !== 'string') return { file, schema };
  const [path = '', pointer = ''] = reference.split('#');
  const target = path === '' ? file : new URL(path, `file:///${file}`).pathname.slice(1);
  const named = pointer
    .split('/')
    .slice(1)
    .reduce<Json | undefined>((at, part) => (isSchema(at) ? at[part] : undefined), schemaDocument(target));
  const meant = resolved(target, named);
  return { file: meant.file, schema: { ...meant.schema, ...own } };
}

/** Members that an object may have, by name. */
export function membersOf({ file, schema }: Node): readonly (readonly [string, Node])[] {
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
