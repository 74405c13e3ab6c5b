/** The tables of USM Anywhere 2.0, as documented and as clients meet it. Source: docs/contract/usm.md §3. */
import type { EndpointRow } from '../../http/endpoint.ts';
import { forwardedHeaders } from '../../http/origin.ts';
import type { Table } from '../../http/product.ts';
import { inventoryRows } from './inventory/rows.ts';
import { apiRoot, tokenPath } from './api/paths.ts';
import { styles, type Style } from './json/style.ts';
import type { DialectName } from './records/tenant.ts';

const documented = { evidence: 'documented', produces: ['application/json', 'application/hal+json'] } as const;
const base = { ...documented, permission: 'read', security: ['bearer'] } as const;

const pages = { paging: { style: 'page', where: 'query' } } as const;

const commonKeys = [
  'event_name',
  'timestamp_received',
  'source_username',
  'sensor_uuid',
  'suppressed',
  'timestamp_occured',
] as const;

const alarmKeys = [
  ...commonKeys,
  'priority',
  'status',
  'rule_intent',
  'rule_strategy',
  'rule_method',
  'priority_label',
  'alarm_events_count',
] as const;

const alarm = {
  ...base,
  method: 'GET',
  params: 'usm/alarm-params.schema.json',
  parameterSources: { alarmId: { $from: 'alarms', member: 'uuid' } },
  refusals: [401, 403, 404, 429],
} as const;

const label = {
  ...base,
  path: `${apiRoot}/alarms/{alarmId}/labels/{labelId}`,
  permission: 'write',
  params: 'usm/label-params.schema.json',
  parameterSources: { alarmId: { $from: 'alarms', member: 'uuid' }, labelId: { $from: 'labels' } },
  source: 'docs/contract/usm.md §3',
  refusals: [401, 403, 404, 429],
} as const;

/** A single event; `schema` is that of the dialect. */
const event = (dialect: DialectName) =>
  ({
    ...base,
    method: 'GET',
    summary: 'Get the details of an event',
    source: 'USM Anywhere REST API; docs/contract/usm.md §3',
    model: 'event',
    itemOf: ['getUsmEvents'],
    params: 'usm/event-params.schema.json',
    parameterSources: { eventId: { $from: 'events', member: dialect === 'documented' ? 'id' : 'uuid' } },
    data: `usm/${dialect}/event.schema.json`,
    refusals: [401, 403, 404, 429],
  }) as const;

const rowsOf = (dialect: DialectName) =>
  [
    {
      ...documented,
      id: 'getToken',
      method: 'POST',
      path: tokenPath,
      summary: 'Get a bearer token',
      source: 'docs/contract/usm.md §2',
      effect: 'session',
      isPublic: true,
      security: ['basic'],
      query: 'usm/token-query.schema.json',
      consumes: 'anything',
      readByHandler: { 'application/x-www-form-urlencoded': 'usm/token-form.schema.json' },
      data: 'usm/token.schema.json',
      note: 'The grant stands in the query or in a form; what type the body claims to have does not matter.',
      refusals: [400, 401, 429],
      examples: { query: { grant_type: 'client_credentials' } },
    },
    {
      ...base,
      id: 'getUsmAlarms',
      method: 'GET',
      path: `${apiRoot}/alarms`,
      summary: 'Get a page of alarms',
      source: 'USM Anywhere REST API; docs/contract/usm.md §4, §6',
      query: 'usm/alarm-query.schema.json',
      data: `usm/${dialect}/alarms.schema.json`,
      refusals: [400, 401, 403, 429],
      ...pages,
      model: 'alarm',
      sortKeys: alarmKeys,
    },
    {
      ...alarm,
      id: 'getUsmAlarm',
      path: `${apiRoot}/alarms/{alarmId}`,
      summary: 'Get the details of an alarm',
      source: 'USM Anywhere REST API; docs/contract/usm.md §7',
      model: 'alarm',
      data: `usm/${dialect}/alarm.schema.json`,
      itemOf: ['getUsmAlarms'],
    },
    {
      ...alarm,
      id: 'getAlarmLabels',
      path: `${apiRoot}/alarms/{alarmId}/labels`,
      summary: 'Get the labels of an alarm',
      source: 'docs/contract/usm.md §3',
      data: `usm/${dialect === 'documented' ? dialect : 'live'}/labels.schema.json`,
    },
    { ...label, id: 'addAlarmLabel', method: 'PUT', summary: 'Put a label on an alarm' },
    {
      ...label,
      id: 'deleteAlarmLabel',
      method: 'DELETE',
      summary: 'Take a label off an alarm',
      source: 'docs/contract/usm.md §3, §10.1',
      parameterSources: {
        alarmId: { $from: 'labelled', member: 'alarm' },
        labelId: { $from: 'labelled', member: 'label' },
      },
    },
    {
      ...base,
      id: 'getUsmEvents',
      method: 'GET',
      path: `${apiRoot}/events`,
      summary: 'Get a page of events',
      source: 'USM Anywhere REST API; docs/contract/usm.md §4, §6',
      query: 'usm/event-query.schema.json',
      data: `usm/${dialect}/events.schema.json`,
      refusals: [400, 401, 403, 429],
      ...pages,
      model: 'event',
      sortKeys: [...commonKeys, 'plugin', 'source_name'],
    },
    { ...event(dialect), id: 'getUsmEvent', path: `${apiRoot}/events/{eventId}` },
  ] as const satisfies readonly EndpointRow[];

/** The path in the documentation's title of the same operation, which the product does not have. */
const alias = { ...event('documented'), id: 'getUsmEventAsTitled', path: `${apiRoot}/event/{eventId}` } as const;

const table = {
  name: 'usm',
  title: 'USM Anywhere',
  prefixes: ['/api/'],
  ignoresTrailingSlash: true,
  variesOn: forwardedHeaders,
  envelope: { success: null, failure: 'usm/failure.schema.json' },
  security: {
    bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT', description: 'From POST /api/2.0/oauth/token' },
    basic: { type: 'http', scheme: 'basic', description: 'Id and secret of an API client' },
  },
} as const;

/** The table in each dialect, with the style in which its answers are written. */
export const usmTables = {
  documented: { ...table, rows: [...rowsOf('documented'), alias], style: styles.documented },
  live: { ...table, rows: [...rowsOf('live'), ...inventoryRows], style: styles.live },
  'live-2019': { ...table, rows: [...rowsOf('live-2019'), ...inventoryRows], style: styles['live-2019'] },
  'live-2020': { ...table, rows: [...rowsOf('live-2020'), ...inventoryRows], style: styles['live-2020'] },
  'live-2021': { ...table, rows: [...rowsOf('live-2021'), ...inventoryRows], style: styles['live-2021'] },
} as const satisfies Record<DialectName, Table & { readonly style: Style }>;

export type UsmRow = (typeof usmTables)[DialectName]['rows'][number];
