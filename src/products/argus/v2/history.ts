/** Lineage of an event, a page of it. Source: contract/argus.md §7, §7.7, seed 001. */
import { findV2 } from '../events/find.ts';
import type { ArgusReader } from '../services/services.ts';
import type { LineageQuery } from '../generated/types.ts';
import { lineageOf } from './lineage.ts';
import { mostRows, tooMany } from '../events/page.ts';

export const getEventLineage: ArgusReader = ({ simulation, invalid }, call) => {
  const { world, clock } = simulation;
  const { row, ordinal } = findV2(world, call);
  const query = call.query as LineageQuery;
  const limit = Number(query.limit ?? 25);
  const offset = Number(query.offset ?? 0);
  if (limit > mostRows) throw invalid([tooMany('query', query.limit)]);
  const items = [...lineageOf(world, row, ordinal, clock.now())];
  if ((query.sortBy?.[0] ?? '-createdTimestamp').startsWith('-')) items.reverse();
  const shown = items.slice(offset, limit === 0 ? items.length : offset + limit);
  return { kind: 'list', items: shown.map((item) => JSON.stringify(item)), limit, offset, count: items.length };
};
