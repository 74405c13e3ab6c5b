/** Members of an operation's request that are taken and change nothing here, as their own descriptions say. */
import type { Endpoint } from '../../http/endpoint.ts';
import { schemaDocument, targetOf, type Json } from '../../kernel/schema-walk.ts';

const says = /\b(?:changes? nothing|no effect|(?:read|taken) and ignored|never waits)\b/i;

/** By name, in the order of the schemas; those within others, such as sub-criteria, once. */
export function withoutEffect({ params, query, body }: Pick<Endpoint, 'params' | 'query' | 'body'>): readonly string[] {
  const found = new Set<string>();
  const seen = new Set<Json>();
  const visit = (schema: Json, file: string): void => {
    if (schema === null || typeof schema !== 'object' || seen.has(schema)) return;
    seen.add(schema);
    if (Array.isArray(schema)) return schema.forEach((one: Json) => visit(one, file));
    for (const [keyword, value] of Object.entries(schema)) {
      if (keyword === '$ref' && typeof value === 'string') {
        const { file: other, pointer } = targetOf(value, file);
        visit(at(schemaDocument(other), pointer), other);
      } else if (keyword === 'properties') membersOf(value).forEach(([name, one]) => member(name, one, file));
      else visit(value, file);
    }
  };
  const member = (name: string, schema: Json, file: string): void => {
    const description = membersOf(schema).find(([keyword]) => keyword === 'description')?.[1];
    if (typeof description === 'string' && says.test(description)) found.add(name);
    visit(schema, file);
  };
  for (const file of [params, query, body]) if (file !== null) visit(schemaDocument(file), file);
  return [...found];
}

const membersOf = (value: Json): readonly (readonly [string, Json])[] =>
  value !== null && typeof value === 'object' && !Array.isArray(value) ? Object.entries(value) : [];

/** What a pointer such as `/$defs/time` leads to. */
const at = (document: Json, pointer: string): Json =>
  pointer
    .split('/')
    .filter((part) => part !== '')
    .reduce<Json>((value, part) => Object.fromEntries(membersOf(value))[part] ?? null, document);
