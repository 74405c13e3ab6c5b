/** All criteria of a model together: what a whole request says of an event. */
import type { Json } from '../../kernel/schema.ts';
import { listOf } from '../exchange.ts';
import type { ModelName } from '../lists/fixture.ts';
import { timeVerdict } from './times.ts';
import { alarm, event } from '../products/usm/criteria.ts';
import { v1 } from '../products/argus/model/v1.ts';
import { v2 } from '../products/argus/model/v2.ts';
import { combined, every, isEmpty, type Criterion, type Verdict } from './verdict.ts';

export const criteriaOf: Readonly<Record<ModelName, Readonly<Record<string, Criterion>>>> = {
  aggregated: v1,
  raw: v1,
  v2,
  alarm,
  event,
};

/** Members that are judged together with others or select nothing. */
const modifiers = new Set([
  'limit',
  'offset',
  'sortBy',
  'page',
  'size',
  'sort',
  'exclude',
  'required',
  'exactMatchProperties',
  'multivaluePropertySeparator',
  'sourceIPMinBits',
  'destinationIPMinBits',
  'startTimestamp',
  'endTimestamp',
  'timestamp_occured_gte',
  'timestamp_occured_lte',
  'timestamp_occurred_gte',
  'timestamp_occurred_lte',
  'timeFieldStrategy',
  'timeMatchStrategy',
  'includeAllProperties',
  'includeProperties',
  'includeComments',
  'includeSubEvents',
  'includeUnpublished',
]);

/** Whether an event satisfies all that a request asks for; null where that cannot be told. */
export function verdictOf(model: ModelName, item: Json, criteria: Readonly<Record<string, Json>>): Verdict {
  const parts = Object.entries(criteria).map(([name, value]): Verdict => {
    if (modifiers.has(name) || isEmpty(value)) return true;
    if (name === 'subCriteria')
      return combined(listOf(value), (part) => verdictOf(model, item, part as Readonly<Record<string, Json>>));
    return criteriaOf[model][name]?.holds(item, value, criteria) ?? null;
  });
  return every([...parts, timeVerdict(model, item, criteria)]);
}
