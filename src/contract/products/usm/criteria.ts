/** The filters of USM Anywhere as an outsider judges them, from what an alarm or event shows. Source: docs/contract/usm.md §4. */
import type { Json } from '../../../kernel/schema.ts';
import type { AlarmQuery, EventQuery } from '../../../products/usm/generated/types.ts';
import { listOf } from '../../terms/exchange.ts';
import { at } from '../../lists/item.ts';
import type { Criterion } from '../../terms/model.ts';
import { occurring } from '../../criteria/verdict.ts';

/** Members that select nothing by themselves, and the times. */
export const usmModifiers = [
  'page',
  'size',
  'sort',
  'timestamp_occured_gte',
  'timestamp_occured_lte',
  'timestamp_occurred_gte',
  'timestamp_occurred_lte',
] as const;
type Modifier = (typeof usmModifiers)[number];

const valuesAt = (name: string) => (item: Json) => {
  const value = at(item, name);
  const list = Array.isArray(value) ? (value as readonly Json[]) : value === undefined || value === null ? [] : [value];
  // The documented dialect prints empty strings for what a data source does not tell (seed 003).
  return list.map(String).filter((text) => text !== '');
};

/** A member that has the value asked for; of several values any (docs/contract/usm.md §4). */
const same = (name: string): Criterion => ({
  each: (items) => occurring(items, valuesAt(name)).filter((value) => !String(value).includes(',')),
  values: (items) => {
    // A comma may be read as a separator (seed 003), and what it does is no question of filters.
    const values = occurring(items, valuesAt(name)).filter((value) => !String(value).includes(','));
    return [...new Set([values[0], values.at(-1)])].flatMap((value) => value ?? []);
  },
  holds: (item, wanted) => {
    const has = valuesAt(name)(item).map(spelled);
    const asked = (Array.isArray(wanted) ? listOf(wanted) : [wanted]).map((value) => spelled(String(value)));
    if (asked.some((value) => has.includes(value))) return true;
    // Whether a uuid is one in another case is not documented.
    return asked.some((value) => uuid.test(value) && has.includes(value.toLowerCase())) ? null : false;
  },
});

/** A member of free text: where all records have one value, one that nobody has shows whether it is looked at. */
const free = (name: string): Criterion => {
  const plain = same(name);
  return {
    ...plain,
    values: (items) => {
      const found = plain.values(items);
      return found.length > 1 ? found : [...found, 'a name that nobody has'];
    },
  };
};

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** `in review` and `in_review` are one, and so are truths in any case (docs/contract/usm.md §4). */
const spelled = (text: string): string =>
  text === 'in review' ? 'in_review' : /^(?:true|false)$/i.test(text) ? text.toLowerCase() : text;

export const alarm: { readonly [Key in Exclude<keyof AlarmQuery, Modifier>]: Criterion } = {
  status: same('status'),
  suppressed: same('suppressed'),
  rule_intent: free('rule_intent'),
  rule_method: free('rule_method'),
  rule_strategy: free('rule_strategy'),
  priority_label: same('priority_label'),
  alarm_sensor_sources: same('alarm_sensor_sources'),
};

export const event: { readonly [Key in Exclude<keyof EventQuery, Modifier>]: Criterion } = {
  account_name: free('account_name'),
  suppressed: same('suppressed'),
  plugin: free('plugin'),
  event_name: free('event_name'),
  source_name: free('source_name'),
  source_username: free('source_username'),
  sensor_uuid: same('sensor_uuid'),
};
