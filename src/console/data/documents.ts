/** The OpenAPI documents of the control plane and of the products, as far as forms are made from them. */
import { askPlane } from './client.ts';
import type { FormSchema, SchemaShelf } from '../forms/model.ts';

export interface DocumentedParameter {
  readonly name: string;
  readonly in: string;
  readonly required?: boolean;
  readonly description?: string;
  readonly schema?: FormSchema;
}

interface DocumentedOperation {
  readonly operationId: string;
  readonly summary?: string;
  readonly parameters?: readonly DocumentedParameter[];
  readonly requestBody?: {
    readonly content?: Readonly<Record<string, { readonly schema?: FormSchema }>>;
  };
}

export interface OpenApiDocument {
  readonly servers?: readonly { readonly url: string }[];
  readonly paths: Readonly<Record<string, Readonly<Record<string, DocumentedOperation>>>>;
  readonly components?: { readonly schemas?: SchemaShelf };
}

/** An operation with where it is, and what a form asks for. */
export interface FoundOperation {
  readonly id: string;
  readonly method: string;
  readonly path: string;
  readonly summary: string;
  readonly parameters: readonly DocumentedParameter[];
  /** Null for what takes no JSON. */
  readonly body: FormSchema | null;
}

const asked = new Map<string, Promise<OpenApiDocument>>();

/** Documents change with the server alone; each is asked for once. */
function documentAt(path: string): Promise<OpenApiDocument> {
  const known = asked.get(path);
  if (known !== undefined) return known;
  const made = askPlane<OpenApiDocument>(path);
  asked.set(path, made);
  made.catch(() => asked.delete(path));
  return made;
}

export const controlDocument = (): Promise<OpenApiDocument> => documentAt('/openapi.json');
export const productsDocument = (): Promise<OpenApiDocument> => documentAt('/products.json');

export const shelfOf = ({ components }: OpenApiDocument): SchemaShelf => components?.schemas ?? {};

/** All operations, in the order of the document. */
export const operationsIn = ({ paths }: OpenApiDocument): readonly FoundOperation[] =>
  Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { operationId, summary = '', parameters = [], requestBody }]) => ({
      id: operationId,
      method: method.toUpperCase(),
      path,
      summary,
      parameters,
      body: requestBody?.content?.['application/json']?.schema ?? null,
    })),
  );
