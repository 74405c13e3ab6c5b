/** v1 searches of one kind of events. Source: docs/contract/argus.md §2, §6.5, seed 002. */
import { cardinality } from '../../../corpus/bits.ts';
import { paging } from '../../../corpus/page.ts';
import { all, type Predicate } from '../../../corpus/predicate.ts';
import { putFor, type Outcome } from '../../../http/endpoint.ts';
import { fewItems } from '../../../http/written.ts';
import { type Sliced } from '../../../kernel/slices.ts';
import type { Problem } from '../../../http/product.ts';
import { makingRows } from '../../../model/late-columns.ts';
import type { World } from '../../../model/world.ts';
import { visible, type Viewer } from '../access/access.ts';
import { isTrue } from '../common/booleans.ts';
import { mostRows, pagingOf, tooMany } from '../common/paging.ts';
import type { CriteriaScope } from '../events/criteria.ts';
import type { V1Found } from '../events/found.ts';
import { meeting } from '../events/comments.ts';
import { countOf } from '../events/page.ts';
import { mayMatchByWordsAlone } from '../events/properties.ts';
import { freshOrders, eventTableIn, eventTableOf, type EventKind, type EventTable } from '../events/table.ts';
import type { Simulation } from '../../shared/simulation.ts';
import { keyOfSearch, type SearchCall } from '../services/found-cache.ts';
import type { ArgusServices } from '../services/services.ts';
import { compileV1, type V1Criteria } from './criteria.ts';
import { sortOf } from './sorting.ts';

/** What criteria ask of a table; what is wrong is added to the problems of the scope. */
function* questionOf(criteria: V1Criteria, scope: CriteriaScope) {
  const predicate = yield* predicateOf(criteria, scope);
  const page = pagingOf(criteria, scope.problems);
  if (criteria.sortBy !== undefined) yield* makingRows(scope.table.world.aggregated);
  return { predicate, ...page, sort: sortOf(criteria.sortBy ?? [], scope.table, scope.problems) };
}

function* predicateOf(criteria: V1Criteria, scope: CriteriaScope): Sliced<Predicate> {
  return all([visible(scope.table.world, scope.viewer), yield* compileV1(criteria, scope)]);
}

/** Performs a search or simple list of one kind of event. */
export function* searchV1(
  { simulation, v1: kept, unkept, invalid, found }: ArgusServices,
  call: SearchCall,
  kind: EventKind,
  criteria: V1Criteria,
): Sliced<Outcome> {
  const key = keyOfSearch(call, kind, criteria);
  const search = (): Sliced<V1Found> => foundBy(simulation, call.principal, kind, criteria, invalid);
  const { table, bits, exactBits, total, sort } = yield* key === null ? search() : found.v1(key, search);
  const problems: Problem[] = [];
  const { limit, offset } = pagingOf(criteria, problems);
  if (limit === 0 && total > mostRows) problems.push(tooMany(0));
  if (problems.length > 0) throw invalid(problems);
  const rows = yield* paging(bits, table, sort, offset, limit === 0 ? mostRows : limit, table.orders);
  const exact = exactBits === null ? rows : rowsIn(exactBits, rows);
  const columns = simulation.columns();
  const separator = criteria.multivaluePropertySeparator ?? 'comma';
  if (exact.length > fewItems) yield* meeting(simulation.world);
  const v1 = exact.length > fewItems ? unkept.v1 : kept;
  const raw = kind === 'raw' ? simulation.world.raw() : null;
  const items = putFor(exact, (sheet, row) =>
    raw === null
      ? v1.aggregated(sheet, columns, row, separator)
      : v1.raw(sheet, columns, raw.parent[row] ?? 0, raw.ordinal[row] ?? 0, separator),
  );
  return { kind: 'list', items, limit, offset, count: countOf([table], simulation.limits, total) };
}

/** Throws the refusal of criteria that cannot be searched by. */
function* foundBy(
  simulation: Simulation,
  viewer: Viewer,
  kind: EventKind,
  criteria: V1Criteria,
  invalid: ArgusServices['invalid'],
): Sliced<V1Found> {
  const table = yield* eventTableIn(simulation.world, kind, simulation.orders);
  const scope: CriteriaScope = { table, viewer, now: simulation.clock.now(), problems: [] };
  const { predicate, sort } = yield* questionOf(criteria, scope);
  if (scope.problems.length > 0) throw invalid(scope.problems);
  const isLenient = isKeywordOnly(table, criteria);
  const lenient = { ...criteria, exactMatchProperties: false };
  const bits = yield* table.scan(isLenient ? yield* predicateOf(lenient, scope) : predicate);
  const exactBits = isLenient ? yield* table.scan(predicate) : null;
  const bytes = bits.byteLength + (exactBits?.byteLength ?? 0);
  return { table, sort, bits, exactBits, total: cardinality(bits), bytes };
}

/**
 * True where exact property matches and matches by words may differ. The exact ones are made after the search: they empty pages, and the
 * count, which depends on the query alone, stays that of the matches by words.
 */
const isKeywordOnly = (table: EventTable, { properties = {}, exactMatchProperties }: V1Criteria): boolean =>
  isTrue(exactMatchProperties, true) && mayMatchByWordsAlone(table, properties);

/** Those of the rows that are in the set, in their order. */
const rowsIn = (bits: Uint32Array, rows: readonly number[]): readonly number[] =>
  rows.filter((row) => (((bits[row >>> 5] ?? 0) >>> (row & 31)) & 1) === 1);

/** The aggregates that a command about v1 criteria changes: those that a search would return as one page; `problems` gets what is wrong. */
export function* selectV1(
  world: World,
  viewer: Viewer,
  criteria: V1Criteria,
  now: number,
  problems: Problem[] = [],
): Sliced<readonly number[]> {
  const table = eventTableOf(world, 'aggregated', freshOrders());
  const { predicate, limit, offset, sort } = yield* questionOf(criteria, { table, viewer, now, problems });
  if (problems.length > 0) return [];
  const bits = yield* table.scan(predicate);
  return yield* paging(bits, table, sort, offset, limit === 0 ? mostRows : limit, table.orders);
}
