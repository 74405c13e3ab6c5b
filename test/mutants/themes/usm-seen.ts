/** USM Anywhere: what the product's own answers have and when they come. */
import type { Json } from '../../../src/kernel/schema.ts';
import { without, type Given, type Mutant } from '../mutant.ts';
import { records, type RecordMembers } from './usm-records.ts';

const lists = ['usm.getUsmAlarms', 'usm.getUsmAlarm'];
const events = ['usm.getUsmEvents', 'usm.getUsmEvent'];

const isAlarm = (record: RecordMembers): boolean => 'packet_data' in record;
const eventsIn = (record: RecordMembers): readonly RecordMembers[] =>
  (Array.isArray(record['events']) ? record['events'] : []) as readonly RecordMembers[];
const message = (entry: RecordMembers | undefined): RecordMembers =>
  (entry?.['message'] ?? entry ?? {}) as RecordMembers;

/** Live records without a member. */
const lacking = (name: string, says: string, operations: readonly string[], member: string): Mutant => ({
  name,
  says,
  operations,
  isLiveDialect: true,
  wrap: () => records((record) => without(record, member) as Json),
});

const live = (name: string, says: string, bend: (record: RecordMembers) => Json, operations = lists): Mutant => ({
  name,
  says,
  operations,
  isLiveDialect: true,
  wrap: () => records((record) => (isAlarm(record) === (operations === lists) ? bend(record) : record)),
});

const emptied = (given: Given, status: number, headers: Given['headers'] = {}): Given => ({
  ...given,
  status,
  headers: { ...given.headers, ...headers },
});

export const usmSeen: readonly Mutant[] = [
  live('usm-received-before-events', 'An alarm is received before the last of its events.', (record) => ({
    ...record,
    timestamp_received: record['timestamp_occured'] ?? null,
  })),
  live('usm-alarm-of-first-event', 'An alarm carries the time of its first event.', (record) => ({
    ...record,
    timestamp_occured: message(eventsIn(record)[0])['timestamp_occured'] ?? record['timestamp_occured'] ?? null,
  })),
  live(
    'usm-line-without-blanks',
    'A line of the network sensor has no blank after its colons.',
    (record) => ({ ...record, log: String(record['log']).replaceAll('": ', '":') }),
    events,
  ),
  lacking('usm-has-alarm-missing', 'An alarm alone does not say has_alarm.', ['usm.getUsmAlarm'], 'has_alarm'),
  lacking('usm-asset-missing', 'Alarms lack the asset of their destination.', lists, 'destination_asset_id'),
  lacking('usm-highlights-missing', 'Events lack their highlighted fields.', events, 'highlight_fields'),
  lacking('usm-reporter-missing', 'Events do not name the device that reported them.', events, 'rep_dev_canonical'),
  lacking('usm-rule-missing', 'Events do not name the rule of their device.', events, 'rep_device_rule_id'),
  {
    name: 'usm-label-no-content',
    says: 'Putting a label on an alarm is answered 204.',
    operations: ['usm.addAlarmLabel', 'usm.deleteAlarmLabel'],
    wrap: () => async (sent, next) => {
      const given = await next(sent);
      return sent.path.includes('/labels/') && given.status === 200 ? emptied(given, 204) : given;
    },
  },
  {
    name: 'usm-label-empty-json',
    says: 'The empty answer to a label claims to be JSON.',
    operations: ['usm.addAlarmLabel'],
    wrap: () => async (sent, next) => {
      const given = await next(sent);
      const isEmpty = sent.path.includes('/labels/') && given.status === 200;
      return isEmpty ? emptied(given, 200, { 'content-type': 'application/json' }) : given;
    },
  },
  {
    name: 'usm-label-off-twice',
    says: 'A label can be taken off that is not on.',
    operations: ['usm.addAlarmLabel'],
    wrap: () => async (sent, next) => {
      const given = await next(sent);
      const isOff = sent.method === 'DELETE' && sent.path.includes('/labels/') && given.status === 404;
      return isOff ? { ...given, status: 200, body: new Uint8Array(), headers: {} } : given;
    },
  },
  {
    name: 'usm-secret-of-container',
    says: 'A wrong secret is refused as a servlet container does.',
    operations: ['usm.getToken'],
    wrap: () => async (sent, next) => {
      const given = await next(sent);
      if (!sent.path.endsWith('/oauth/token') || given.status !== 401) return given;
      const body = { url: sent.path, status: '401', message: 'Unauthorized' };
      return { ...given, body: Buffer.from(JSON.stringify(body)) };
    },
  },
];
