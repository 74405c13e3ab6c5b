/** An alarm or event of USM Anywhere agrees with itself: label with priority, link with id, times in order, no more events than it counts. */
import type { Evidence } from '../../../../../http/endpoint.ts';
import type { Json } from '../../../../../kernel/schema.ts';
import type { Departure, Rule } from '../../../../terms/check.ts';
import { listOf, member } from '../../../../terms/exchange.ts';
import { isOwnSuccess } from '../../../../checks/shared/answer.ts';
import { firstOfEach, unmet } from '../../../../checks/shared/departures.ts';
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
  const other = member(row, 'id') ?? id;
  const href = member(member(member(row, '_links'), 'self'), 'href');
  const [priority, label] = [member(row, 'priority'), member(row, 'priority_label')];
  const occurred = timeOf(row, 'timestamp_occured') ?? timeOf(row, 'timestamp_occurred');
  const received = timeOf(row, 'timestamp_received');
  const [count, events] = [member(row, 'alarm_events_count'), listOf(member(row, 'events'))];
  return unmet({ source: 'seed 003; docs/contract/usm.md §5', evidence: 'documented' }, ` in ${id}`, (want) => {
    want(other === id, 'id', 'id and uuid are one', other);
    const isSelf = href === undefined || String(href).endsWith(`/${id}`);
    want(isSelf, 'self', `a link that ends in ${id}`, href, from('§7, §8', 'observed'));
    if (typeof priority === 'number' && typeof label === 'string') {
      const labels = labelsOf(priority);
      const expected = `${labels.join(' or ')} for priority ${priority}`;
      want(labels.includes(label), 'priority_label', expected, label, from('§9', 'documented'));
    }
    if (occurred !== null && received !== null) {
      const expected = `received not before it occurred, ${occurred}`;
      want(received >= occurred, 'timestamp_received', expected, received, from('§4', 'observed'));
    }
    if (typeof count === 'number') {
      const expected = `at least the ${events.length} events that are shown`;
      want(events.length <= count, 'alarm_events_count', expected, count, from('§7', 'documented'));
    }
  });
}

const from = (place: string, evidence: Evidence) => ({ source: `docs/contract/usm.md ${place}`, evidence });

/** Tenants may turn a fourth label on, from 91 (docs/contract/usm.md §9). */
const labelsOf = (priority: number): readonly string[] => {
  if (priority <= 33) return ['low'];
  if (priority <= 66) return ['medium'];
  return priority > 90 ? ['high', 'critical'] : ['high'];
};

function timeOf(row: Json, name: string): number | null {
  const value = Number(member(row, name) ?? Number.NaN);
  return Number.isFinite(value) ? value : null;
}
