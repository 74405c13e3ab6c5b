/** Table → OpenAPI 3.1: the same rows and schema files that the router reads. */
import { filesFrom, localised, schemaDocument, type Json, type Reference } from '../kernel/schema-walk.ts';
import { endpointsOf, type Endpoint } from './endpoint.ts';
import type { Table } from './product.ts';

const nameOf = (path: string): string => path.replace(/\.schema\.json$/, '').replaceAll('/', '-');

/** The document for all products together. */
export function openApi(products: readonly Table[], version: string, servers: readonly string[]): object {
  const schemas = new Map<string, object>();
  const refer = (target: Reference): string => `#/components/schemas/${nameOf(target.file)}${target.pointer}`;
  const use = (path: string): object => {
    for (const file of schemas.has(nameOf(path)) ? [] : filesFrom([path])) {
      const schema = localised(
        schemaDocument(file),
        file,
        refer,
        (keyword) => keyword === '$id' || keyword === '$schema',
      );
      schemas.set(nameOf(file), schema as object);
    }
    return { $ref: refer({ file: path, pointer: '' }) };
  };
  const paths: Record<string, Record<string, object>> = {};
  for (const product of products) {
    for (const endpoint of endpointsOf(product.rows)) {
      (paths[endpoint.path] ??= {})[endpoint.method.toLowerCase()] = {
        operationId: endpoint.id,
        ...operation(product, endpoint, use),
      };
    }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: `siem-sim: ${products.map((product) => product.title).join(', ')}`,
      version,
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: servers.map((url) => ({ url })),
    tags: products.map((product) => ({ name: product.name, description: product.title })),
    paths,
    components: {
      schemas: Object.fromEntries([...schemas].sort(([one], [other]) => (one < other ? -1 : 1))),
      securitySchemes: Object.assign({}, ...products.map((product) => product.security)) as object,
    },
  };
}

function operation(product: Table, endpoint: Endpoint, use: (path: string) => object): object {
  const { data } = endpoint;
  const { success: envelope } = product.envelope;
  const success = (path: string): object =>
    envelope === null ? use(path) : { allOf: [use(envelope), { properties: { data: use(path) } }] };
  const content =
    data === null
      ? {}
      : {
          content: Object.fromEntries(
            endpoint.produces.map((type) => [
              type,
              { schema: type === 'application/json' ? success(data) : { type: 'string' } },
            ]),
          ),
        };
  const { failure: refusal, failureType = 'application/json' } = product.envelope;
  const failure = { content: { [failureType]: { schema: use(refusal) } } };
  return {
    summary: endpoint.summary,
    description: `Evidence: ${endpoint.evidence} (${endpoint.source}).${endpoint.permission === null ? '' : ` Needs the function ${endpoint.permission}.`}${endpoint.isPrivileged ? ' Closed to callers that merely hold a key.' : ''}`,
    tags: [product.name],
    'x-evidence': endpoint.evidence,
    security: securityOf(product, endpoint).map((name) => ({ [name]: [] })),
    parameters: [...parametersOf(endpoint.params, 'path'), ...parametersOf(endpoint.query, 'query')],
    ...(endpoint.body === null
      ? {}
      : { requestBody: { required: true, content: { 'application/json': { schema: use(endpoint.body) } } } }),
    responses: {
      200: { description: 'Success', ...content },
      ...Object.fromEntries(
        endpoint.refusals.map((status) => [status, { description: refusalNames[status] ?? 'Refused', ...failure }]),
      ),
    },
  };

  function parametersOf(path: string | null, where: 'path' | 'query'): object[] {
    if (path === null) return [];
    use(path);
    const { properties, required = [] } = schemaDocument(path) as {
      properties: Record<string, Json>;
      required?: string[];
    };
    return Object.keys(properties).map((name) => ({
      name,
      in: where,
      required: where === 'path' || required.includes(name),
      schema: { $ref: `#/components/schemas/${nameOf(path)}/properties/${name}` },
    }));
  }
}

const securityOf = ({ security }: Table, endpoint: Endpoint): readonly string[] =>
  endpoint.security ?? (endpoint.isPublic ? [] : Object.keys(security));

const refusalNames: Readonly<Record<number, string>> = {
  400: 'The request is malformed',
  401: 'The caller is not known',
  403: 'The caller may not do or see this',
  404: 'There is no such object',
  409: 'The request contradicts what is there',
  412: 'The request is invalid',
  422: 'The request is invalid',
  429: 'Too many requests in this second',
  503: 'Not now',
};
