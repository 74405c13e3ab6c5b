/** Chooses aggregates by v1 criteria for a command that changes them. */
import { makeOrderCache, page } from '../../../corpus/page.ts';
import { all } from '../../../corpus/predicate.ts';
import { scan } from '../../../corpus/scan.ts';
import type { Problem } from '../../../http/product.ts';
import type { World } from '../../../model/world.ts';
import { visible, type Viewer } from '../access/access.ts';
import { compile, type Criteria } from './criteria.ts';
import { aggregatedKey, mostRows, sortOf } from './search.ts';

/** The rows that a search of these criteria would return as one page; `problems` gets what is wrong with them. */
export function selectV1(
  world: World,
  viewer: Viewer,
  criteria: Criteria,
  now: number,
  problems: Problem[] = [],
): readonly number[] {
  const identify = (row: number) => ({ row, ordinal: null });
  const predicate = all([
    visible(world, viewer),
    compile(criteria, { world, principal: viewer, now, kind: 'aggregated', identify, problems }),
  ]);
  const limit = Number(criteria.limit ?? 25);
  if (limit > mostRows)
    problems.push({ where: 'body', path: ['limit'], keyword: 'maximum', message: 'too large', value: limit });
  const sort = sortOf(criteria.sortBy ?? [], (field) => aggregatedKey(world, world.aggregated, field), problems);
  if (problems.length > 0) return [];
  const bits = scan(world.aggregated, predicate);
  return page(
    bits,
    world.aggregated,
    sort,
    Number(criteria.offset ?? 0),
    limit === 0 ? mostRows : limit,
    makeOrderCache(),
  );
}
