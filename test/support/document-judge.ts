/** Holds answers against the document that is served beside them. */
import addFormats from 'ajv-formats';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import type { Answered } from '../../src/http/answered.ts';
import type { EndpointRow } from '../../src/http/endpoint.ts';
import { openApi } from '../../src/http/openapi.ts';
import type { Product } from '../../src/http/product.ts';
import { textFormats } from '../../src/kernel/checks.ts';

interface Response {
  readonly $ref?: string;
  readonly content?: Readonly<Record<string, object>>;
}

interface Document {
  readonly paths: Readonly<
    Record<
      string,
      Readonly<Record<string, { readonly operationId: string; readonly responses: Readonly<Record<string, Response>> }>>
    >
  >;
  readonly components: { readonly responses: Readonly<Record<string, Response>> };
}

interface Judge {
  readonly document: Document;
  /** Where an operation stands: a path that another has too may name its parameters otherwise. */
  readonly pathOf: (operation: string) => string;
  /** The validator of the schema at a place of the document. */
  readonly at: (steps: readonly string[]) => ValidateFunction;
}

const judges = new WeakMap<readonly EndpointRow[], Judge>();

function judgeOf(product: Product): Judge {
  const known = judges.get(product.rows);
  if (known !== undefined) return known;
  const document = openApi([product], '1.0.0', []) as Document;
  const ajv = new Ajv2020({ strict: false, allowUnionTypes: true });
  (addFormats as unknown as (ajv: Ajv2020) => void)(ajv);
  for (const [name, check] of Object.entries(textFormats)) ajv.addFormat(name, check);
  ajv.addSchema(document, 'document');
  const places = new Map(
    Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.values(methods).map(({ operationId }) => [operationId, path] as const),
    ),
  );
  const validators = new Map<string, ValidateFunction>();
  const judge: Judge = {
    document,
    pathOf: (operation) => places.get(operation) ?? '',
    at: (steps) => {
      const pointer = steps
        .map((step) => step.replaceAll('~', '~0').replaceAll('/', '~1'))
        .map(encodeURIComponent)
        .join('/');
      const validate = validators.get(pointer) ?? ajv.compile({ $ref: `document#/${pointer}` });
      validators.set(pointer, validate);
      return validate;
    },
  };
  judges.set(product.rows, judge);
  return judge;
}

/** More bytes of one answer are not judged: long lists are made as their pages are. */
const mostBytes = 1_048_576;

/** The body of a reply, written where it would be written while it is sent; null where that is too long. */
function wholeOf({ body, pieces }: Answered['reply']): Buffer | null {
  if (pieces === undefined) return Buffer.from(body);
  const parts: Uint8Array[] = [];
  let length = 0;
  for (const piece of pieces()) {
    if (typeof piece === 'number') continue;
    parts.push(Uint8Array.from(piece));
    length += piece.length;
    if (length > mostBytes) return null;
  }
  return Buffer.concat(parts);
}

/** What is wrong with an answer, in a line; null where nothing is, and for paths and methods of no operation. */
export function undeclared({ product, endpoint, request, reply }: Answered): string | null {
  if (endpoint === null) return null;
  const { document, pathOf, at } = judgeOf(product);
  const method = endpoint.method.toLowerCase();
  const path = pathOf(endpoint.id);
  const own = document.paths[path]?.[method]?.responses[reply.status];
  const told = `${product.name}.${endpoint.id} (${request.method} ${request.path}) ${reply.status}`;
  if (own === undefined) return `${told}: the status is not declared`;
  const name = own.$ref?.split('/').at(-1);
  const { content } = name === undefined ? own : (document.components.responses[name] ?? {});
  const place =
    name === undefined ? ['paths', path, method, 'responses', String(reply.status)] : ['components', 'responses', name];
  if (content === undefined) return reply.body.length === 0 ? null : `${told}: a body is not declared`;
  const [type = ''] = String(reply.headers['Content-Type'] ?? '').split(/\s*;/);
  // What somebody stored comes in a type of its own.
  if (content['*/*'] !== undefined) return null;
  if (content[type] === undefined)
    return `${told}: the media type is ${type}, declared are ${Object.keys(content).join(', ')}`;
  if (!/[/+]json$/.test(type)) return null;
  const validate = at([...place, 'content', type, 'schema']);
  const bytes = wholeOf(reply);
  if (bytes === null) return null;
  const body = JSON.parse(bytes.toString('utf8')) as unknown;
  if (validate(body)) return null;
  const [error] = validate.errors ?? [];
  return `${told}: ${error?.instancePath} ${error?.message} ${JSON.stringify(error?.params)} ${JSON.stringify(valueAt(body, error?.instancePath ?? '')).slice(0, 200)}`;
}

/** What stands at a JSON pointer. */
const valueAt = (body: unknown, pointer: string): unknown =>
  pointer
    .split('/')
    .slice(1)
    .reduce<unknown>((at, step) => (at as Readonly<Record<string, unknown>> | undefined)?.[step], body);
