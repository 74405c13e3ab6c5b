/** Validation of a request against the schemas of its row; everything wrong is found at once. */
import { schemaDocument, violations } from '../kernel/schema.ts';
import type { Endpoint } from './endpoint.ts';
import type { Problem } from './product.ts';

/** All that is wrong with path parameters, query and body, in that order. */
export const problemsOf = (
  endpoint: Endpoint,
  given: { readonly params: unknown; readonly query: unknown; readonly body: unknown },
): readonly Problem[] =>
  (['params', 'query', 'body'] as const).flatMap((where) => {
    const schema = endpoint[where];
    if (schema === null) return [];
    const value = given[where];
    return violations(schema, value).map((violation) => ({
      where,
      ...violation,
      value: valueAt(value, violation.path),
    }));
  });

const valueAt = (value: unknown, path: readonly (string | number)[]): unknown =>
  path.reduce<unknown>(
    (at, part) => (at !== null && typeof at === 'object' ? (at as Record<string | number, unknown>)[part] : undefined),
    value,
  );

/** Query parameters that the schema names: a list where it says array, else the one value; repeated scalars stay a list and fail. */
export function parseQuery(search: string, schema: string | null): Record<string, string | string[]> {
  const query: Record<string, string | string[]> = {};
  if (schema === null || search === '') return query;
  const { properties } = schemaDocument(schema) as { properties: Record<string, { type?: string }> };
  const given = new URLSearchParams(search);
  for (const [name, property] of Object.entries(properties)) {
    const values = given.getAll(name);
    const [first] = values;
    if (first === undefined) continue;
    query[name] = property.type === 'array' || values.length > 1 ? values : first;
  }
  return query;
}
