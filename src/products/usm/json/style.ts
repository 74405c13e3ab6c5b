/** How each dialect writes what it says: as the documentation prints it, or as clients meet it. Source: docs/contract/usm.md §4–§10, seed 003. */
import type { DialectName } from '../records/tenant.ts';
import { newest, type Generation } from './generation.ts';

/** Where an event stands: alone, in a list, or inside an alarm. */
export type EventForm = 'detail' | 'list' | 'nested';
export type AlarmForm = 'detail' | 'list';

type Quotes = '' | '"';

export interface EventStyle {
  readonly id: 'id' | 'uuid';
  readonly isSpeltWithTwoR: boolean;
  /** Quotes around the booleans: strings inside an alarm, and `suppressed` in the documentation's single event (docs/contract/usm.md §8). */
  /** Null where it is not told. */
  readonly hasAlarm: Quotes | null;
  readonly suppressed: Quotes;
  readonly links: 'none' | 'early' | 'last';
}

export type Relation = 'first' | 'prev' | 'self' | 'next' | 'last';

export interface Style {
  /** Links say `"templated":false` (docs/contract/usm.md §6). */
  readonly isTemplatedPrinted: boolean;
  /** Links of a list, in the order in which they are printed. */
  readonly relations: readonly Relation[];
  /** Links first, and a list even where it is empty; else the list first, and none when it would be empty. */
  readonly isListAlwaysThere: boolean;
  /** What a list of events is called. */
  readonly eventsKey: string;
  /** How the links of alarms spell the time; those of events have one r (seed 003). */
  readonly alarmTime: 'timestamp_occurred' | 'timestamp_occured';
  /** Values of a filter can be joined by commas; where not, such a value does nothing (docs/contract/usm.md §4). */
  readonly splitsLists: boolean;
  readonly alarms: Readonly<Record<AlarmForm, readonly AlarmPart[]>>;
  readonly events: Readonly<Record<EventForm, EventStyle>>;
  /** How the answers of its year differ from the newest. */
  readonly generation: Generation;
  /** Members that depend on the data source and are there all the same, empty where it has nothing to say. */
  readonly printed: Readonly<Record<'alarm' | 'event' | 'reporter', readonly string[]>>;
  readonly contentType: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly hasSessionCookie: boolean;
  readonly isChunked: boolean;
}

const facts = ['facts', 'labels', 'sensor'] as const;
const liveHead = ['uuid', 'needsEnrichment', 'packets', 'priority', 'suppressed'] as const;
const liveTail = ['status', 'self', 'priorityLabel', 'times', ...facts] as const;
/** Members of alarms, or groups of them, in their order. */
const alarms = {
  documented: {
    list: [
      ...(['id', 'suppressed', 'status', 'priorityLabel', 'timesWithTwoR', 'secondId', 'noAlarm'] as const),
      ...(['needsEnrichment', 'priority', 'packets', 'eventIds', ...facts, 'self'] as const),
    ],
    detail: [
      ...(['uuid', 'noAlarm', 'needsEnrichment', 'priority', 'suppressed', 'eventIds', 'packets'] as const),
      ...(['priorityLabel', 'times', ...facts, 'status', 'self'] as const),
    ],
  },
  live: {
    list: [...liveHead, 'wrappedEvents', ...liveTail],
    // The one detail that was recorded tells of an alarm though it is one (docs/contract/usm.md §15).
    detail: [
      'uuid',
      'noAlarm',
      'needsEnrichment',
      'packets',
      'priority',
      'suppressed',
      'noEnds',
      'flatEvents',
      ...liveTail,
    ],
  },
} as const;
export type AlarmPart = (typeof alarms)[keyof typeof alarms][AlarmForm][number];

const nested: EventStyle = { id: 'uuid', isSpeltWithTwoR: false, hasAlarm: '"', suppressed: '"', links: 'none' };
const flat: EventStyle = { id: 'uuid', isSpeltWithTwoR: false, hasAlarm: '', suppressed: '', links: 'early' };

