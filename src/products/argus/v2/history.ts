/** Lineage of an event, a page of it. Source: docs/contract/argus.md §7, §7.7, seed 001. */
import { pageOfList } from '../common/paging.ts';
import { findV2 } from '../events/find.ts';
import type { LineageQuery } from '../generated/types.ts';
import type { ArgusReader } from '../services/services.ts';
import { lineageOf } from './lineage.ts';

export const getEventLineage: ArgusReader = ({ simulation, invalid }, call) => {
  const { world, clock } = simulation;
  const { row, ordinal } = findV2(world, call);
  const query: LineageQuery = call.query;
  const items = [...lineageOf(world, row, ordinal, clock.now())];
  if ((query.sortBy?.[0] ?? '-createdTimestamp').startsWith('-')) items.reverse();
  return pageOfList(invalid, query, items, (item) => JSON.stringify(item));
};
