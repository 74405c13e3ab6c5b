/** A form made from a JSON schema: which fields there are, and of which kind each is. */

export interface FormSchema {
  readonly $ref?: string;
  readonly title?: string;
  readonly description?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly properties?: Readonly<Record<string, FormSchema>>;
  readonly required?: readonly string[];
  readonly items?: FormSchema;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly oneOf?: readonly FormSchema[];
  readonly anyOf?: readonly FormSchema[];
}

/** Schemas by the names that references have: `#/components/schemas/NAME`. */
export type SchemaShelf = Readonly<Record<string, FormSchema>>;

export type FieldShape =
  /** Text; a number where it is one and that may be. */
  | { readonly kind: 'text'; readonly mayBeNumber: boolean }
  | { readonly kind: 'number'; readonly least?: number; readonly most?: number; readonly isWhole: boolean }
  /** Yes, no, or not said. */
  | { readonly kind: 'flag' }
  | { readonly kind: 'constant'; readonly value: unknown }
  | { readonly kind: 'choice'; readonly options: readonly (string | number)[] }
  | { readonly kind: 'choices'; readonly options: readonly (string | number)[] }
  /** Texts or numbers, one after the other. */
  | { readonly kind: 'list'; readonly mayBeNumber: boolean }
  | { readonly kind: 'record'; readonly fields: readonly FormField[] }
  | { readonly kind: 'either'; readonly options: readonly { readonly title: string; readonly shape: FieldShape }[] }
  /** All else is written as JSON. */
  | { readonly kind: 'json' };

export interface FormField {
  readonly name: string;
  readonly description: string;
  readonly isRequired: boolean;
  readonly shape: FieldShape;
}

/** Records within records are filled in as fields down to here, then as JSON. */
const deepest = 4;

const named = '#/components/schemas/';

function resolvedSchema(schema: FormSchema, shelf: SchemaShelf): FormSchema {
  let found = schema;
  for (let step = 0; step < 10 && found.$ref !== undefined; step++) {
    const { $ref, ...own } = found;
    found = { ...shelf[$ref.replace(named, '')], ...own };
  }
  return found;
}

/** The fields of a schema of an object. */
export function formFields(schema: FormSchema, shelf: SchemaShelf, depth = 0): readonly FormField[] {
  const { properties = {}, required = [] } = resolvedSchema(schema, shelf);
  return Object.entries(properties).map(([name, given]) => {
    const member = resolvedSchema(given, shelf);
    return {
      name,
      description: member.description ?? '',
      isRequired: required.includes(name),
      shape: fieldShapeOf(member, shelf, depth + 1),
    };
  });
}

const typesOf = ({ type }: FormSchema): readonly string[] => (type === undefined ? [] : [type].flat());
const isScalar = (type: string): boolean => ['string', 'integer', 'number'].includes(type);
const isPlain = (value: unknown): value is string | number => typeof value === 'string' || typeof value === 'number';

/** What fills in a schema. */
export function fieldShapeOf(given: FormSchema, shelf: SchemaShelf, depth = 0): FieldShape {
  const schema = resolvedSchema(given, shelf);
  const types = typesOf(schema).filter((type) => type !== 'null');
  if (schema.const !== undefined) return { kind: 'constant', value: schema.const };
  if (types.length > 1 && !types.every(isScalar)) return eitherOf(schema, types, shelf, depth);
  if (schema.enum?.every(isPlain) === true) return { kind: 'choice', options: schema.enum.filter(isPlain) };
  if (types.length > 1) return { kind: 'text', mayBeNumber: types.some((type) => type !== 'string') };
  return shapeOfType(schema, types[0], shelf, depth);
}

function shapeOfType(schema: FormSchema, type: string | undefined, shelf: SchemaShelf, depth: number): FieldShape {
  switch (type) {
    case 'string':
      return { kind: 'text', mayBeNumber: false };
    case 'integer':
    case 'number':
      return {
        kind: 'number',
        isWhole: type === 'integer',
        ...(schema.minimum !== undefined && { least: schema.minimum }),
        ...(schema.maximum !== undefined && { most: schema.maximum }),
      };
    case 'boolean':
      return { kind: 'flag' };
    case 'array':
      return listOf(schema.items, shelf, depth);
    case 'object':
      return schema.properties === undefined || depth >= deepest
        ? { kind: 'json' }
        : { kind: 'record', fields: formFields(schema, shelf, depth) };
    default:
      return { kind: 'json' };
  }
}

function listOf(items: FormSchema | undefined, shelf: SchemaShelf, depth: number): FieldShape {
  const shape = fieldShapeOf(items ?? {}, shelf, depth + 1);
  if (shape.kind === 'choice') return { kind: 'choices', options: shape.options };
  if (shape.kind === 'text') return { kind: 'list', mayBeNumber: shape.mayBeNumber };
  return shape.kind === 'number' ? { kind: 'list', mayBeNumber: true } : { kind: 'json' };
}

const titles: Readonly<Record<string, string>> = {
  integer: 'number',
  string: 'text',
  boolean: 'yes or no',
  object: 'in detail',
  array: 'list',
};

/** Each type by itself, so that one can choose which of them to fill in. */
function eitherOf(schema: FormSchema, types: readonly string[], shelf: SchemaShelf, depth: number): FieldShape {
  const options = types.map((type) => ({
    title: titles[type] ?? type,
    shape: fieldShapeOf({ ...schema, type }, shelf, depth),
  }));
  return { kind: 'either', options };
}

/** Text of a field as the value that it stands for: a number where it may be one, and looks like one. */
export const valueOfText = (text: string, mayBeNumber: boolean): string | number =>
  mayBeNumber && /^-?\d+(?:\.\d+)?$/.test(text) && Number.isSafeInteger(Math.trunc(Number(text))) ? Number(text) : text;

/** What is written between commas or on lines of their own. */
export const valuesOfText = (text: string, mayBeNumber: boolean): readonly (string | number)[] =>
  text
    .split(/[,\n]/)
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((part) => valueOfText(part, mayBeNumber));

export type FormValues = Readonly<Record<string, unknown>>;

/** The values with one put in, or taken away where it is undefined. */
export function withField(values: FormValues, name: string, value: unknown): FormValues {
  const { [name]: _, ...others } = values;
  return value === undefined ? others : { ...others, [name]: value };
}
