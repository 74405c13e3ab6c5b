/** What lists can be sorted by, and the member of an item that each key stands for. Source: contract/argus.md §2, §6.5, §7.4; contract/usm.md §4. */
import type { Json } from '../../kernel/schema.ts';
import type { Operation } from '../operation.ts';
import { at, numberAt } from './item.ts';
import { shapeOf } from './list.ts';
import { modelOf, timeOf, type ModelName } from './fixture.ts';

/** The value that orders items; undefined where an item does not show it. */
export type KeyOf = (item: Json) => number | string | undefined;

const number =
  (path: string): KeyOf =>
  (item) =>
    numberAt(item, path);
const text =
  (path: string): KeyOf =>
  (item) => {
    const value = at(item, path);
    return typeof value === 'string' && value !== '' ? value : undefined;
  };
const rank =
  (path: string): KeyOf =>
  (item) => {
    const place = ['low', 'medium', 'high', 'critical'].indexOf(String(at(item, path)));
    return place < 0 ? undefined : place;
  };
const truth =
  (path: string): KeyOf =>
  (item) =>
    Number(String(at(item, path)) === 'true');
const time =
  (model: ModelName): KeyOf =>
  (item) =>
    timeOf(model, item);

/** Both spellings of the last change occur; the other fields are assumed (contract/argus.md §6.5). */
const v1 = {
  timestamp: number('timestamp'),
  customerID: number('customerInfo.id'),
  severity: rank('severity'),
};
const common = {
  event_name: text('event_name'),
  timestamp_received: number('timestamp_received'),
  source_username: text('source_username'),
  sensor_uuid: text('sensor_uuid'),
  suppressed: truth('suppressed'),
};

const byModel: Readonly<Record<ModelName, Readonly<Record<string, KeyOf>>>> = {
  aggregated: {
    ...v1,
    startTimestamp: number('startTimestamp'),
    endTimestamp: number('endTimestamp'),
    lastUpdated: number('lastUpdatedTimestamp'),
    lastUpdatedTimestamp: number('lastUpdatedTimestamp'),
    count: number('count'),
  },
  raw: v1,
  v2: {
    customerID: number('customer.id'),
    eventID: text('uuid'),
    createdTimestamp: number('timestamps.created'),
    lastUpdatedTimestamp: number('timestamps.lastUpdated'),
    // A raw event shows neither its first nor its last time; it is its own.
    firstEventTimestamp: (item) => numberAt(item, 'timestamps.firstEvent') ?? numberAt(item, 'timestamps.created'),
    lastEventTimestamp: (item) => numberAt(item, 'timestamps.lastEvent') ?? numberAt(item, 'timestamps.created'),
  },
  alarm: {
    ...common,
    timestamp_occured: time('alarm'),
    priority: number('priority'),
    status: text('status'),
    rule_intent: text('rule_intent'),
    rule_strategy: text('rule_strategy'),
    rule_method: text('rule_method'),
    priority_label: text('priority_label'),
    alarm_events_count: number('alarm_events_count'),
  },
  event: { ...common, timestamp_occured: time('event'), plugin: text('plugin'), source_name: text('source_name') },
};

/** Keys of lists that are not narrowed to a stretch of time. */
const others: Readonly<Record<string, KeyOf>> = {
  timestamp: (item) => numberAt(item, 'timestamps.created') ?? numberAt(item, 'timestamp'),
  createdTimestamp: number('createdTimestamp'),
  lastUpdatedTimestamp: number('lastUpdatedTimestamp'),
  id: number('id'),
  name: text('name'),
  shortName: text('shortName'),
  customerID: number('customer.id'),
  priority: rank('priority'),
};

/** Keys that the operation can sort by, with what they order; undefined where nobody can tell from an item. */
export function sortKeysOf(operation: Operation): readonly (readonly [string, KeyOf | undefined])[] {
  const shape = shapeOf(operation);
  if (shape === null || (shape.style === 'offset' && !shape.members.includes('sortBy'))) return [];
  const model = modelOf(operation);
  const known = model === null ? others : byModel[model];
  if (shape.sortKeys.length > 0) return shape.sortKeys.map((key) => [key, known[key]]);
  return model === null
    ? [
        ['createdTimestamp', known['createdTimestamp']],
        ['id', known['id']],
      ]
    : Object.entries(known);
}

export const canSort = (operation: Operation): boolean => sortKeysOf(operation).length > 0;

/** The first place where a list departs from the order of its keys, in words; null where it keeps it. Items that do not show the key are passed over. */
export function disorder(
  items: readonly Json[],
  keys: readonly { readonly key: KeyOf; readonly isDown: boolean }[],
): string | null {
  const rows = items
    .map((item) => keys.map(({ key }) => key(item)))
    .filter((row) => row.every((value) => value !== undefined));
  for (const [place, row] of rows.entries()) {
    const next = rows[place + 1];
    if (next === undefined) break;
    const first = row.findIndex((value, column) => value !== next[column]);
    const [one, other] = [row[first], next[first]];
    if (one === undefined || other === undefined || one < other !== (keys[first]?.isDown ?? false)) continue;
    return `${String(one)} stands before ${String(other)}`;
  }
  return null;
}
