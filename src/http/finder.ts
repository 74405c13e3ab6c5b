/** Finds the row of a product's table that a request is for. */
import findMyWay from 'find-my-way';
import { endpointsOf, type Endpoint } from './endpoint.ts';
import type { RequestHead, Product, Table } from './product.ts';

export interface RowMatch {
  readonly endpoint: Endpoint;
  readonly params: Readonly<Record<string, string>>;
  /** Methods that the path has. */
  readonly allow: () => readonly string[];
}

/** Finds rows by method and path, or throws the product's 404 or 405; `:name(^pattern$)` narrows a parameter where paths would be ambiguous. */
export function makeFinder(product: Product): (request: RequestHead) => RowMatch {
  const endpoints = endpointsOf(product.rows);
  const finder = finderOf(product);
  const methods = [...new Set(endpoints.map((endpoint) => endpoint.method))];
  return (request) => {
    const { path } = request;
    const method = (request.method === 'HEAD' ? 'GET' : request.method) as Endpoint['method'];
    const allow = (): readonly string[] => methods.filter((other) => finder.find(other, path) !== null);
    const found = finder.find(method, path);
    const endpoint = endpoints[((found?.store ?? 0) as number) - 1];
    if (found !== null && endpoint !== undefined)
      return { endpoint, params: found.params as RowMatch['params'], allow };
    product.guard?.(request);
    throw allow().length > 0 ? product.refuse.methodNotAllowed(allow()) : product.refuse.notFound(path);
  };
}

/** The place of a row in the table, by a request's method and path; -1 for what it does not have. */
export const placeInTable = (table: Table, method: string, path: string): number =>
  ((finderOf(table).find((method === 'HEAD' ? 'GET' : method) as Endpoint['method'], path)?.store ?? 0) as number) - 1;

/** Finders by the paths that they know: worlds side by side have the same, and one takes 5 ms and 400 KB. */
const finders = new Map<string, ReturnType<typeof findMyWay>>();
const mostFinders = 16;

/** Finds the position of a row in the product's table, counted from 1. */
function finderOf(product: Table): ReturnType<typeof findMyWay> {
  const ignoreTrailingSlash = product.ignoresTrailingSlash === true;
  const routes = endpointsOf(product.rows).map((endpoint) => {
    const path = endpoint.path.replace(
      /\{(\w+)\}/g,
      (_, name: string) => `:${name}${endpoint.patterns[name] ?? product.patterns?.[name] ?? ''}`,
    );
    return { method: endpoint.method, path };
  });
  const name = `${ignoreTrailingSlash} ${routes.map(({ method, path }) => `${method} ${path}`).join('\n')}`;
  const known = finders.get(name);
  if (known !== undefined) return known;
  const finder = findMyWay({ maxParamLength: 4096, ignoreTrailingSlash });
  // Counted from 1: the finder takes a 0 for nothing at all.
  routes.forEach(({ method, path }, at) => finder.on(method, path, () => {}, at + 1));
  if (finders.size >= mostFinders) finders.delete([...finders.keys()][0] ?? '');
  finders.set(name, finder);
  return finder;
}
