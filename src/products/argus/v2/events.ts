/** The table of Argus Events v2, as far as it reads. Source: contract/argus.md §7. */
import type { BoundEndpoint } from '../../../http/endpoint.ts';
import type { Principal } from '../access.ts';
import type { V2CaseQuery, V2Criteria, V2EventQuery, V2StatsRequest } from '../types.ts';
import { findV2 } from '../find.ts';
import { caseEvents } from './case-events.ts';
import { eventForms } from './paths.ts';
import { search, type Services } from './search.ts';
import { linksOf } from './links.ts';
import { statistics } from './statistics.ts';
import { extrasOf } from './view.ts';

type Row = BoundEndpoint<Principal>;

const textual = ['application/json', 'text/csv', 'application/jsonl'];
const base = {
  query: null,
  body: null,
  params: null,
  permission: 'eventLookup',
  produces: ['application/json'],
  evidence: 'documented',
} as const;

export function eventsV2(services: Services): readonly Row[] {
  const { simulation, writer } = services;
  return [
    {
      ...base,
      id: 'listEvents',
      method: 'GET',
      path: '/events/v2/event',
      summary: 'List events, aggregated and raw',
      source: 'seed 001; contract/argus.md §7',
      query: 'argus/v2-list-query.schema.json',
      data: 'argus/v2-events.schema.json',
      produces: textual,
      refusals: [401, 403, 412],
      handle: ({ query, principal }) => {
        const { signature = [], ...rest } = query as { readonly signature?: string[] };
        const criteria = { ...rest, ...(signature.length > 0 && { attack: [{ signature }] }) } as V2Criteria;
        return search(services, principal, criteria, 'query');
      },
    },
    {
      ...base,
      id: 'searchEvents',
      method: 'POST',
      path: '/events/v2/event/search',
      effect: 'reads',
      summary: 'Search events, aggregated and raw',
      source: 'seed 001; contract/argus.md §7.4',
      body: 'argus/v2-criteria.schema.json',
      data: 'argus/v2-events.schema.json',
      produces: textual,
      refusals: [401, 403, 412],
      handle: ({ body, principal }) => search(services, principal, body as V2Criteria, 'body'),
    },
    {
      ...base,
      id: 'getEventStatistics',
      method: 'POST',
      path: '/events/v2/event/statistics',
      effect: 'reads',
      summary: 'Count events in a tree of groups, and over time',
      source: 'seed 001; contract/argus.md §7.5',
      body: 'argus/v2-stats-request.schema.json',
      data: 'argus/v2-stats.schema.json',
      refusals: [401, 403, 412],
      handle: ({ body, principal }) => statistics(services, principal, body as V2StatsRequest),
    },
    ...eventForms('', {
      ...base,
      id: 'getEvent',
      method: 'GET',
      summary: 'Get one event',
      source: 'seed 001; contract/argus.md §7',
      query: 'argus/v2-event-query.schema.json',
      data: 'argus/v2-event.schema.json',
      refusals: [401, 403, 404, 412],
      handle: (call) => {
        const { row, ordinal } = findV2(simulation.world, call);
        return { kind: 'one', json: writer(row, ordinal, extrasOf(call.query as unknown as V2EventQuery)) };
      },
    }),
    ...eventForms('links', {
      ...base,
      id: 'getEventLinksV2',
      method: 'GET',
      summary: 'Get links to what an event is about',
      evidence: 'assumed',
      source: 'contract/argus.md §7; which links there are is assumed',
      data: 'argus/v2-links.schema.json',
      refusals: [401, 403, 404, 412],
      handle: (call) => ({ kind: 'one', json: linksOf(simulation.world, findV2(simulation.world, call)) }),
    }).map((row) =>
      // Links alone declare RAW and AGGR as the only types (contract/argus.md §7).
      row.params === 'argus/v2-typed-params.schema.json'
        ? { ...row, params: 'argus/v2-typed-link-params.schema.json' }
        : row,
    ),
    {
      ...base,
      id: 'listEventsByCase',
      method: 'GET',
      path: '/events/v2/case/{caseID}',
      summary: 'List aggregated events of a case and of cases merged into it',
      source: 'seed 001; contract/argus.md §7',
      params: 'argus/case-params.schema.json',
      query: 'argus/v2-case-query.schema.json',
      data: 'argus/v2-events.schema.json',
      produces: textual,
      refusals: [401, 403, 412],
      handle: ({ params, query, principal }) =>
        caseEvents(services, principal, Number(params['caseID']), query as unknown as V2CaseQuery),
    },
  ];
}
