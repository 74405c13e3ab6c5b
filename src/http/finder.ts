/** Finds the row of a product's table that a request is for. */
import findMyWay from 'find-my-way';
import type { Endpoint } from './endpoint.ts';
import type { Credentials, Product } from './product.ts';

export interface Match {
  readonly endpoint: Endpoint;
  readonly params: Readonly<Record<string, string>>;
  /** Methods that the path has. */
  readonly allow: () => readonly string[];
}

/** Finds rows by method and path, or throws the product's 404 or 405; `:name(^pattern$)` narrows a parameter where paths would be ambiguous. */
export function makeFinder(product: Product): (request: Credentials) => Match {
  const finder = findMyWay({ maxParamLength: 4096, ignoreTrailingSlash: product.ignoresTrailingSlash === true });
  for (const endpoint of product.endpoints) {
    const path = endpoint.path.replace(
      /\{(\w+)\}/g,
      (_, name: string) => `:${name}${endpoint.patterns?.[name] ?? product.patterns?.[name] ?? ''}`,
    );
    finder.on(endpoint.method, path, () => {}, endpoint);
  }
  const methods = [...new Set(product.endpoints.map((endpoint) => endpoint.method))];
  return (request) => {
    const { path } = request;
    const method = (request.method === 'HEAD' ? 'GET' : request.method) as Endpoint['method'];
    const allow = (): readonly string[] => methods.filter((other) => finder.find(other, path) !== null);
    const found = finder.find(method, path);
    if (found !== null) return { endpoint: found.store as Endpoint, params: found.params as Match['params'], allow };
    product.guard?.(request);
    throw allow().length > 0 ? product.refuse.methodNotAllowed(allow()) : product.refuse.notFound(path);
  };
}
