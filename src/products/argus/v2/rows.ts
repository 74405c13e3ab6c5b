/** The table of Argus Events v2. Source: contract/argus.md §7. */
import type { EndpointRow } from '../../../http/endpoint.ts';

const textual = ['application/json', 'text/csv', 'application/jsonl'] as const;
const read = { permission: 'eventLookup', evidence: 'documented', refusals: [401, 403, 412] } as const;
const readOne = { ...read, method: 'GET', refusals: [401, 403, 404, 412] } as const;
const assess = { method: 'PUT', permission: 'assessEvents', evidence: 'documented' } as const;
const submit = {
  method: 'POST',
  permission: 'submitEvent',
  evidence: 'documented',
  refusals: [401, 403, 412],
} as const;

type FormRow = Omit<EndpointRow, 'path' | 'params' | 'patterns'>;

/** The two paths of `…/{event}/<sub>`: with the id alone, and with the type of v1 in front, which is ignored (contract/argus.md §7). */
const bothForms = <const Row extends FormRow>(
  sub: string,
  { id, summary, ...row }: Row,
  typedParams = 'argus/v2-typed-params.schema.json',
) =>
  [
    {
      ...row,
      id,
      summary,
      path: `/events/v2/event/{timestamp}/{customerID}/{eventID}${sub}`,
      params: 'argus/v2-event-params.schema.json',
    },
    {
      ...row,
      id: `${id as Row['id']}Compatibility`,
      summary: `${summary} by its id of v1`,
      path: `/events/v2/event/{type}/{timestamp}/{customerID}/{eventID}${sub}`,
      params: typedParams,
      // Letters are a type, known or refused as one; anything else in its place begins the other form.
      patterns: { type: '(^[A-Za-z]+$)' },
    },
  ] as const;

export const v2Rows = [
  {
    ...read,
    id: 'listEvents',
    method: 'GET',
    path: '/events/v2/event',
    summary: 'List events, aggregated and raw',
    source: 'seed 001; contract/argus.md §7',
    query: 'argus/v2-list-query.schema.json',
    data: 'argus/v2-events.schema.json',
    produces: textual,
  },
  {
    ...read,
    id: 'searchEvents',
    method: 'POST',
    path: '/events/v2/event/search',
    effect: 'reads',
    summary: 'Search events, aggregated and raw',
    source: 'seed 001; contract/argus.md §7.4',
    body: 'argus/v2-criteria.schema.json',
    data: 'argus/v2-events.schema.json',
    produces: textual,
  },
  {
    ...read,
    id: 'getEventStatistics',
    method: 'POST',
    path: '/events/v2/event/statistics',
    effect: 'reads',
    summary: 'Count events in a tree of groups, and over time',
    source: 'seed 001; contract/argus.md §7.5',
    body: 'argus/v2-stats-request.schema.json',
    data: 'argus/v2-stats.schema.json',
  },
  ...bothForms('', {
    ...readOne,
    id: 'getEvent',
    summary: 'Get one event',
    source: 'seed 001; contract/argus.md §7',
    query: 'argus/v2-event-query.schema.json',
    data: 'argus/v2-event.schema.json',
  }),
  // Links alone declare RAW and AGGR as the only types (contract/argus.md §7).
  ...bothForms(
    '/links',
    {
      ...readOne,
      id: 'getEventLinksV2',
      summary: 'Get links to what an event is about',
      evidence: 'assumed',
      source: 'contract/argus.md §7; which links there are is assumed',
      data: 'argus/v2-links.schema.json',
    },
    'argus/v2-typed-link-params.schema.json',
  ),
  {
    ...read,
    id: 'listEventsByCase',
    method: 'GET',
    path: '/events/v2/case/{caseID}',
    summary: 'List aggregated events of a case and of cases merged into it',
    source: 'seed 001; contract/argus.md §7',
    params: 'argus/case-params.schema.json',
    query: 'argus/v2-case-query.schema.json',
    data: 'argus/v2-events.schema.json',
    produces: textual,
  },
  ...bothForms('/assess', {
    ...assess,
    id: 'assessEvent',
    summary: 'Assess one event',
    source: 'seed 001; contract/argus.md §7.6',
    body: 'argus/event-assessment.schema.json',
    data: 'argus/v2-event.schema.json',
    refusals: [401, 403, 404, 412],
  }),
  {
    ...assess,
    id: 'assessEventBulk',
    path: '/events/v2/event/assess',
    summary: 'Assess all events that a search finds',
    source: 'seed 001; contract/argus.md §7.6',
    body: 'argus/bulk-assessment-request.schema.json',
    data: 'argus/bulk-assessment-result.schema.json',
    refusals: [401, 403, 412],
  },
  {
    ...assess,
    id: 'reindexEvents',
    path: '/events/v2/event/reindex',
    summary: 'Index events again',
    source: 'contract/argus.md §7',
    permission: 'reindexEvent',
    body: 'argus/reindex-request.schema.json',
    data: 'argus/reindex-result.schema.json',
    refusals: [401, 403, 412],
  },
  ...bothForms('/lineage', {
    ...readOne,
    id: 'getEventLineage',
    summary: 'Get what happened to an event, the newest first',
    source: 'seed 001; contract/argus.md §7.7',
    query: 'argus/lineage-query.schema.json',
    data: 'argus/lineage.schema.json',
  }),
  {
    ...submit,
    id: 'submitEvent',
    path: '/events/v2/event',
    summary: 'Submit an event',
    source: 'contract/argus.md §7.8; that it answers 201 with the event is assumed (§10.8)',
    body: 'argus/submit-event.schema.json',
    data: 'argus/v2-event.schema.json',
  },
  {
    ...submit,
    id: 'submitEventsBulk',
    path: '/events/v2/event/bulk',
    summary: 'Submit many events',
    source: 'contract/argus.md §7',
    body: 'argus/submit-bulk-request.schema.json',
    data: 'argus/submit-bulk-result.schema.json',
  },
  ...bothForms('/payload', {
    ...readOne,
    id: 'getPayloadV2',
    summary: 'Get the payload of an event',
    source: 'seed 001; contract/argus.md §7, §7.1; which type of payload an event has is assumed',
    data: 'argus/payload.schema.json',
  }),
  ...bothForms('/pcap', {
    ...readOne,
    id: 'getPcapV2',
    summary: 'Get the capture of an event',
    source: 'seed 001; contract/argus.md §7; that an event without a capture is a 404 is assumed',
    data: 'argus/payload-pcap.schema.json',
    produces: ['application/x-pcap'],
  }),
] as const satisfies readonly EndpointRow[];
