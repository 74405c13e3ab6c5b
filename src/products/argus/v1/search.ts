/** v1 searches: limits, sorting, counting and their refusals. Source: contract/argus.md §2, §6.5, seed 002. */
import { cardinality } from '../../../corpus/bits.ts';
import { page, type SortKey } from '../../../corpus/page.ts';
import { all, type Predicate } from '../../../corpus/predicate.ts';
import { scanRaw } from '../../../corpus/raw-view.ts';
import { scan } from '../../../corpus/scan.ts';
import type { JsonText, Outcome } from '../../../http/endpoint.ts';
import type { Problem } from '../../../http/product.ts';
import type { Columns, Extent, RawColumns } from '../../../model/columns.ts';
import type { World } from '../../../model/world.ts';
import type { Simulation } from '../../shared/simulation.ts';
import { visible, type Principal } from '../access/access.ts';
import { propertyMatch } from '../events/properties.ts';
import { isTrue } from '../common/booleans.ts';
import type { ArgusServices } from '../services/services.ts';
import { compile, type Criteria, type Scope } from './criteria.ts';
import type { Separator } from '../services/writers.ts';

export type Kind = 'aggregated' | 'raw';

/** The system's limit on rows of one answer (seed 002). */
export const mostRows = 100_000;
const defaultLimit = 25;
/** Rows that counting is taken to get through in a millisecond; only compared with the budget, never measured. */
const nominalRowsPerMs = 100_000;

/** What both kinds of rows look like to a search. */
interface Table extends Extent {
  readonly scan: (predicate: Predicate) => Uint32Array;
  readonly identify: Scope['identify'];
  readonly write: (row: number, separator: Separator) => JsonText;
  readonly key: (field: SortField) => (row: number) => number;
  readonly orders: Simulation['orders']['aggregated'];
}

/** Performs a search or simple list of one kind of event. */
export function search(services: ArgusServices, principal: Principal, kind: Kind, criteria: Criteria): Outcome {
  const { simulation, invalid } = services;
  const table = tableOf(services, kind);
  const problems: Problem[] = [];
  const scope: Scope = {
    world: simulation.world,
    principal,
    now: simulation.clock.now(),
    kind,
    identify: table.identify,
    problems,
  };
  const predicate = all([visible(simulation.world, principal), compile(criteria, scope)]);
  const limit = Number(criteria.limit ?? defaultLimit);
  const offset = Number(criteria.offset ?? 0);
  if (limit > mostRows) problems.push(problem('limit', criteria.limit));
  const sort = sortOf(criteria.sortBy ?? [], table.key, problems);
  if (problems.length > 0) throw invalid(problems);
  const lenientRows = isKeywordOnly(simulation.world, kind, criteria);
  const bits = table.scan(
    lenientRows === null
      ? predicate
      : all([visible(simulation.world, principal), compile({ ...criteria, exactMatchProperties: false }, scope)]),
  );
  const total = cardinality(bits);
  if (limit === 0 && total > mostRows) throw invalid([problem('limit', 0)]);
  const isCounted = table.length / nominalRowsPerMs <= simulation.limits.countBudget;
  const rows = page(bits, table, sort, offset, limit === 0 ? mostRows : limit, table.orders);
  const exact = lenientRows === null ? rows : restoreOrder(rows, table.scan(predicate));
  const separator = criteria.multivaluePropertySeparator ?? 'comma';
  // An empty page under a count that promises more would keep a paging client asking for ever (contract/argus.md §9).
  const count = exact.length === 0 && rows.length > 0 ? Math.min(offset, total) : total;
  return {
    kind: 'list',
    items: exact.map((row) => table.write(row, separator)),
    limit,
    offset,
    count: isCounted ? count : -1,
  };
}

const problem = (field: string, value: unknown): Problem => ({
  where: 'body',
  path: [field],
  keyword: 'semantics',
  message: 'is invalid here',
  value,
});

