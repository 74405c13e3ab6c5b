/** USM Anywhere: filters and records that are wrong. */
import type { Json } from '../../../src/kernel/schema.ts';
import { bendSuccess, hearQuery, without, type Mutant } from '../mutant.ts';
import { usmLists } from './operations.ts';
import { records } from './usm-records.ts';

const filterIgnored = (
  name: string,
  says: string,
  operations: readonly string[],
  ...parameters: readonly string[]
): Mutant => ({
  name,
  says,
  operations,
  wrap: () => hearQuery((query) => parameters.forEach((parameter) => query.delete(parameter))),
});

export const usm: readonly Mutant[] = [
  filterIgnored('usm-status-ignored', 'The filter status is ignored.', ['usm.getUsmAlarms'], 'status'),
  filterIgnored('usm-suppressed-ignored', 'Suppressed records come whether asked for or not.', usmLists, 'suppressed'),
  filterIgnored(
    'usm-priority-ignored',
    'The filter priority_label is ignored.',
    ['usm.getUsmAlarms'],
    'priority_label',
  ),
  filterIgnored('usm-intent-ignored', 'The filter rule_intent is ignored.', ['usm.getUsmAlarms'], 'rule_intent'),
  filterIgnored('usm-plugin-ignored', 'The filter plugin is ignored.', ['usm.getUsmEvents'], 'plugin'),
  filterIgnored(
    'usm-from-ignored',
    'The beginning of the period is ignored.',
    usmLists,
    'timestamp_occured_gte',
    'timestamp_occurred_gte',
  ),
  filterIgnored(
    'usm-until-ignored',
    'The end of the period is ignored.',
    usmLists,
    'timestamp_occured_lte',
    'timestamp_occurred_lte',
  ),
  {
    name: 'usm-from-exclusive',
    says: 'A record at the very beginning of the period is not found.',
    operations: usmLists,
    wrap: () =>
      hearQuery((query) =>
        ['timestamp_occured_gte', 'timestamp_occurred_gte'].forEach(
          (name) => query.has(name) && query.set(name, String(Number(query.get(name)) + 1)),
        ),
      ),
  },
  {
    name: 'usm-time-is-number',
    says: 'Times are numbers instead of text.',
    operations: [...usmLists, 'usm.getUsmAlarm', 'usm.getUsmEvent'],
    wrap: () =>
      records((record) =>
        Object.fromEntries(
          Object.entries(record).map(([name, value]) => [
            name,
            name.startsWith('timestamp_') && typeof value === 'string' ? Number(value) : value,
          ]),
        ),
      ),
  },
  {
    name: 'usm-member-missing',
    says: 'Alarms lack the member priority.',
    operations: ['usm.getUsmAlarms', 'usm.getUsmAlarm'],
    wrap: () => records((record) => without(record, 'priority') as Json),
  },
  {
    name: 'usm-label-lost',
    says: 'A label that is put on an alarm is acknowledged and forgotten.',
    operations: ['usm.addAlarmLabel'],
    wrap: () => async (sent, next) => {
      const given = await next(sent);
      if (sent.method === 'PUT' && sent.path.includes('/labels/')) await next({ ...sent, method: 'DELETE' });
      return given;
    },
  },
  {
    name: 'usm-alarm-without-events',
    says: 'Alarms do not name their events.',
    operations: ['usm.getUsmAlarms', 'usm.getUsmAlarm'],
    wrap: () => records((record) => ('events' in record ? { ...record, events: [] } : record)),
  },
  {
    name: 'usm-single-status-differs',
    says: 'The single alarm has another status than the list.',
    operations: ['usm.getUsmAlarm'],
    wrap: () => async (sent, next) =>
      /alarms\/[0-9a-f-]{36}$/.test(sent.path)
        ? records((record) => ({ ...record, status: record['status'] === 'open' ? 'closed' : 'open' }))(sent, next)
        : next(sent),
  },
  {
    name: 'usm-live-empty-embedded',
    says: 'An empty page of the live product has an empty list in it.',
    isLiveDialect: true,
    operations: usmLists,
    wrap: () =>
      bendSuccess((json, sent) =>
        'page' in json && !('_embedded' in json)
          ? ({ ...json, _embedded: { [sent.path.endsWith('alarms') ? 'alarms' : 'eventResources']: [] } } as Json)
          : undefined,
      ),
  },
  {
    name: 'usm-live-page-missing',
    says: 'The live product leaves out the numbers of the page.',
    isLiveDialect: true,
    operations: usmLists,
    wrap: () => bendSuccess((json) => ('page' in json ? (without(json, 'page') as Json) : undefined)),
  },
  {
    name: 'usm-token-type-missing',
    says: 'The token comes without its type.',
    operations: ['usm.getToken'],
    wrap: () => bendSuccess((json) => ('access_token' in json ? (without(json, 'token_type') as Json) : undefined)),
  },
  {
    name: 'usm-token-life-text',
    says: 'The life of a token is told as text.',
    operations: ['usm.getToken'],
    wrap: () =>
      bendSuccess((json) =>
        'access_token' in json ? ({ ...json, expires_in: String(json['expires_in']) } as Json) : undefined,
      ),
  },
];
