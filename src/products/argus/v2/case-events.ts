/** Aggregated events of a case by time. Source: docs/contract/argus.md §7 listEventsByCase, seed 001 ("same count logic as in v1"). */
import { putFor } from '../../../http/endpoint.ts';
import type { Problem } from '../../../http/product.ts';
import { mostRows, pagingOf, tooMany } from '../common/paging.ts';
import { aggregatesOfCase } from '../events/case.ts';
import { pageOfEvents, totalOf } from '../events/page.ts';
import { eventTableOf } from '../events/table.ts';
import type { V2CaseQuery } from '../generated/types.ts';
import type { SlicedReader } from '../services/services.ts';
import { chainOf } from './sorting.ts';
import { extrasOf } from './view.ts';

export const listEventsByCase: SlicedReader = function* ({ simulation, v2, invalid }, call) {
  const query = call.query as unknown as V2CaseQuery;
  const isOfCase = aggregatesOfCase(simulation.world, call.principal, Number(call.params['caseID']));
  const problems: Problem[] = [];
  const { limit, offset } = pagingOf(query, problems);
  if (problems.length > 0) throw invalid(problems);
  const table = eventTableOf(simulation.world, 'aggregated', simulation.orders);
  const hits = [{ table, bits: yield* table.scan(isOfCase) }];
  const count = totalOf(hits);
  if (limit === 0 && count > mostRows) throw invalid([tooMany(query.limit)]);
  const isDown = (query.sortBy?.[0] ?? '-timestamp').startsWith('-');
  const sort = chainOf([isDown ? '-createdTimestamp' : 'createdTimestamp']);
  const extras = extrasOf(query);
  const events = yield* pageOfEvents(hits, sort, offset, limit === 0 ? mostRows : limit);
  return {
    kind: 'list',
    items: putFor(events, (sheet, { row, ordinal }) => v2(sheet, row, ordinal, extras)),
    limit,
    offset,
    count,
  };
};
