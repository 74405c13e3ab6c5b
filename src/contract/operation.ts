/** What can be asked: the rows of the products' tables as the contract suite sees them, without handlers and without data. */
import { fixedClock } from '../kernel/clock.ts';
import { makeWorld } from '../generator/generate.ts';
import { readScenario } from '../generator/scenario.ts';
import { endpointsOf, type Endpoint, type Effect } from '../http/endpoint.ts';
import type { Product } from '../http/product.ts';
import { makeArgus } from '../products/argus/product.ts';
import { makeSimulation } from '../products/shared/simulation.ts';
import { makeUsm } from '../products/usm/product.ts';

export type ProductName = 'argus' | 'usm';
export type UsmDialect = 'documented' | 'live';

/** One row, with what it takes from its product. */
export interface Operation extends Endpoint {
  readonly product: ProductName;
  /** `argus.findAggregatedEvents`: unique among all products. */
  readonly key: string;
  /** Schema files of whole answers; `data` stands in a success's member of that name, or alone when there is none. */
  readonly envelope: Product['envelope'];
  /** Names of the security schemes that it takes. */
  readonly schemes: readonly string[];
}

/** A product's table. */
export interface Api {
  readonly name: ProductName;
  readonly title: string;
  readonly operations: readonly Operation[];
  readonly envelope: Product['envelope'];
  readonly ignoresTrailingSlash: boolean;
}

const made = new Map<UsmDialect, readonly Api[]>();

/** The tables of all products; USM Anywhere's as one of its dialects has it. */
export function apisOf(dialect: UsmDialect): readonly Api[] {
  const known = made.get(dialect);
  if (known !== undefined) return known;
  // Rows hold handlers, which hold a World; the shipped one without events is the smallest, and nobody asks the handlers.
  const world = makeWorld({ seed: '1', scenario: readScenario('empty') });
  const simulation = makeSimulation(world, fixedClock(world.end), []);
  const apis = [apiOf(makeArgus(simulation) as Product), apiOf(makeUsm(simulation, { dialect }) as Product)];
  made.set(dialect, apis);
  return apis;
}

const apiOf = (product: Product): Api => ({
  name: product.name as ProductName,
  title: product.title,
  operations: endpointsOf(product.rows).map((endpoint) => operationOf(product, endpoint)),
  envelope: product.envelope,
  ignoresTrailingSlash: product.ignoresTrailingSlash === true,
});

function operationOf(product: Product, row: Endpoint): Operation {
  return {
    ...row,
    product: product.name as ProductName,
    key: `${product.name}.${row.id}`,
    effect: effectOf(row),
    envelope: product.envelope,
    patterns: { ...product.patterns, ...row.patterns },
    schemes: row.security ?? (row.isPublic ? [] : Object.keys(product.security)),
  };
}

/** A GET that logs out is no mere reading; a POST that makes a session or a token leaves data alone. */
function effectOf(row: Endpoint): Effect {
  const isAboutSessions = /\/(?:log-?out|session|authentication|authenticate|token)(?:\/|$)/.test(
    row.path.replace(/^\/authentication\//, '/'),
  );
  if (row.method === 'GET' && !row.path.endsWith('/logout')) return 'reads';
  if (row.effect === 'reads' && row.method !== 'GET') return 'reads';
  return isAboutSessions ? 'session' : 'writes';
}

/** True where equal requests may be repeated at will. */
export const isSafe = (operation: Operation): boolean => operation.effect === 'reads';
