/** Finds the row of a product's table that a request is for. */
import { endpointsOf, type Endpoint, type EndpointRow } from './endpoint.ts';
import { makePathTree, type PathMatch } from './path-tree.ts';
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
  const find = findIn(product);
  return (request) => {
    const { path } = request;
    const found = find(request.method, path);
    const allow = (): readonly string[] => {
      const methods = new Set(endpoints.map(({ method }) => method));
      return [...methods].filter((other) => find(other, path) !== null);
    };
    const endpoint = endpoints[found?.place ?? -1];
    if (found !== null && endpoint !== undefined) return { endpoint, params: found.params, allow };
    product.guard?.(request);
    throw allow().length > 0 ? product.refuse.methodNotAllowed(allow()) : product.refuse.notFound(path);
  };
}

/** The place of a row in the table, by a request's method and path; -1 for what it does not have. */
export const placeInTable = (table: Table, method: string, path: string): number =>
  findIn(table)(method, path)?.place ?? -1;

type Find = (method: string, path: string) => PathMatch | null;

/** What each table was found in last: worlds side by side have the same rows. */
const known = new WeakMap<Table['rows'], { readonly table: Table; readonly find: Find }>();

function findIn(table: Table): Find {
  const found = known.get(table.rows);
  if (
    found !== undefined &&
    found.table.patterns === table.patterns &&
    found.table.ignoresTrailingSlash === table.ignoresTrailingSlash
  )
    return found.find;
  const find = finderOf(table);
  known.set(table.rows, { table, find });
  return find;
}

/** One tree a method, grown when the method is first asked for. */
function finderOf({ rows, patterns = {}, ignoresTrailingSlash = false }: Table): Find {
  const trees = new Map<string, (path: string) => PathMatch | null>();
  const grow = (method: string): ((path: string) => PathMatch | null) => {
    const paths = rows.flatMap((row, place) => (row.method === method ? [{ path: pathOf(row, patterns), place }] : []));
    return paths.length === 0 ? () => null : makePathTree(paths, { ignoresTrailingSlash });
  };
  return (method, path) => {
    const asked = method === 'HEAD' ? 'GET' : method;
    const tree = trees.get(asked) ?? grow(asked);
    // Anybody can make up methods.
    if (trees.size < mostMethods) trees.set(asked, tree);
    return tree(path);
  };
}

const mostMethods = 8;

const pathOf = ({ path, patterns: own = {} }: EndpointRow, patterns: Readonly<Record<string, string>>): string =>
  path.replace(/\{(\w+)\}/g, (_, name: string) => `:${name}${own[name] ?? patterns[name] ?? ''}`);
