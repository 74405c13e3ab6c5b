/** What can be asked: the rows of the products' tables as the contract suite sees them, without handlers and without data. */
import { endpointsOf, type Endpoint } from '../../http/endpoint.ts';
import type { Table } from '../../http/product.ts';
import type { ProductAdapter } from './adapter.ts';
import type { Target } from './target.ts';

/** One row, with what it takes from its product. */
export interface Operation extends Endpoint {
  readonly adapter: ProductAdapter;
  /** The dialect that its table is in. */
  readonly dialect: string;
  readonly product: string;
  /** `argus.findAggregatedEvents`: unique among all products. */
  readonly key: string;
  /** Schema files of whole answers; `data` stands in a success's member of that name, or alone when there is none. */
  readonly envelope: Table['envelope'];
  /** Names of the security schemes that it takes. */
  readonly schemes: readonly string[];
}

/** A product's table. */
export interface Api {
  readonly adapter: ProductAdapter;
  readonly name: string;
  readonly title: string;
  readonly dialect: string;
  readonly table: Table;
  readonly operations: readonly Operation[];
}

const apis = new WeakMap<Table, Api>();

/** The tables of all products, each in the dialect that the target speaks. */
export const apisOf = (target: Target, products: readonly ProductAdapter[]): readonly Api[] =>
  products.map((adapter) => {
    const [first = ''] = Object.keys(adapter.tables);
    const dialect = target[`${adapter.name}Dialect`] ?? first;
    const table = adapter.tables[dialect];
    if (table === undefined) throw new Error(`${adapter.name} has no dialect ${dialect}`);
    const api = apis.get(table) ?? apiOf(adapter, dialect, table);
    apis.set(table, api);
    return api;
  });

const apiOf = (adapter: ProductAdapter, dialect: string, table: Table): Api => ({
  adapter,
  name: table.name,
  title: table.title,
  dialect,
  operations: endpointsOf(table.rows).map((row) => ({
    ...row,
    adapter,
    dialect,
    product: table.name,
    key: `${table.name}.${row.id}`,
    envelope: table.envelope,
    patterns: { ...table.patterns, ...row.patterns },
    schemes: row.security ?? (row.isPublic ? [] : Object.keys(table.security)),
  })),
  table,
});

/** True where equal requests may be repeated at will. */
export const isSafe = (operation: Operation): boolean => operation.effect === 'reads';
