/** v2 searches: aggregated and raw events as one list. Source: docs/contract/argus.md §7, §7.4, seed 002. */
import { all, type Predicate } from '../../../corpus/predicate.ts';
import { putFor, type Outcome } from '../../../http/endpoint.ts';
import { fewItems } from '../../../http/written.ts';
import { type Sliced } from '../../../kernel/slices.ts';
import type { Problem } from '../../../http/product.ts';
import type { RowId } from '../../../model/event-id.ts';
import type { World } from '../../../model/world.ts';
import { visible, type Viewer } from '../access/access.ts';
import { mostRows, pagingOf, tooMany } from '../common/paging.ts';
import type { CriteriaScope } from '../events/criteria.ts';
import type { V2Found } from '../events/found.ts';
import { meeting } from '../events/comments.ts';
import { countOf, pageOfEvents, pagerOf, totalOf, type Hits } from '../events/page.ts';
import { freshOrders, eventTableIn, type EventKind, type EventTable, type Orders } from '../events/table.ts';
import type { V2Criteria } from '../generated/types.ts';
import { keyOfSearch, type SearchCall } from '../services/found-cache.ts';
import type { ArgusServices } from '../services/services.ts';
import { compileV2, type V2Selection } from './criteria.ts';
import { chainOf } from './sorting.ts';
import { extrasOf } from './view.ts';

const bothKinds: readonly EventKind[] = ['aggregated', 'raw'];

/** What matches in each table that the criteria ask for, both when they ask for none. Nothing is looked for when something is wrong. Throws ApiError 403. */
export function* searchHits(
  world: World,
  orders: Orders,
  criteria: V2Selection,
  scope: Omit<CriteriaScope, 'table'>,
): Sliced<readonly Hits[]> {
  const { type: kinds = [] } = criteria;
  const compiled: { readonly table: EventTable; readonly predicate: Predicate }[] = [];
  for (const kind of bothKinds.filter((one) => kinds.length === 0 || kinds.includes(one))) {
    const table = yield* eventTableIn(world, kind, orders);
    const predicate = yield* compileV2(criteria, { ...scope, table });
    compiled.push({ table, predicate: all([visible(world, scope.viewer), predicate]) });
  }
  const hits: Hits[] = [];
  if (scope.problems.length > 0) return hits;
  for (const { table, predicate } of compiled) hits.push({ table, bits: yield* table.scan(predicate) });
  return hits;
}

/** Performs a search, or a simple list with its query as criteria. */
export function* searchV2(
  { simulation, v2: kept, unkept, invalid, found }: ArgusServices,
  call: SearchCall,
  criteria: V2Criteria,
): Sliced<Outcome> {
  const problems: Problem[] = [];
  const { limit, offset } = pagingOf(criteria, problems);
  const key = problems.length > 0 ? null : keyOfSearch(call, 'events', criteria);
  const search = function* (): Sliced<V2Found> {
    const { world, orders, clock } = simulation;
    const scope = { viewer: call.principal, now: clock.now(), problems };
    const hits = yield* searchHits(world, orders, criteria, scope);
    if (problems.length > 0) throw invalid(problems);
    return foundIn(hits, criteria);
  };
  const { tables, total, page } = yield* key === null ? search() : found.v2(key, search);
  if (limit === 0 && total > mostRows) throw invalid([tooMany(0)]);
  const events = yield* page(offset, limit === 0 ? mostRows : limit);
  const extras = extrasOf(criteria);
  if (events.length > fewItems) yield* meeting(simulation.world);
  const v2 = events.length > fewItems ? unkept.v2 : kept;
  const items = putFor(events, (sheet, { row, ordinal }) => v2(sheet, row, ordinal, extras));
  return { kind: 'list', items, limit, offset, count: countOf(tables, simulation.limits, total) };
}

function foundIn(hits: readonly Hits[], { sortBy = [] }: V2Criteria): V2Found {
  return {
    tables: hits.map(({ table }) => table),
    total: totalOf(hits),
    page: pagerOf(hits, chainOf(sortBy.length === 0 ? ['-createdTimestamp'] : sortBy)),
    // The same again for ranks.
    bytes: hits.reduce((sum, { bits }) => sum + 2 * bits.byteLength, 0),
  };
}

const hour = 3_600_000;

/**
 * The events that a command about v2 criteria changes: one page of them, by ascending creation when nothing else is asked.
 * Index times default to the current day (seed 001); in its first hour the day before is current as well, so that a World that ends at midnight has one. `problems` gets what is wrong.
 */
export function* selectV2(
  world: World,
  viewer: Viewer,
  criteria: V2Criteria,
  now: number,
  problems: Problem[] = [],
): Sliced<readonly RowId[]> {
  const { limit, offset } = pagingOf(criteria, problems);
  const { indexStartTimestamp = now - hour, indexEndTimestamp = now } = criteria;
  const bounded = { ...criteria, indexStartTimestamp, indexEndTimestamp };
  const hits = yield* searchHits(world, freshOrders(), bounded, { viewer, now, problems });
  if (problems.length > 0) return [];
  if (limit === 0 && totalOf(hits) > mostRows) problems.push(tooMany(0));
  const sortBy = (criteria.sortBy ?? []).length === 0 ? (['createdTimestamp'] as const) : (criteria.sortBy ?? []);
  return yield* pageOfEvents(hits, chainOf(sortBy), offset, limit === 0 ? mostRows : limit);
}
