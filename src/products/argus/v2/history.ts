/** The table of lineage. Source: contract/argus.md §7, §7.7, seed 001. */
import type { Call, BoundEndpoint } from '../../../http/endpoint.ts';
import type { Principal } from '../access.ts';
import { findV2 } from '../find.ts';
import type { LineageQuery } from '../types.ts';
import { lineageOf } from './lineage.ts';
import { mostRows, tooMany } from './page.ts';
import { eventForms } from './paths.ts';
import type { Services } from './search.ts';

export const historyV2 = ({ simulation, invalid }: Services): readonly BoundEndpoint<Principal>[] =>
  eventForms('lineage', {
    id: 'getEventLineage',
    method: 'GET',
    summary: 'Get what happened to an event, the newest first',
    evidence: 'documented',
    source: 'seed 001; contract/argus.md §7.7',
    permission: 'eventLookup',
    query: 'argus/lineage-query.schema.json',
    body: null,
    data: 'argus/lineage.schema.json',
    produces: ['application/json'],
    refusals: [401, 403, 404, 412],
    handle: (call: Call<Principal>) => {
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
    },
  });
