/** All criteria of a model together: what a whole request says of an item. */
import type { Json } from '../../kernel/schema.ts';
import { listOf } from '../terms/exchange.ts';
import type { Judge, Judgement } from '../terms/model.ts';
import { combined, every, isEmpty } from './verdict.ts';

/** Whether an item satisfies all that a request asks for; null where that cannot be told. */
export function judgementOf(judge: Judge, item: Json, criteria: Readonly<Record<string, Json>>): Judgement {
  const parts = Object.entries(criteria).map(([name, value]): Judgement => {
    if (judge.modifiers.has(name) || isEmpty(value)) return true;
    if (name === judge.parts)
      return combined(listOf(value), (part) => judgementOf(judge, item, part as Readonly<Record<string, Json>>));
    return judge.criteria[name]?.holds(item, value, criteria) ?? null;
  });
  return every([...parts, judge.timeVerdict(item, criteria)]);
}
