/** Reads answers of products, which are JSON of any form: what is not there is empty. */

/** A member of a member, such as `source.port`. */
export function memberAt(value: unknown, path: string): unknown {
  let found: unknown = value;
  for (const name of path.split('.')) {
    if (found === null || typeof found !== 'object') return undefined;
    found = (found as Readonly<Record<string, unknown>>)[name];
  }
  return found;
}

export function textAt(value: unknown, path: string): string {
  const found = memberAt(value, path);
  return typeof found === 'string' || typeof found === 'number' ? String(found) : '';
}

export function listAt(value: unknown, path: string): readonly unknown[] {
  const found = memberAt(value, path);
  return Array.isArray(found) ? found : [];
}

/** The first of some members that is there. */
export const firstTextAt = (value: unknown, ...paths: readonly string[]): string =>
  paths.map((path) => textAt(value, path)).find((text) => text !== '') ?? '';
