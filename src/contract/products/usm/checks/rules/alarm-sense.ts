/** An alarm or event of USM Anywhere agrees with itself: label with priority, link with id, times in order, no more events than it counts. */
import type { Evidence } from '../../../../../http/endpoint.ts';
import type { Json } from '../../../../../kernel/schema.ts';
import type { Departure, Rule } from '../../../../terms/check.ts';
import { listOf, member } from '../../../../terms/exchange.ts';
import { isOwnSuccess } from '../../../../checks/shared/answer.ts';
import { shown } from '../../../../lists/item.ts';
import { firstOfEach } from '../../../../checks/shared/departures.ts';
import { rowsOf, someOf } from '../../../../checks/shared/rows.ts';

export const alarmSense: Rule = {
  id: 'schema/alarm-sense',
  asks: 'Does each alarm and event agree with itself: label with priority, link with id, received after it occurred?',
  rank: 'major',
  applies: ({ data }) => data !== null && /\/(?:alarm|event)s?\.schema\.json$/.test(data),
  judge: (answer) => (isOwnSuccess(answer) ? firstOfEach(someOf(rowsOf(answer)).flatMap(faultsOf)) : []),
};

function faultsOf(row: Json): readonly Departure[] {
  const id = member(row, 'uuid') ?? member(row, 'id');
  if (typeof id !== 'string') return [];
  const faults: Departure[] = [];
  const want = (
    isSo: boolean,
    key: string,
    expected: string,
    seen: unknown,
    [source, evidence]: readonly [string, Evidence],
  ): void => {
    if (!isSo) faults.push({ key, expected, seen: `${shown(seen)} in ${id}`, source, evidence });
  };
  const other = member(row, 'id') ?? id;
  want(other === id, 'id', 'id and uuid are one', other, ['seed 003; contract/usm.md §5', 'documented']);
  const href = member(member(member(row, '_links'), 'self'), 'href');
  want(href === undefined || String(href).endsWith(`/${id}`), 'self', `a link that ends in ${id}`, href, [
    'contract/usm.md §7, §8',
    'observed',
  ]);
  const [priority, label] = [member(row, 'priority'), member(row, 'priority_label')];
  if (typeof priority === 'number' && typeof label === 'string')
    want(
      labelsOf(priority).includes(label),
      'priority_label',
      `${labelsOf(priority).join(' or ')} for priority ${priority}`,
      label,
      ['contract/usm.md §9', 'documented'],
    );
  const [occurred, received] = [
    timeOf(row, 'timestamp_occured') ?? timeOf(row, 'timestamp_occurred'),
    timeOf(row, 'timestamp_received'),
  ];
  if (occurred !== null && received !== null)
    want(received >= occurred, 'timestamp_received', `received not before it occurred, ${occurred}`, received, [
      'contract/usm.md §4',
      'observed',
    ]);
  const [count, events] = [member(row, 'alarm_events_count'), listOf(member(row, 'events'))];
  if (typeof count === 'number')
    want(events.length <= count, 'alarm_events_count', `at least the ${events.length} events that are shown`, count, [
      'contract/usm.md §7',
      'documented',
    ]);
  return faults;
}

/** Tenants may turn a fourth label on, from 91 (contract/usm.md §9). */
const labelsOf = (priority: number): readonly string[] => {
  if (priority <= 33) return ['low'];
  if (priority <= 66) return ['medium'];
  return priority > 90 ? ['high', 'critical'] : ['high'];
};

function timeOf(row: Json, name: string): number | null {
  const value = Number(member(row, name) ?? Number.NaN);
  return Number.isFinite(value) ? value : null;
}
