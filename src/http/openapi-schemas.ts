/** Schema files as a document holds them: one component for each that is named, in the form that a client should send. */
import { resolved, targetOf, type Json, type Reference, type Schema } from '../kernel/schema-walk.ts';

/** The schemas of one document. */
export interface Components {
  /** A reference to the schema of a file, or of a place in one, which is then among `all`. */
  readonly named: (target: Reference) => Schema;
  /** A schema of a file as it is shown in place. */
  readonly shown: (file: string, schema: Json) => Json;
  /** By name, in order of names. */
  readonly all: () => Readonly<Record<string, Json>>;
}

export function makeComponents(): Components {
  const schemas = new Map<string, Json>();
  const named = (target: Reference): Schema => {
    const name = nameOf(target);
    if (!schemas.has(name)) {
      // A schema that names itself finds its name taken.
      schemas.set(name, {});
      const { file, schema } = resolvedOnce(target);
      schemas.set(name, shown(file, schema));
    }
    return { $ref: `#/components/schemas/${name}` };
  };
  const shown = (file: string, schema: Json): Json => {
    if (!isSchema(schema)) return schema;
    const { $ref: reference, ...own } = clientForm(schema);
    const made = Object.entries(own)
      .filter(([keyword, value]) => !unshown.has(keyword) && !(keyword === 'contains' && value === true))
      .map(([keyword, value]) => [keyword, shownKeyword(file, keyword, value)] as const);
    const rest = { ...typeOf(own), ...itemsOfAny(own), ...Object.fromEntries(made) };
    return typeof reference === 'string' ? { ...named(targetOf(reference, file)), ...rest } : rest;
  };
  const shownKeyword = (file: string, keyword: string, value: Json): Json => {
    if (listed.has(keyword)) return (value as readonly Json[]).map((one) => shown(file, one));
    if (single.has(keyword)) return shown(file, value);
    if (!byName.has(keyword)) return value;
    return Object.fromEntries(Object.entries(value as Schema).map(([name, one]) => [name, shown(file, one)]));
  };
  return {
    named,
    shown,
    all: () => Object.fromEntries([...schemas].sort(([one], [other]) => (one < other ? -1 : 1))),
  };
}

const unshown: ReadonlySet<string> = new Set(['$id', '$schema', '$defs', 'x-sent', 'x-bare']);
const listed: ReadonlySet<string> = new Set(['anyOf', 'oneOf', 'allOf', 'prefixItems']);
const single: ReadonlySet<string> = new Set([
  'items',
  'contains',
  'not',
  'if',
  'then',
  'else',
  'additionalProperties',
  'unevaluatedProperties',
  'propertyNames',
]);
const byName: ReadonlySet<string> = new Set(['properties', 'patternProperties', 'dependentSchemas']);

const isSchema = (value: Json | undefined): value is Schema =>
  value !== null && typeof value === 'object' && !Array.isArray(value);

/** `argus-v2-common.time` for `/$defs/time` of its file. */
const nameOf = ({ file, pointer }: Reference): string =>
  [file.replace(/\.schema\.json$/, ''), ...pointer.split('/').filter((step) => step !== '' && step !== '$defs')]
    .join('.')
    .replace(/[^\w.-]+/g, '-');

/** What a reference names, its own reference not followed. */
function resolvedOnce({ file, pointer }: Reference) {
  const { schema } = resolved(file, { $ref: `/${file}#${pointer}` });
  return { file, schema };
}

/** Text that can only be a whole number, or a truth value. */
const numeric = /^\^(?:\d|\[\d-\d\]|\\d|\{[\d,]+\}|[*+?])+\$$/;
const truth = /true/i;

/** Whether a pattern takes digits alone. */
export const isNumeric = (pattern: string): boolean => numeric.test(pattern);

/** What a client should send where the server takes more: `x-sent` says it; a number is not sent as text, nor a truth value. */
function clientForm(schema: Schema): Schema {
  const { description, 'x-source': source, 'x-sent': sent } = schema;
  if (isSchema(sent))
    return {
      ...(description !== undefined && { description }),
      ...(source !== undefined && { 'x-source': source }),
      ...sent,
    };
  const { type, pattern, maxLength: _, ...rest } = schema;
  const [other, ...more] = Array.isArray(type) ? (type as readonly string[]).filter((one) => one !== 'string') : [];
  const isText = Array.isArray(type) && type.length === 2 && other !== undefined && more.length === 0;
  if (!isText || typeof pattern !== 'string') return schema;
  const isSame = other === 'boolean' ? truth.test(pattern) : other === 'integer' && isNumeric(pattern);
  return isSame ? { type: other, ...rest } : schema;
}

/** What a list may hold that says nothing of it; makers of clients ask for that too. */
const itemsOfAny = ({ type, items }: Schema): { readonly items?: Schema } =>
  items === undefined && [type].flat().includes('array') ? { items: {} } : {};

/** The type that all values of `enum` have, where it is not said; makers of clients ask for it. */
function typeOf({ type, enum: values, const: only }: Schema): { readonly type?: string } {
  const all = Array.isArray(values) ? (values as readonly Json[]) : only === undefined ? [] : [only];
  if (type !== undefined || all.length === 0) return {};
  if (all.every((value) => typeof value === 'string')) return { type: 'string' };
  if (all.every((value) => typeof value === 'boolean')) return { type: 'boolean' };
  return all.every((value) => Number.isInteger(value)) ? { type: 'integer' } : {};
}
