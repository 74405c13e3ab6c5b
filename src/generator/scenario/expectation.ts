/** What a schema expected, in words: the description of the place that is wrong, the values it may have, or the nearest name. */
import { schemaDocument, type Json, type Violation } from '../../kernel/schema.ts';
import { nearest, suggestion } from '../../kernel/suggestion.ts';

type Node = { readonly [key: string]: Json };
type Path = Violation['path'];

const isNode = (value: Json | undefined): value is Node =>
  value !== null && typeof value === 'object' && !Array.isArray(value);

/** A schema, all that it refers to and all forms that it allows, itself first. */
function expanded(file: string, node: Json | undefined): readonly { readonly file: string; readonly node: Node }[] {
  if (!isNode(node)) return [];
  const reference = node['$ref'];
  const forms = Array.isArray(node['anyOf']) ? (node['anyOf'] as readonly Json[]) : [];
  return [
    { file, node },
    ...(typeof reference === 'string' ? referred(file, reference) : []),
    ...forms.flatMap((form) => expanded(file, form)),
  ];
}

function referred(file: string, reference: string): ReturnType<typeof expanded> {
  const [path = '', pointer = ''] = reference.split('#');
  const target = path === '' ? file : path;
  let node: Json | undefined = schemaDocument(target);
  for (const part of pointer.split('/').slice(1)) node = isNode(node) ? node[part] : undefined;
  return expanded(target, node);
}

/** The schemas that the value at a place must keep to, as far as they can be told from the outside. */
function schemasAt(file: string, path: Path): ReturnType<typeof expanded> {
  let found = expanded(file, schemaDocument(file));
  for (const part of path) {
    found = found.flatMap(({ file: own, node }) => {
      const { properties, additionalProperties, items } = node;
      if (typeof part === 'number') return expanded(own, items);
      const named = isNode(properties) && Object.hasOwn(properties, part) ? properties[part] : additionalProperties;
      return expanded(own, named);
    });
  }
  return found;
}

/** Letters alone, as small ones: `onlyIf`, `only_if` and `only-if` are one word. */
const plain = (name: string): string =>
  name
    .slice(0, 60)
    .toLowerCase()
    .replaceAll(/[^a-z0-9]/g, '');

/** What other languages call a property. */
function otherWordsOf(property: Json): readonly string[] {
  const words = isNode(property) ? property['x-also'] : undefined;
  return Array.isArray(words) ? words.map((word) => plain(String(word))) : [];
}

const first = (found: ReturnType<typeof expanded>, key: string): Json | undefined =>
  found.find(({ node }) => node[key] !== undefined)?.node[key];

export interface SchemaComplaint {
  readonly path: Path;
  /** One line without its place. */
  readonly message: () => string;
}

/**
 * What is wrong, place by place. Where a value may have several forms, what is wrong inside the form that it has says most; where nothing
 * is, the description of the whole says more than what one of them lacks. With the value itself, names that are near are told.
 */
export function complaintsOf(file: string, all: readonly Violation[], whole?: unknown): readonly SchemaComplaint[] {
  const keys = all.map(({ path }) => JSON.stringify(path).slice(0, -1));
  const isForm = new Map<string, boolean>();
  all.forEach(({ keyword }, at) => keyword === 'anyOf' && isForm.set(keys[at] ?? '', false));
  // A form is told by what is inside it, if anything is.
  for (const { path } of all)
    for (let length = 0; length < path.length; length++) {
      const key = JSON.stringify(path.slice(0, length)).slice(0, -1);
      if (isForm.has(key)) isForm.set(key, true);
    }
  const told = new Map<string, Violation>();
  all.forEach((one, at) => {
    const key = keys[at] ?? '';
    if (isForm.get(key) === true || (one.keyword === 'if' && all.length > 1)) return;
    const place = one.name === undefined ? key : `${key} ${one.name}`;
    if (one.keyword === 'anyOf' || !told.has(place)) told.set(place, one);
  });
  return [...told.values()].map((one) => ({
    path: one.path,
    message: () => messageOf(file, one, valueAt(whole, one.path)),
  }));
}

const valueAt = (whole: unknown, path: Path): unknown =>
  path.reduce((value: unknown, part) => (value as Readonly<Record<string, unknown>> | undefined)?.[part], whole);

/** Which key of its place an unknown one may stand for. */
function keyMeant(file: string, path: Path): string {
  const known = schemasAt(file, path.slice(0, -1)).flatMap(({ node }) => Object.entries(node['properties'] ?? {}));
  const unknown = String(path.at(-1));
  const meant = known.find(([, property]) => otherWordsOf(property).includes(plain(unknown)));
  const keys = known.map(([key]) => key);
  return meant === undefined ? suggestion(unknown, keys) : `did you mean ${meant[0]}?`;
}

/** What there is to choose from where one key alone may stand. */
function oneOf(file: string, path: Path): string | null {
  const found = schemasAt(file, path);
  const known = Object.keys(first(found, 'properties') ?? {});
  return first(found, 'maxProperties') === 1 && known.length > 0 ? `takes one of ${known.join(', ')} alone` : null;
}

/** What values there are to choose from; null where they are not told one by one. */
function valuesAt(file: string, path: Path, value: unknown): string | null {
  const values = first(schemasAt(file, path), 'enum');
  if (!Array.isArray(values)) return null;
  const near = typeof value === 'string' ? nearest(value, values.map(String)) : undefined;
  return `must be one of ${values.join(', ')}${near === undefined ? '' : `; did you mean ${near}?`}`;
}

function messageOf(file: string, { keyword, message, name, path }: Violation, value: unknown): string {
  if (path.length === 0 && keyword === 'type')
    return 'is no scenario: a scenario is keys with values, a title and what it extends at least';
  /** Of the form itself where that is what does not fit, else of what it is for. */
  const description = (at: Path, ofForm = false): string => {
    const found = schemasAt(file, at);
    // A text is told what a text should be like.
    const forms = found.filter(({ node }) => typeof value !== 'string' || (node['type'] ?? 'string') === 'string');
    const text = first(ofForm ? forms.toReversed() : found, 'description');
    return typeof text === 'string' ? `: ${text.replace(/\.$/, '')}` : '';
  };
  switch (keyword) {
    case 'additionalProperties':
    case 'unevaluatedProperties':
      return `is an unknown key; ${keyMeant(file, path)}`;
    case 'enum':
      return valuesAt(file, path, value) ?? message;
    case 'required':
      return `is required${description(path)}`;
    case 'propertyNames':
    case 'pattern':
      if (name !== undefined) return `has a key "${name.slice(0, 60)}", which ${message}`;
      return `${keyword === 'pattern' ? 'does not fit' : message}${description(path, true)}`;
    case 'maxProperties':
      return `${oneOf(file, path) ?? message}${description(path)}`;
    case 'anyOf':
      return `does not fit${description(path, true)}`;
    default:
      return `${message}${description(path)}`;
  }
}
