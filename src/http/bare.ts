/** Bare values where a list is meant: a schema marks with `x-bare` what a mapper takes as a list of one, before anything is validated. */
import { filesFrom, itemsOf, resolved, rootOf, schemaDocument, type Json, type Node } from '../kernel/schema-walk.ts';

const marked = new Map<string, boolean>();

/** Whether a schema file, or one that it names, marks anything. */
function isMarked(file: string): boolean {
  const known = marked.get(file);
  if (known !== undefined) return known;
  const found = filesFrom([file]).some((path) => JSON.stringify(schemaDocument(path)).includes('"x-bare":true'));
  marked.set(file, found);
  return found;
}

/** A body with lists of one in the place of bare values, where its schema takes those. */
export const withLists = (file: string, body: Json): Json => (isMarked(file) ? listed(rootOf(file), body) : body);

function listed(node: Node, value: Json): Json {
  if (node.schema['x-bare'] === true && !Array.isArray(value)) return [listed(itemsOf(node), value)];
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) {
    const items = itemsOf(node);
    return value.map((item: Json) => listed(items, item));
  }
  const properties = Object(node.schema['properties']) as Readonly<Record<string, Json>>;
  // Without a prototype, as it was parsed.
  const copy: Record<string, Json> = Object.create(null) as Record<string, Json>;
  for (const [name, member] of Object.entries(value))
    copy[name] = Object.hasOwn(properties, name) ? listed(resolved(node.file, properties[name]), member) : member;
  return copy;
}
