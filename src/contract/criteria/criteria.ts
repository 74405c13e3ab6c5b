/** All criteria of a model together: what a whole request says of an item. */
import type { Json } from '../../kernel/schema.ts';
import { listOf } from '../terms/exchange.ts';
import type { Model, Verdict } from '../terms/model.ts';
import { combined, every, isEmpty } from './verdict.ts';

/** Whether an item satisfies all that a request asks for; null where that cannot be told. */
export function verdictOf(model: Model, item: Json, criteria: Readonly<Record<string, Json>>): Verdict {
  const parts = Object.entries(criteria).map(([name, value]): Verdict => {
    if (model.modifiers.has(name) || isEmpty(value)) return true;
    if (name === model.parts)
      return combined(listOf(value), (part) => verdictOf(model, item, part as Readonly<Record<string, Json>>));
    return model.criteria[name]?.holds(item, value, criteria) ?? null;
  });
  return every([...parts, model.timeVerdict(item, criteria)]);
}
