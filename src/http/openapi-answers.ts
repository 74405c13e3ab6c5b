/** The statuses that an operation answers, with what is in the answer: those of its row, and those that its product gives any request. */
import type { Schema } from '../kernel/schema-walk.ts';
import type { Endpoint } from './endpoint.ts';
import type { Components } from './openapi-schemas.ts';
import type { DocumentedProduct, RequestHead } from './product.ts';

/** An answer that may come: a success with what its row says, or a refusal. */
export interface DeclaredAnswer {
  readonly status: number;
  readonly isRefusal: boolean;
}

const nobody: RequestHead = { headers: {}, method: 'GET', path: '/', search: '', source: '' };

/** The product's own statuses for what the HTTP layer refuses: its dialect is asked, so that they are said once. */
function statusesOf({ refuse, invalid, failure, vendorFaults }: DocumentedProduct) {
  const statusOf = (error: Error): number => failure(error, nobody).status;
  return {
    /** Another media type is wanted or was sent; our own bug; what the vendor does for reasons of its own. */
    any: [statusOf(refuse.mediaType([])), statusOf(new Error('a bug')), ...vendorFaults.statuses],
    invalid: statusOf(invalid([])),
    body: [
      refuse.bodyType([]),
      refuse.coding(),
      refuse.malformedJson(''),
      refuse.tooLarge(1),
      refuse.tooSlow(),
      refuse.overloaded(),
    ].map(statusOf),
  };
}

/** All statuses that an operation may answer, each once, in their order. */
export function declaredAnswers(product: DocumentedProduct, endpoint: Endpoint): readonly DeclaredAnswer[] {
  const general = statusesOf(product);
  const { params, query, body, consumes, isPublic, isPrivileged, permission } = endpoint;
  const takesBody = body !== null || consumes !== 'json';
  const refusals = new Set([
    ...endpoint.refusals,
    ...general.any,
    ...(params !== null || query !== null || body !== null ? [general.invalid] : []),
    ...(takesBody ? general.body : []),
    ...(isPublic ? [] : [401]),
    ...(permission !== null || isPrivileged ? [403] : []),
  ]);
  return [
    ...endpoint.successes.map((status) => ({ status, isRefusal: false })),
    ...[...refusals].sort((one, other) => one - other).map((status) => ({ status, isRefusal: true })),
  ];
}

/** Responses of an operation by status; a refusal is one of `refusals`, which are shared by name. */
export function responsesOf(
  product: DocumentedProduct,
  endpoint: Endpoint,
  components: Components,
  refusals: Map<string, object>,
): object {
  const { failure, failureType = 'application/json' } = product.envelope;
  const refusal = (status: number): object => {
    const name = `${product.name}-${status}`;
    refusals.set(name, {
      description: refusalNames[status] ?? 'Refused',
      content: { [failureType]: { schema: components.named({ file: failure, pointer: '' }) } },
    });
    return { $ref: `#/components/responses/${name}` };
  };
  return Object.fromEntries(
    declaredAnswers(product, endpoint).map(({ status, isRefusal }) => [
      status,
      isRefusal
        ? refusal(status)
        : { description: successNames[status] ?? 'Success', ...contentOf(product, endpoint, components) },
    ]),
  );
}

function contentOf({ envelope }: DocumentedProduct, { data, produces }: Endpoint, { named }: Components): object {
  if (data === null) return {};
  const own = named({ file: data, pointer: '' });
  const json: Schema =
    envelope.success === null
      ? own
      : {
          allOf: [
            named({ file: envelope.success, pointer: '' }),
            { type: 'object', required: ['data'], properties: { data: own } },
          ],
        };
  // Where nothing is JSON, the row's schema is of the text itself.
  const hasJson = produces.some(isJson);
  const schemaOf = (type: string): Schema => {
    if (!hasJson) return own;
    if (isJson(type)) return json;
    return type.startsWith('text/') || type.endsWith('jsonl')
      ? { type: 'string' }
      : { type: 'string', format: 'binary' };
  };
  return { content: Object.fromEntries(produces.map((type) => [type, { schema: schemaOf(type) }])) };
}

const isJson = (type: string): boolean => /[/+]json$/.test(type);

const successNames: Readonly<Record<number, string>> = {
  200: 'Success',
  201: 'Made',
  204: 'Done; there is nothing to say',
  206: 'Halfway: more is needed',
};

const refusalNames: Readonly<Record<number, string>> = {
  400: 'The request is malformed',
  401: 'The caller is not known',
  402: 'A limit of resources is reached',
  403: 'The caller may not do or see this',
  404: 'There is no such object',
  405: 'The method or the media type is not one that the operation has',
  406: 'The operation does not answer in a media type that is wanted',
  408: 'The body took too long to arrive',
  409: 'The request contradicts what is there',
  412: 'The request is invalid',
  413: 'The body is too large',
  415: 'The body is of another media type, or in another coding',
  422: 'The request is invalid',
  429: 'Too many requests',
  500: 'The server failed',
  503: 'Not now',
};
