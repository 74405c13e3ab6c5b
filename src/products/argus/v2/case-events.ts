/** Aggregated events of a case, those of cases merged into it included. Source: contract/argus.md §7 listEventsByCase, seed 001 ("same count logic as in v1"). */
import { cardinality } from '../../../corpus/bits.ts';
import { codes } from '../../../corpus/predicate.ts';
import type { Outcome } from '../../../http/endpoint.ts';
import type { Problem } from '../../../http/product.ts';
import { ApiError } from '../../../kernel/fault.ts';
import type { Case } from '../../../model/world.ts';
import { accessDenied, mayReadCase, type Principal } from '../access/access.ts';
import type { ArgusServices } from '../services/services.ts';
import type { V2CaseQuery } from '../generated/types.ts';
import { mostRows, pageOf, pagingOf, tooMany } from '../events/page.ts';
import { tablesOf } from '../events/table.ts';
import { extrasOf } from './view.ts';

/** Lists them by time. An unknown case is 412, one of a customer that the caller may not see 403, as in v1; the operation declares no 404. */
export function caseEvents(
  { simulation, v2, invalid }: ArgusServices,
  principal: Principal,
  id: number,
  query: V2CaseQuery,
): Outcome {
  const { world, orders } = simulation;
  const wanted = world.cases.find((entry) => entry.id === id);
  if (wanted === undefined)
    throw new ApiError(412, [
      { message: 'Case does not exist', template: 'case.not.exist', field: 'caseID', parameter: String(id) },
    ]);
  if (!mayReadCase(principal, wanted)) throw accessDenied();
  const problems: Problem[] = [];
  const { limit, offset } = pagingOf(query, 'query', problems);
  if (problems.length > 0) throw invalid(problems);
  const isWanted = (entry: Case): boolean =>
    entry === wanted || (entry.mergedInto !== null && isWanted(entry.mergedInto));
  const isOfCase = codes('cases', world.caseSets.length, (code) => (world.caseSets[code] ?? []).some(isWanted));
  const found = tablesOf(world, orders, ['aggregated']).map((table) => ({ table, bits: table.scan(isOfCase) }));
  const count = found.reduce((sum, { bits }) => sum + cardinality(bits), 0);
  if (limit === 0 && count > mostRows) throw invalid([tooMany('query', query.limit)]);
  const isDown = (query.sortBy?.[0] ?? '-timestamp').startsWith('-');
  const events = pageOf(
    found,
    [isDown ? '-createdTimestamp' : 'createdTimestamp'],
    offset,
    limit === 0 ? mostRows : limit,
  );
  const extras = extrasOf(query);
  return { kind: 'list', items: events.map(({ row, ordinal }) => v2(row, ordinal, extras)), limit, offset, count };
}
