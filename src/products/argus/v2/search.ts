/** v2 searches: aggregated and raw events as one list. Source: contract/argus.md §7, §7.4, seed 002. */
import { makeOrderCache } from '../../../corpus/page.ts';
import { all } from '../../../corpus/predicate.ts';
import type { Outcome } from '../../../http/endpoint.ts';
import type { Problem } from '../../../http/product.ts';
import type { RowId } from '../../../model/event-id.ts';
import type { World } from '../../../model/world.ts';
import { visible, type Principal, type Viewer } from '../access/access.ts';
import type { ArgusServices } from '../services/services.ts';
import type { V2Criteria } from '../generated/types.ts';
import { compile, type Criteria } from './criteria.ts';
import { mostRows, pageOf, pagingOf, tooMany, totalOf, type Found } from '../events/page.ts';
import { tablesOf, type Kind, type Orders } from '../events/table.ts';
import { extrasOf } from './view.ts';

/** Rows that counting is taken to get through in a millisecond; only compared with the budget, never measured. */
const nominalRowsPerMs = 100_000;

interface Question {
  readonly world: World;
  readonly orders: Orders;
  readonly viewer: Viewer;
  readonly now: number;
  readonly problems: Problem[];
}

/** What matches in each table that the criteria ask for. Nothing is looked for when something is wrong. Throws ApiError 403. */
export function find(question: Question, criteria: Criteria): readonly Found[] {
  const { world, orders, viewer, now, problems } = question;
  const compiled = tablesOf(world, orders, criteria.type as readonly Kind[] | undefined).map((table) => ({
    table,
    predicate: all([visible(world, viewer), compile(criteria, { table, viewer, now, problems })]),
  }));
  return problems.length > 0 ? [] : compiled.map(({ table, predicate }) => ({ table, bits: table.scan(predicate) }));
}

/** Performs a search, or a simple list with its query as criteria. */
export function search(
  { simulation, v2, invalid }: ArgusServices,
  principal: Principal,
  criteria: V2Criteria,
  where: Problem['where'],
): Outcome {
  const { world, orders, clock, limits } = simulation;
  const problems: Problem[] = [];
  const { limit, offset } = pagingOf(criteria, where, problems);
  const found = find({ world, orders, viewer: principal, now: clock.now(), problems }, criteria);
  if (problems.length > 0) throw invalid(problems.map((problem) => ({ ...problem, where })));
  const total = totalOf(found);
  if (limit === 0 && total > mostRows) throw invalid([tooMany(where, 0)]);
  const rows = found.reduce((sum, { table }) => sum + table.length, 0);
  const sortBy = (criteria.sortBy ?? []).length === 0 ? (['-createdTimestamp'] as const) : (criteria.sortBy ?? []);
  const events = pageOf(found, sortBy, offset, limit === 0 ? mostRows : limit);
  const extras = extrasOf(criteria);
  return {
    kind: 'list',
    items: events.map(({ row, ordinal }) => v2(row, ordinal, extras)),
    limit,
    offset,
    count: rows / nominalRowsPerMs <= limits.countBudget ? total : -1,
  };
}

const hour = 3_600_000;

/**
 * The events that a command about v2 criteria changes: one page of them, by ascending creation when nothing else is asked.
 * Index times default to the current day (seed 001); in its first hour the day before is current as well, so that a World that ends at midnight has one. `problems` gets what is wrong.
 */
export function selectV2(
  world: World,
  viewer: Viewer,
  criteria: V2Criteria,
  now: number,
  problems: Problem[] = [],
): readonly RowId[] {
  const { limit, offset } = pagingOf(criteria, 'body', problems);
  const orders = { aggregated: makeOrderCache(), raw: makeOrderCache() };
  const { indexStartTimestamp = now - hour, indexEndTimestamp = now } = criteria;
  const bounded = { ...criteria, indexStartTimestamp, indexEndTimestamp };
  const found = find({ world, orders, viewer, now, problems }, bounded);
  if (problems.length > 0) return [];
  if (limit === 0 && totalOf(found) > mostRows) problems.push(tooMany('body', 0));
  const sortBy = (criteria.sortBy ?? []).length === 0 ? (['createdTimestamp'] as const) : (criteria.sortBy ?? []);
  return pageOf(found, sortBy, offset, limit === 0 ? mostRows : limit);
}
