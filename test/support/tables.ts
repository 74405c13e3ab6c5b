/** The tables of endpoints: constants, which are read without a World. */
import { endpointsOf as complete, type Endpoint } from '../../src/http/endpoint.ts';
import type { Table } from '../../src/http/product.ts';
import { plugins } from '../../src/products/index.ts';

/** The table of each product in each of its dialects. */
export const tables: readonly Table[] = plugins.flatMap((plugin) => Object.values<Table>(plugin.tables));

/** That of each in its usual dialect. */
export const usualTables: readonly Table[] = plugins.flatMap((plugin) =>
  Object.values<Table>(plugin.tables).slice(0, 1),
);

/** The rows of a product in its usual dialect. */
export const endpointsOf = (name: string): readonly Endpoint[] =>
  complete(usualTables.find((table) => table.name === name)?.rows ?? []);
