/** A document as a person reads it: operations by area, with requests that succeed as they stand. */
import type { Json } from '../kernel/schema.ts';
import { finishedInTurns } from '../kernel/slices.ts';
import { endpointsOf } from './endpoint.ts';
import { writingOpenApi } from './openapi.ts';
import type { DocumentedProduct } from './product.ts';
import type { FoundExamples, FoundExample } from './docs-found.ts';

interface ShownOperation {
  readonly operationId: string;
  readonly description: string;
  readonly parameters: readonly { readonly name: string; readonly in: string; readonly schema?: unknown }[];
  readonly requestBody?: { readonly content: Readonly<Record<string, object>> };
}

interface ShownDocument {
  readonly paths: Readonly<Record<string, Readonly<Record<string, ShownOperation>>>>;
}

/** The document of these products; its server is where the page itself is from, below whatever prefix. */
export async function readableDocument(
  products: readonly DocumentedProduct[],
  version: string,
  found: FoundExamples,
): Promise<object> {
  const document = (await finishedInTurns(writingOpenApi(products, version, ['..']))) as ShownDocument;
  const areas = areasOf(products);
  const closed = closedToKeys(products);
  const tags = [...new Set(areas.values())].map((name) => ({ name }));
  const paths = Object.fromEntries(
    Object.entries(document.paths).map(([path, operations]) => [
      path,
      Object.fromEntries(
        Object.entries(operations).map(([method, operation]) => {
          const { operationId: id } = operation;
          const shown = withExample(operation, { ...found.operations[id], ...closed.get(id) });
          return [method, { ...shown, tags: [areas.get(id) ?? ''] }];
        }),
      ),
    ]),
  );
  return { ...document, tags, paths };
}

/** What a key alone does not open: sessions, and what begins or ends them by a password. */
function closedToKeys(products: readonly DocumentedProduct[]): ReadonlyMap<string, FoundExample> {
  const takes = 'somebody who logged in, or a password: a key alone does not open it.';
  return new Map(
    products.flatMap(({ rows }) =>
      endpointsOf(rows)
        .filter(({ isPrivileged, effect, security }) => isPrivileged || (effect === 'session' && security === null))
        .map(({ id }) => [id, { takes }] as const),
    ),
  );
}

/** Of each operation, by its id: the product and the first words of its path, such as `argus: cases v2`. */
function areasOf(products: readonly DocumentedProduct[]): ReadonlyMap<string, string> {
  return new Map(
    products.flatMap(({ name, rows, prefixes }) =>
      endpointsOf(rows).map(({ id, path }) => {
        const prefix = prefixes.find((one) => path.startsWith(one)) ?? '/';
        const own = path
          .slice(prefix.length)
          .split('/')
          .filter((part) => part !== '' && !part.startsWith('{'));
        // A product with one prefix for everything is told apart by what comes behind its version.
        const [first = '', second = ''] = own;
        const words = prefixes.length > 1 ? [...prefix.split('/'), first] : [/^v?\d/.test(first) ? second : first];
        const area = words.filter((word) => word !== '').join(' ');
        return [id, area === '' ? name : `${name}: ${area}`] as const;
      }),
    ),
  );
}

function withExample(operation: ShownOperation, found: FoundExample): object {
  const needs = needsOf(operation, found);
  const values = { path: found.params ?? {}, query: found.query ?? {} } as const;
  const { requestBody } = operation;
  return {
    ...operation,
    ...(needs !== null && { description: `${operation.description}\n\n**Needs** ${needs}` }),
    parameters: operation.parameters.map((parameter) => {
      const known: Readonly<Record<string, Json>> = parameter.in === 'path' ? values.path : values.query;
      const value = Object.hasOwn(known, parameter.name) ? known[parameter.name] : undefined;
      return { ...ofOneType(parameter), ...(value !== undefined && { example: value }) };
    }),
    ...(requestBody !== undefined && { requestBody: withBody(requestBody, found.body) }),
  };
}

/** The page takes every value of a schema with several types for none at all; alternatives of one type each it lets pass. */
function ofOneType<Shown extends { readonly schema?: unknown }>(parameter: Shown): Shown {
  const { type, ...schema } = (parameter.schema ?? {}) as { readonly type?: string | readonly string[] };
  if (!Array.isArray(type)) return parameter;
  return { ...parameter, schema: { ...schema, anyOf: type.map((one) => ({ type: one })) } };
}

const json = 'application/json';

function withBody(requestBody: NonNullable<ShownOperation['requestBody']>, body: Json | undefined): object {
  const { content } = requestBody;
  if (body === undefined || content[json] === undefined) return requestBody;
  return { ...requestBody, content: { ...content, [json]: { ...content[json], example: body } } };
}

/** What a person must bring before the operation can succeed; null where it does as it stands. */
function needsOf({ requestBody }: ShownOperation, { needs, takes }: FoundExample): string | null {
  if (takes !== undefined) return takes;
  if (needs === null) return 'something that this World has none of.';
  if (needs !== undefined) return `what \`${needs}\` makes: execute that first, and put the id of its answer here.`;
  return requestBody?.content['application/octet-stream'] === undefined ? null : 'a file to send.';
}
