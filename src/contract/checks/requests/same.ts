/** Requests that say the same in other words get the same answer. */
import type { Json } from '../../../kernel/schema.ts';
import type { Context } from '../../check.ts';
import { member, type Answer, type Ask } from '../../exchange.ts';
import { isSuccess, told } from '../shared/answer.ts';

/** What an answer says, without what depends on how it was asked. */
function comparablePart(answer: Answer): string {
  const { json } = answer;
  if (answer.operation.envelope.success !== null) return JSON.stringify([member(json, 'count'), answer.data]);
  return JSON.stringify([member(member(json, 'page'), 'totalElements'), withoutLinks(answer.data)]);
}

const withoutLinks = (value: Json | undefined): Json | undefined =>
  value !== null && typeof value === 'object' && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).filter(([name]) => name !== '_links'))
    : value;

/** What may be answered to a plain request; the longer it is looked at the more, because a real tenant moves on. */
export interface Baseline {
  readonly ask: Ask;
  readonly comparableParts: Set<string>;
}

/** Asks the plain request; null when it does not succeed, which other checks report. */
export async function baselineOf(context: Context, ask: Ask): Promise<Baseline | null> {
  const answer = await context.send(ask);
  return isSuccess(answer) ? { ask, comparableParts: new Set([comparablePart(answer)]) } : null;
}

/** Reports when `other` does not get what the plain request gets. `what` reads like `an empty list as a criterion`. */
export async function sameAnswer(context: Context, plain: Baseline, other: Ask, what: string): Promise<void> {
  const isSame = (answer: Answer): boolean => isSuccess(answer) && plain.comparableParts.has(comparablePart(answer));
  const first = await context.send(other);
  if (first.fault !== null || isSame(first)) return;
  const again = await context.send(plain.ask);
  if (isSuccess(again)) plain.comparableParts.add(comparablePart(again));
  await context.judge(other, (answer) => {
    if (answer.fault !== null || isSame(answer)) return null;
    const expected = `${what} changes nothing`;
    const seen = isSuccess(answer) ? `another answer: ${comparablePart(answer).slice(0, 100)}` : told(answer);
    return { expected, seen, key: what };
  });
}
