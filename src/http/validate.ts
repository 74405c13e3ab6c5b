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
    const excess = excessIn(value);
    if (excess !== null) return [{ where, path: excess, keyword: 'maxItems', message: 'is too long', value: null }];
    return violations(schema, value).map((violation) => ({
      where,
      ...violation,
      value: valueAt(value, violation.path),
    }));
  });

/** The longest list that any endpoint takes (docs/contract/argus.md §7.4), and how many items all lists of a body may have together. */
const longestList = 10_000;
const mostItems = 200_000;

/** The path of the first list that is too long to be worth validating item by item; null when there is none. */
function excessIn(value: unknown): readonly (string | number)[] | null {
  let items = 0;
  const visit = (at: unknown, path: readonly (string | number)[]): readonly (string | number)[] | null => {
    if (at === null || typeof at !== 'object') return null;
    const entries: readonly (readonly [string | number, unknown])[] = Array.isArray(at)
      ? at.map((item: unknown, index) => [index, item] as const)
      : Object.entries(at);
    if (Array.isArray(at) && (at.length > longestList || (items += at.length) > mostItems)) return path;
    for (const [key, member] of entries) {
      const found = member !== null && typeof member === 'object' ? visit(member, [...path, key]) : null;
      if (found !== null) return found;
    }
    return null;
  };
  return visit(value, []);
}

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
