/** All criteria of a model together: what a whole request says of an item. */
import type { Json } from '../../kernel/schema.ts';
import { listOf } from '../terms/exchange.ts';
import type { Judge, Judgement } from '../terms/model.ts';
import { combined, every, isEmpty } from './verdict.ts';

/** Whether an item satisfies all that a request asks for; null where that cannot be told. */
export function judgementOf(judge: Judge, item: Json, criteria: Readonly<Record<string, Json>>): Judgement {
  const verdicts: Judgement[] = [];
  for (const [name, value] of Object.entries(criteria)) {
    if (judge.modifiers.has(name) || isEmpty(value)) continue;
    const verdict =
      name === judge.parts
        ? combined(listOf(value), (part) => judgementOf(judge, item, part as Readonly<Record<string, Json>>))
        : (judge.criteria[name]?.holds(item, value, criteria) ?? null);
    if (verdict === false) return false;
    verdicts.push(verdict);
  }
  return every([...verdicts, judge.timeVerdict(item, criteria)]);
}
