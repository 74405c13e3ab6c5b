/** The table of Argus Events v1. Source: contract/argus.md §6. */
import type { Call, BoundEndpoint, JsonText, Outcome } from '../../../http/endpoint.ts';
import type { RowId } from '../../../model/event-id.ts';
import type { Principal } from '../access.ts';
import { findV1 } from '../find.ts';
import type { EventListQuery } from '../types.ts';
import { caseEvents } from './case-events.ts';
import type { Criteria } from './criteria.ts';
import { search, type Kind, type Services } from './search.ts';
import { statistics } from './stats.ts';

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
const eventPath = '/events/v1/{type}/{timestamp}/{customerID}/{eventID}';

export function eventsV1(services: Services): readonly Row[] {
  const list =
    (kind: Kind) =>
    ({ query, principal }: Call<Principal>): Outcome => {
      const simple = query as unknown as EventListQuery;
      return search(services, principal, kind, {
        ...simple,
        startTimestamp: simple.startTimestamp ?? '-24hours',
        endTimestamp: simple.endTimestamp ?? 'now',
      } as Criteria);
    };
  return [
    {
      ...base,
      id: 'getEventByPath',
      method: 'GET',
      path: eventPath,
      summary: 'Get one event, aggregated or raw',
      source: 'seed 000; contract/argus.md §6',
      params: 'argus/event-params.schema.json',
      data: 'argus/single-event.schema.json',
      refusals: [401, 403, 404, 412],
      handle: (call) => ({ kind: 'one', json: eventText(services, findV1(services.simulation.world, call)) }),
    },
    {
      ...base,
      id: 'getEventLinks',
      method: 'GET',
      path: `${eventPath}/links`,
      summary: 'Get links to what an event is about',
      evidence: 'assumed',
      source: 'contract/argus.md §6; which links there are is assumed',
      params: 'argus/link-params.schema.json',
      data: 'argus/event-links.schema.json',
      refusals: [401, 403, 404, 412],
      handle: (call) => ({
        kind: 'one',
        json: JSON.stringify(linksOf(services, findV1(services.simulation.world, call))),
      }),
    },
    {
      ...base,
      id: 'listAggregatedEvents',
      method: 'GET',
      path: '/events/v1/aggregated',
      summary: 'List aggregated events of the last 24 hours',
      source: 'seed 000; contract/argus.md §6',
      query: 'argus/event-list-query.schema.json',
      data: 'argus/aggregated-events.schema.json',
      produces: textual,
      refusals: [401, 403, 412],
      handle: list('aggregated'),
    },
    {
      ...base,
      id: 'findAggregatedEvents',
      method: 'POST',
      path: '/events/v1/aggregated/search',
      effect: 'reads',
      summary: 'Search aggregated events',
      source: 'seed 000; contract/argus.md §6.5',
      body: 'argus/aggregated-criteria.schema.json',
      data: 'argus/aggregated-events.schema.json',
      produces: textual,
      refusals: [401, 403, 412],
      handle: ({ body, principal }) => {
        const criteria = body as Criteria;
        // Only this search refuses to run without a lower bound (seed 000); the status and field are assumed (§10.11).
        if (criteria.startTimestamp === undefined)
          throw services.invalid([
            { where: 'body', path: ['startTimestamp'], keyword: 'required', message: 'is required', value: null },
          ]);
        return search(services, principal, 'aggregated', criteria);
      },
    },
    {
      ...base,
      id: 'findAggregatedEventStats',
      method: 'POST',
      path: '/events/v1/aggregated/stats',
      effect: 'reads',
      summary: 'Count aggregated events by groups and time frames',
      evidence: 'observed',
      source: 'contract/argus.md §6.6',
      body: 'argus/stats-request.schema.json',
      data: 'argus/stats.schema.json',
      refusals: [401, 403, 412],
      handle: ({ body, principal }) => statistics(services, principal, body as object),
    },
    {
      ...base,
      id: 'listNIDSEvents',
      method: 'GET',
      path: '/events/v1/nids',
      summary: 'List raw events of the last 24 hours',
      source: 'contract/argus.md §6',
      query: 'argus/event-list-query.schema.json',
      data: 'argus/nids-events.schema.json',
      produces: textual,
      refusals: [401, 403, 412],
      handle: list('raw'),
    },
    {
      ...base,
      id: 'findNIDSEvents',
      method: 'POST',
      path: '/events/v1/nids/search',
      effect: 'reads',
      summary: 'Search raw events',
      source: 'contract/argus.md §6.5',
      body: 'argus/nids-criteria.schema.json',
      data: 'argus/nids-events.schema.json',
      produces: textual,
      refusals: [401, 403, 412],
      handle: ({ body, principal }) => search(services, principal, 'raw', body as Criteria),
    },
    {
      ...base,
      id: 'getEventsForCase',
      method: 'GET',
      path: '/events/v1/case/{caseID}',
      summary: 'List events of a case and of cases merged into it',
      permission: 'viewEventsByCase',
      source: 'seed 000; contract/argus.md §6',
      params: 'argus/case-params.schema.json',
      query: 'argus/case-query.schema.json',
      data: 'argus/case-events.schema.json',
      produces: textual,
      refusals: [401, 403, 412],
      handle: ({ params, query, principal }) => caseEvents(services, principal, Number(params['caseID']), query),
    },
  ];
}

function eventText({ simulation, writer }: Services, { row, ordinal }: RowId): JsonText {
  const columns = simulation.columns();
  return ordinal === null ? writer.aggregated(columns, row, 'comma') : writer.raw(columns, row, ordinal, 'comma');
}

function linksOf({ simulation: { world } }: Services, { row }: RowId) {
  const detail = world.details[world.aggregated.detail[row] ?? 0];
  const sensor = world.sensors[world.aggregated.sensor[row] ?? 0];
  return [
    { name: `Alarm ${detail?.alarm.name}`, type: 'generic', uri: `/alarms/v1/alarm/${detail?.alarm.id}` },
    {
      name: `Customer ${sensor?.customer.name}`,
      type: 'specific',
      uri: `/customers/v2/customer/${sensor?.customer.id}`,
    },
  ];
}