const main = {
  documented: {
    isTemplatedPrinted: true,
    relations: ['first', 'self', 'next', 'last', 'prev'],
    isListAlwaysThere: true,
    eventsKey: 'events',
    alarmTime: 'timestamp_occurred',
    splitsLists: true,
    alarms: alarms.documented,
    generation: newest,
    events: {
      detail: { id: 'id', isSpeltWithTwoR: false, hasAlarm: '', suppressed: '"', links: 'last' },
      list: { id: 'id', isSpeltWithTwoR: true, hasAlarm: '', suppressed: '', links: 'last' },
      nested,
    },
    printed: {
      alarm: [
        'app_type',
        'source_username',
        'security_group_id',
        'authentication_type',
        'app_id',
        'request_user_agent',
        'event_name',
      ],
      event: [
        'request_user_agent',
        'source_service_name',
        'source_infrastructure_name',
        'source_infrastructure_type',
        'destination_infrastructure_name',
        'destination_infrastructure_type',
        'destination_zone',
        'authentication_type',
        'access_control_outcome',
        'event_action',
      ],
      reporter: ['account_name', 'destination_userid'],
    },
    contentType: 'application/json',
    headers: {},
    hasSessionCookie: false,
    isChunked: false,
  },
  live: {
    isTemplatedPrinted: false,
    relations: ['first', 'prev', 'self', 'next', 'last'],
    isListAlwaysThere: false,
    eventsKey: 'eventResources',
    alarmTime: 'timestamp_occured',
    splitsLists: false,
    alarms: alarms.live,
    generation: newest,
    // Messages of 2019 alone say whether there is an alarm (docs/contract/usm.md §15).
    events: { detail: flat, list: flat, nested: { ...nested, hasAlarm: null } },
    printed: { alarm: [], event: [], reporter: [] },
    contentType: 'application/json;charset=UTF-8',
    // Names as recorded from the live product, values as Spring Security sets them.
    headers: {
      'X-Content-Type-Options': 'nosniff',
      'X-XSS-Protection': '1; mode=block',
      'Cache-Control': 'no-cache, no-store, max-age=0, must-revalidate',
      Pragma: 'no-cache',
      Expires: '0',
      'Strict-Transport-Security': 'max-age=31536000 ; includeSubDomains',
      'X-Frame-Options': 'DENY',
    },
    hasSessionCookie: true,
    isChunked: true,
  },
} satisfies Record<string, Style>;

const before2024 = ['x_att_tenant_subdomain', 'timestamp_arrived', 'timestamp_to_storage'] as const;
const before2021 = [...before2024, 'x_att_tenantid', 'needs_internal_enrichment'] as const;
const { list, detail } = alarms.live;
const withAlarm = (parts: readonly AlarmPart[]): readonly AlarmPart[] =>
  parts.flatMap((part) => (part === 'uuid' ? [part, 'noAlarm'] : [part]));

/** Older answers in the live dialect; what no recording of a year shows is taken from the newest, as is assumed. */
export const styles: Readonly<Record<DialectName, Style>> = {
  ...main,
  'live-2019': {
    ...main.live,
    eventsKey: 'eventResourceList',
    alarms: {
      list: withAlarm(list).filter((part) => part !== 'status'),
      detail: detail.filter((part) => part !== 'status'),
    },
    events: { ...main.live.events, nested },
    generation: {
      without: {
        alarm: [...before2021, 'alarm_response_codes', 'source_asset_id', 'alarm_source_asset_ids'],
        event: [...before2021, 'time_offset'],
      },
      isoTwins: 'all',
      besideTime: ',"enriched":true',
      beforeHighlight: ' ',
    },
  },
  'live-2020': {
    ...main.live,
    eventsKey: 'eventResourceList',
    alarms: { list: withAlarm(list), detail },
    generation: {
      ...newest,
      without: { alarm: [...before2021, 'alarm_response_codes'], event: [...before2021, 'time_zone'] },
      isoTwins: 'all',
    },
  },
  'live-2021': {
    ...main.live,
    generation: { ...newest, without: { alarm: before2024, event: [...before2024, 'time_zone'] }, isoTwins: 'most' },
  },
};
