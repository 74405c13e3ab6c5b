/** The models of USM Anywhere: alarms and events. Source: docs/contract/usm.md §4. */
import type { Json } from '../../../kernel/schema.ts';
import { timeVerdictBy } from '../../criteria/times.ts';
import { firstDifference, isSame, numberAt } from '../../lists/item.ts';
import { booleanKey, numberKey, textKey } from '../../lists/keys.ts';
import type { Criterion, Model, ItemKeys } from '../../terms/model.ts';
import { alarm, event, usmModifiers } from './criteria.ts';

const bounds = { from: 'timestamp_occured_gte', to: 'timestamp_occured_lte' } as const;

const timeOf = (item: Json): number | undefined =>
  numberAt(item, 'timestamp_occured') ?? numberAt(item, 'timestamp_occurred');

const common: ItemKeys = {
  event_name: textKey('event_name'),
  timestamp_received: numberKey('timestamp_received'),
  source_username: textKey('source_username'),
  sensor_uuid: textKey('sensor_uuid'),
  suppressed: booleanKey('suppressed'),
  timestamp_occured: timeOf,
};

/** Lists wrap the events of an alarm, booleans are text in places, and seed 003 spells times and ids in two ways (docs/contract/usm.md §5, §7, §8). */
function difference(one: Json, listed: Json): string | null {
  const [alone, other] = [plain(one), plain(listed)];
  for (const [name, value] of alone) {
    const also = other.get(name);
    if (also !== undefined && !isSame(value, also)) return firstDifference(value, also, name);
  }
  return alone.size > 5 ? null : 'the whole: hardly a member in common';
}

const apart = new Set(['events', '_links', 'id']);
const plain = (value: Json): ReadonlyMap<string, Json> =>
  new Map(
    Object.entries((value ?? {}) as Readonly<Record<string, Json>>)
      .filter(([name]) => !apart.has(name))
      .map(([name, of]) => [name.replace('occurred', 'occured'), typeof of === 'boolean' ? String(of) : of]),
  );

const modelOf = (name: string, criteria: Readonly<Record<string, Criterion>>, sortKeys: ItemKeys): Model => ({
  name,
  timeOf,
  bounds,
  newestFirst: '-timestamp_occured',
  sortKeys: { ...common, ...sortKeys },
  criteria,
  modifiers: new Set(usmModifiers),
  difference,
  timeVerdict: timeVerdictBy(bounds, timeOf),
});

export const models: Readonly<Record<string, Model>> = {
  alarm: modelOf('alarm', alarm, {
    priority: numberKey('priority'),
    status: textKey('status'),
    rule_intent: textKey('rule_intent'),
    rule_strategy: textKey('rule_strategy'),
    rule_method: textKey('rule_method'),
    priority_label: textKey('priority_label'),
    alarm_events_count: numberKey('alarm_events_count'),
  }),
  event: modelOf('event', event, { plugin: textKey('plugin'), source_name: textKey('source_name') }),
};