/** Exact property matches are made after the search and do not change the count: null where words and exact matches agree anyway. */
function isKeywordOnly(world: World, kind: Kind, criteria: Criteria): true | null {
  const wanted = Object.entries(criteria.properties ?? {});
  if (wanted.length === 0 || !isTrue(criteria.exactMatchProperties, true)) return null;
  const agree = wanted.every(([key, value]) => {
    const [exact, words] = (['exact', 'words'] as const).map((match) =>
      propertyMatch(world, kind, key, String(value), match),
    );
    return (
      exact?.kind === 'row' ||
      (exact?.kind === 'code' && words?.kind === 'code' && exact.table.every((bit, code) => bit === words.table[code]))
    );
  });
  return agree ? null : true;
}

function restoreOrder(rows: readonly number[], exact: Uint32Array): readonly number[] {
  return rows.filter((row) => (((exact[row >>> 5] ?? 0) >>> (row & 31)) & 1) === 1);
}

/** Fields that sortBy knows; both spellings of the last change occur (contract/argus.md §6.5). The rest is assumed. */
const sortFields = {
  timestamp: 'timestamp',
  startTimestamp: 'timestamp',
  endTimestamp: 'end',
  lastUpdated: 'updated',
  lastUpdatedTimestamp: 'updated',
  customerID: 'customer',
  severity: 'severity',
  count: 'count',
} as const;

type SortField = (typeof sortFields)[keyof typeof sortFields];

/** The chain of sort keys that `sortBy` asks for; what it does not know is added to `problems`. */
export function sortOf(names: readonly string[], keyOf: Table['key'], problems: Problem[]): readonly SortKey[] {
  const asked = names.length === 0 ? ['-timestamp'] : names;
  return asked.flatMap((text) => {
    const name = text.startsWith('-') ? text.slice(1) : text;
    if (!Object.hasOwn(sortFields, name)) {
      problems.push(problem('sortBy', text));
      return [];
    }
    const field = sortFields[name as keyof typeof sortFields];
    return [{ name: field, descending: text.startsWith('-'), key: keyOf(field) }];
  });
}

function tableOf({ simulation, v1 }: ArgusServices, kind: Kind): Table {
  const { world } = simulation;
  const columns = simulation.columns();
  if (kind === 'aggregated') {
    return {
      length: columns.length,
      sorted: columns.sorted,
      scan: (predicate) => scan(columns, predicate),
      identify: (row) => ({ row, ordinal: null }),
      write: (row, separator) => v1.aggregated(columns, row, separator),
      key: (field) => aggregatedKey(world, columns, field),
      orders: simulation.orders.aggregated,
    };
  }
  const raw = world.raw();
  return {
    length: raw.length,
    sorted: raw.sorted,
    scan: (predicate) => scanRaw(world, columns, predicate),
    identify: (row) => ({ row: raw.parent[row] ?? 0, ordinal: raw.ordinal[row] ?? 0 }),
    write: (row, separator) => v1.raw(columns, raw.parent[row] ?? 0, raw.ordinal[row] ?? 0, separator),
    key: (field) => rawKey(world, columns, raw, field),
    orders: simulation.orders.raw,
  };
}

export function aggregatedKey(world: World, columns: Columns, field: SortField): (row: number) => number {
  switch (field) {
    case 'timestamp':
      return (row) => columns.timestamp[row] ?? 0;
    case 'end':
      return (row) => (columns.timestamp[row] ?? 0) + (columns.duration[row] ?? 0);
    case 'updated':
      return (row) => columns.updated[row] ?? 0;
    case 'customer':
      return (row) => world.sensors[columns.sensor[row] ?? 0]?.customer.id ?? 0;
    case 'severity':
      return (row) => columns.severity[row] ?? 0;
    case 'count':
      return (row) => columns.count[row] ?? 0;
  }
}

function rawKey(world: World, columns: Columns, raw: RawColumns, field: SortField): (row: number) => number {
  if (field === 'timestamp' || field === 'end') return (row) => raw.timestamp[row] ?? 0;
  if (field === 'count') return () => 1;
  const key = aggregatedKey(world, columns, field);
  return (row) => key(raw.parent[row] ?? 0);
}
