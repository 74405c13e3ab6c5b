/** The table of Argus Events v2. Source: docs/contract/argus.md §7. */
import type { EndpointRow } from '../../../http/endpoint.ts';
import {
  assessExclusions,
  lists,
  names,
  ofOneCapture,
  ofOneEvent,
  inQuery,
  rowsById,
  searches,
  settable,
  submission,
} from '../common/row-facts.ts';

const read = { method: 'GET', permission: 'eventLookup', evidence: 'documented', refusals: [401, 403, 412] } as const;
const assess = { method: 'PUT', permission: 'assessEvents' } as const;
const assessment = { ...assess, settable, exclusions: assessExclusions } as const;
const submit = { method: 'POST', permission: 'submitEvent' } as const;

type OneEventRow = Pick<EndpointRow, 'path' | 'summary' | 'source'> & Partial<EndpointRow>;

/** The two paths of `…/{event}/<sub>`: with the id alone, and with the type of v1 in front, which is ignored (docs/contract/argus.md §7). */
const bothForms = <const Id extends string>(
  id: Id,
  sub: string,
  row: Omit<OneEventRow, 'path'>,
  typedParams = 'argus/v2-typed-params.schema.json',
) => {
  const forms: Readonly<Record<string, OneEventRow>> = {
    [id]: {
      ...ofOneEvent,
      ...row,
      path: `/events/v2/event/{timestamp}/{customerID}/{eventID}${sub}`,
      params: 'argus/v2-event-params.schema.json',
    },
    [`${id}Compatibility`]: {
      ...ofOneEvent,
      ...row,
      summary: `${row.summary} by its id of v1`,
      path: `/events/v2/event/{type}/{timestamp}/{customerID}/{eventID}${sub}`,
      params: typedParams,
      // Letters are a type, known or refused as one; anything else in its place begins the other form.
      patterns: { type: '(^[A-Za-z]+$)' },
    },
  };
  return forms as Readonly<Record<Id | `${Id}Compatibility`, OneEventRow>>;
};

export const v2Rows = rowsById(read, {
  listEvents: {
    path: '/events/v2/event',
    summary: 'List events, aggregated and raw',
    source: 'Argus documentation, Event Service v2; docs/contract/argus.md §7',
    query: 'argus/v2-list-query.schema.json',
    data: 'argus/v2-events.schema.json',
    ...lists,
    model: 'v2',
  },
  searchEvents: {
    path: '/events/v2/event/search',
    summary: 'Search events, aggregated and raw',
    source: 'Argus documentation, Event Service v2; docs/contract/argus.md §7.4',
    body: 'argus/v2-criteria.schema.json',
    data: 'argus/v2-events.schema.json',
    ...searches,
    model: 'v2',
    sortKeys: [
      'customerID',
      'eventID',
      'createdTimestamp',
      'lastUpdatedTimestamp',
      'firstEventTimestamp',
      'lastEventTimestamp',
    ],
    examples: { body: { limit: 5 } },
  },
  getEventStatistics: {
    method: 'POST',
    effect: 'reads',
    path: '/events/v2/event/statistics',
    summary: 'Count events in a tree of groups, and over time',
    source: 'Argus documentation, Event Service v2; docs/contract/argus.md §7.5',
    body: 'argus/v2-stats-request.schema.json',
    data: 'argus/v2-stats.schema.json',
    exclusions: [names],
    examples: { body: { groupBy: [{ field: 'severity' }] } },
  },
  ...bothForms('getEvent', '', {
    summary: 'Get one event',
    source: 'Argus documentation, Event Service v2; docs/contract/argus.md §7',
    query: 'argus/v2-event-query.schema.json',
    data: 'argus/v2-event.schema.json',
    itemOf: ['searchEvents'],
  }),
  // Links alone declare RAW and AGGR as the only types (docs/contract/argus.md §7).
  ...bothForms(
    'getEventLinksV2',
    '/links',
    {
      summary: 'Get links to what an event is about',
      evidence: 'assumed',
      source: 'docs/contract/argus.md §7',
      note: 'Assumed: which links there are.',
      data: 'argus/v2-links.schema.json',
    },
    'argus/v2-typed-link-params.schema.json',
  ),
  listEventsByCase: {
    path: '/events/v2/case/{caseID}',
    summary: 'List aggregated events of a case and of cases merged into it',
    source: 'Argus documentation, Event Service v2; docs/contract/argus.md §7',
    params: 'argus/case-params.schema.json',
    query: 'argus/v2-case-query.schema.json',
    data: 'argus/v2-events.schema.json',
    ...lists,
    sortKeys: ['timestamp'],
    parameterSources: { caseID: { $from: 'cases' } },
  },
  ...bothForms('assessEvent', '/assess', {
    ...assessment,
    summary: 'Assess one event',
    source: 'Argus documentation, Event Service v2; docs/contract/argus.md §7.6',
    body: 'argus/event-assessment.schema.json',
    data: 'argus/v2-event.schema.json',
    examples: { body: { comment: 'Seen.' } },
  }),
  assessEventBulk: {
    ...assessment,
    path: '/events/v2/event/assess',
    summary: 'Assess all events that a search finds',
    source: 'Argus documentation, Event Service v2; docs/contract/argus.md §7.6',
    body: 'argus/bulk-assessment-request.schema.json',
    data: 'argus/bulk-assessment-result.schema.json',
    examples: { body: { assessment: { comment: 'Seen.' }, search: { limit: 1 } } },
  },
  reindexEvents: {
    ...assess,
    path: '/events/v2/event/reindex',
    summary: 'Index events again',
    source: 'docs/contract/argus.md §7',
    permission: 'reindexEvent',
    body: 'argus/reindex-request.schema.json',
    data: 'argus/reindex-result.schema.json',
    examples: { body: { eventID: [{ $from: 'eventIds', member: 'id' }] } },
  },
  ...bothForms('getEventLineage', '/lineage', {
    summary: 'Get what happened to an event, the newest first',
    source: 'Argus documentation, Event Service v2; docs/contract/argus.md §7.7',
    query: 'argus/lineage-query.schema.json',
    data: 'argus/lineage.schema.json',
    ...inQuery,
    sortKeys: ['createdTimestamp'],
  }),
  submitEvent: {
    ...submit,
    path: '/events/v2/event',
    summary: 'Submit an event',
    source: 'docs/contract/argus.md §7.8; docs/contract/argus.md §12.4',
    note: 'Assumed: that success is 200.',
    body: 'argus/submit-event.schema.json',
    data: 'argus/submit-result.schema.json',
    examples: { body: submission },
  },
  submitEventsBulk: {
    ...submit,
    path: '/events/v2/event/bulk',
    summary: 'Submit many events',
    source: 'docs/contract/argus.md §7; docs/contract/argus.md §12.4',
    note: 'Assumed: that success is 200.',
    body: 'argus/submit-bulk-request.schema.json',
    data: 'argus/submit-bulk-result.schema.json',
    examples: { body: { events: [submission] } },
  },
  ...bothForms('getPayloadV2', '/payload', {
    summary: 'Get the payload of an event',
    source: 'Argus documentation, Event Service v2; docs/contract/argus.md §7, §7.1',
    note: 'Assumed: which type of payload an event has.',
    data: 'argus/payload.schema.json',
  }),
  ...bothForms('getPcapV2', '/pcap', {
    summary: 'Get the capture of an event',
    source: 'Argus documentation, Event Service v2; docs/contract/argus.md §7',
    note: 'Assumed: that an event without a capture is a 404.',
    data: 'argus/payload-pcap.schema.json',
    ...ofOneCapture,
  }),
});
