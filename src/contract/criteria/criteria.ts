/** All criteria of a model together: what a whole request says of an item. */
import type { Json } from '../../kernel/schema.ts';
import { listOf } from '../terms/exchange.ts';
import type { Model, Judgement } from '../terms/model.ts';
import { combined, every, isEmpty } from './verdict.ts';

/** Whether an item satisfies all that a request asks for; null where that cannot be told. */
export function judgementOf(model: Model, item: Json, criteria: Readonly<Record<string, Json>>): Judgement {
  const parts = Object.entries(criteria).map(([name, value]): Judgement => {
    if (model.modifiers.has(name) || isEmpty(value)) return true;
    if (name === model.parts)
      return combined(listOf(value), (part) => judgementOf(model, item, part as Readonly<Record<string, Json>>));
    return model.criteria[name]?.holds(item, value, criteria) ?? null;
  });
  return every([...parts, model.timeVerdict(item, criteria)]);
}
