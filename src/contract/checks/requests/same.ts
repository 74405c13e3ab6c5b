/** Requests that say the same in other words get the same answer. */
import type { Context } from '../../terms/check.ts';
import type { Answer, Ask } from '../../terms/exchange.ts';
import { isOpenTo } from '../../terms/credentials.ts';
import { isSafe, type Operation } from '../../terms/operation.ts';
import type { Target } from '../../terms/target.ts';
import { isSuccess, told } from '../shared/answer.ts';
import { exampleOrSkip } from '../shared/asks.ts';
import { lasting, steadied } from '../../lists/steady.ts';

/** True for reads that the usual caller may make; a GET that ends a session is none. */
export const isPlainRead = (operation: Operation, target: Target): boolean =>
  isSafe(operation) && isOpenTo(operation, target);

/** What an answer says, without the links, which repeat how it was asked. */
function comparablePart(answer: Answer): string {
  const { operation } = answer;
  const data = lasting(operation, answer.data);
  const isObject = data !== null && data !== undefined && typeof data === 'object' && !Array.isArray(data);
  const rest = isObject ? Object.fromEntries(Object.entries(data).filter(([name]) => name !== '_links')) : data;
  return JSON.stringify([operation.adapter.pageIn(answer).count, rest]);
}

/** What may be answered to a plain request; the longer it is looked at the more, because a real tenant moves on. */
export interface Baseline {
  readonly ask: Ask;
  readonly comparableParts: Set<string>;
}

/** The plain request of the unit, answered; ends the unit where there is none. */
export async function plainOrSkip(context: Context): Promise<Baseline> {
  const ask = await steadied(context, await exampleOrSkip(context));
  return (await baselineOf(context, ask)) ?? context.skip('the plain request does not succeed');
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
  if (isSame(first)) return;
  const again = await context.send(plain.ask);
  if (isSuccess(again)) plain.comparableParts.add(comparablePart(again));
  // A smaller request would have another answer of its own to be compared with.
  const answer = await context.send(other);
  if (isSame(answer)) return;
  const expected = `${what} changes nothing`;
  const seen = isSuccess(answer) ? `another answer: ${comparablePart(answer).slice(0, 100)}` : told(answer);
  context.violation({ expected, seen, key: what, answer, against: again });
}
