/** Table → OpenAPI 3.1: the same rows and schema files that the router reads. */
import { finished, pieceOfWork, type Sliced } from '../kernel/slices.ts';
import { resolved, schemaDocument, type Json, type Schema } from '../kernel/schema-walk.ts';
import { endpointsOf, type Endpoint } from './endpoint.ts';
import { responsesOf } from './openapi-answers.ts';
import { isNumeric, makeComponents, type Components } from './openapi-schemas.ts';
import type { DocumentedProduct, Table } from './product.ts';

/** The document for all products together. */
export const openApi = (products: readonly DocumentedProduct[], version: string, servers: readonly string[]): object =>
  finished(writingOpenApi(products, version, servers));

/** The same in pieces: all of it takes some hundred milliseconds. */
export function* writingOpenApi(
  products: readonly DocumentedProduct[],
  version: string,
  servers: readonly string[],
): Sliced<object> {
  const components = makeComponents();
  const refusals = new Map<string, object>();
  const paths: Record<string, Record<string, object>> = {};
  const shapes = new Map<string, string>();
  /** A path as it is written first: one that differs by the names of its parameters alone is the same. */
  const pathOf = (path: string): string => {
    const shape = path.replace(/\{\w+\}/g, '{}');
    const first = shapes.get(shape) ?? path;
    shapes.set(shape, first);
    return first;
  };
  for (const product of products) {
    for (const endpoint of endpointsOf(product.rows)) {
      const path = pathOf(endpoint.path);
      (paths[path] ??= {})[endpoint.method.toLowerCase()] = {
        ...operation(product, endpoint, path, components),
        responses: responsesOf(product, endpoint, components, refusals),
      };
      yield pieceOfWork;
    }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: `siem-sim: ${products.map((product) => product.title).join(', ')}`,
      description: 'Each operation says in `x-evidence` how it is known, and in `x-source` from where.',
      version,
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: servers.map((url) => ({ url })),
    tags: products.map((product) => ({ name: product.name, description: product.title })),
    paths,
    components: {
      schemas: components.all(),
      responses: Object.fromEntries([...refusals].sort(([one], [other]) => (one < other ? -1 : 1))),
      securitySchemes: Object.assign({}, ...products.map((product) => product.security)) as object,
    },
  };
}

function operation(product: DocumentedProduct, endpoint: Endpoint, path: string, components: Components): object {
  const names = namesIn(path);
  const own = namesIn(endpoint.path);
  const body = bodyOf(endpoint, components);
  return {
    operationId: endpoint.id,
    summary: endpoint.summary,
    description: descriptionOf(endpoint),
    tags: [product.name],
    'x-evidence': endpoint.evidence,
    'x-source': endpoint.source,
    security: securityOf(product, endpoint).map((name) => ({ [name]: [] })),
    parameters: [
      ...parametersOf(endpoint.params, 'path', components, (name) => names[own.indexOf(name)] ?? name),
      ...parametersOf(endpoint.query, 'query', components, (name) => name).map((parameter) =>
        withSortKeys(parameter, endpoint),
      ),
    ],
    ...(body !== null && { requestBody: body }),
  };
}

function descriptionOf(endpoint: Endpoint): string {
  const { summary, note, permission, isPrivileged } = endpoint;
  const sentences = [
    `${summary}.`,
    note ?? '',
    sortSentence(endpoint),
    permission === null ? '' : `Needs the function ${permission}.`,
    isPrivileged ? 'Closed to callers that merely hold a key.' : '',
  ];
  return sentences.filter((sentence) => sentence !== '').join(' ');
}

const sortSentence = ({ sortKeys }: Endpoint): string =>
  sortKeys.length === 0 ? '' : `Can be sorted by ${sortKeys.join(', ')}.`;

/** A parameter that takes names to sort by says which there are. */
function withSortKeys(parameter: Parameter, endpoint: Endpoint): Parameter {
  const { name, description } = parameter;
  if (!/^sort(?:By)?$/.test(name) || endpoint.sortKeys.length === 0) return parameter;
  const told = typeof description === 'string' ? `${description.replace(/\.$/, '')}. ` : '';
  return { ...parameter, description: told + sortSentence(endpoint) };
}

/** The forms of a body, by media type; null for an operation that takes none. */
function bodyOf({ body, readByHandler, consumes }: Endpoint, { named }: Components): object | null {
  const files = { ...(body !== null && { 'application/json': body }), ...readByHandler };
  const content: Readonly<Record<string, object>> = {
    ...(consumes === 'bytes' && { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } }),
    ...Object.fromEntries(
      Object.entries(files).map(([type, file]) => [type, { schema: named({ file, pointer: '' }) }]),
    ),
  };
  if (Object.keys(content).length === 0) return null;
  return { required: consumes === 'json' || consumes === 'bytes', content };
}

const namesIn = (path: string): readonly string[] => [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '');

interface Parameter {
  readonly name: string;
  readonly description?: Json;
}

function parametersOf(
  path: string | null,
  where: 'path' | 'query',
  { shown }: Components,
  nameOf: (name: string) => string,
): Parameter[] {
  if (path === null) return [];
  const { properties, required = [] } = schemaDocument(path) as {
    readonly properties: Readonly<Record<string, Json>>;
    readonly required?: readonly string[];
  };
  return Object.entries(properties).map(([name, property]) => {
    const { file, schema } = resolved(path, property);
    const { description, 'x-source': source, ...rest } = schema;
    return {
      name: nameOf(name),
      in: where,
      required: where === 'path' || required.includes(name),
      ...(description !== undefined && { description }),
      ...(source !== undefined && { 'x-source': source }),
      schema: shown(file, asNumber(rest)),
    };
  });
}

/** All parameters are text on the wire; one of digits alone is a number to whoever sends it. */
function asNumber(schema: Schema): Schema {
  const { type, pattern, maxLength: _, ...rest } = schema;
  return type === 'string' && typeof pattern === 'string' && isNumeric(pattern) ? { type: 'integer', ...rest } : schema;
}

const securityOf = ({ security }: Table, endpoint: Endpoint): readonly string[] =>
  endpoint.security ?? (endpoint.isPublic ? [] : Object.keys(security));
