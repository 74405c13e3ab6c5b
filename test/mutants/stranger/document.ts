/** What a stranger knows of a server: the OpenAPI document that it serves, read over HTTP, and nothing else. */

export type Value = null | boolean | number | string | readonly Value[] | { readonly [name: string]: Value };
export type Shape = { readonly [keyword: string]: Value };

export interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly isRequired: boolean;
  readonly shape: Shape;
}

/** An operation as the document has it. */
export interface Described {
  readonly id: string;
  readonly product: string;
  readonly method: string;
  readonly path: string;
  readonly parameters: readonly Parameter[];
  /** Null where it takes no JSON. */
  readonly body: Shape | null;
  /** Media types of a success. */
  readonly gives: readonly string[];
}

export interface Document {
  readonly operations: readonly Described[];
  /** The shape that a reference names, and any other as it is. */
  readonly meant: (shape: Shape | undefined) => Shape;
}

const isObject = (value: Value | undefined): value is { readonly [name: string]: Value } =>
  value !== null && typeof value === 'object' && !Array.isArray(value);

export const objectIn = (value: Value | undefined): { readonly [name: string]: Value } =>
  isObject(value) ? value : {};
export const listIn = (value: Value | undefined): readonly Value[] => (Array.isArray(value) ? value : []);

/** Fetches and reads the document. */
export async function readDocument(url: string): Promise<Document> {
  const root = (await (await fetch(`${url}/openapi.json`)).json()) as Value;
  const at = (pointer: string): Value | undefined =>
    pointer
      .split('/')
      .slice(1)
      .reduce<Value | undefined>(
        (value, part) => objectIn(value)[decodeURIComponent(part).replaceAll('~1', '/').replaceAll('~0', '~')],
        root,
      );
  const meant = (shape: Shape | undefined, steps = 20): Shape => {
    const reference = shape?.['$ref'];
    if (typeof reference !== 'string' || steps === 0) return shape ?? {};
    const { $ref: _, ...own } = shape ?? {};
    return { ...meant(objectIn(at(reference)), steps - 1), ...own };
  };
  const operations = Object.entries(objectIn(objectIn(root)['paths'])).flatMap(([path, item]) =>
    Object.entries(objectIn(item)).flatMap(([method, one]) => {
      const operation = objectIn(one);
      if (typeof operation['operationId'] !== 'string') return [];
      const success = Object.entries(objectIn(operation['responses'])).find(([status]) => status.startsWith('2'))?.[1];
      const json = objectIn(objectIn(objectIn(operation['requestBody'])['content'])['application/json']);
      return [
        {
          id: operation['operationId'],
          product: String(listIn(operation['tags'])[0]),
          method: method.toUpperCase(),
          path,
          parameters: listIn(operation['parameters']).map((parameter) => {
            const { name, in: where, required, schema } = meant(objectIn(parameter));
            return {
              name: String(name),
              in: String(where),
              isRequired: required === true,
              shape: meant(objectIn(schema)),
            };
          }),
          body: 'schema' in json ? meant(objectIn(json['schema'])) : null,
          gives: Object.keys(objectIn(meant(objectIn(success))['content'])),
        },
      ];
    }),
  );
  return { operations, meant };
}
