/** Law: what is told to callers of themselves is of the time at which they asked and logged in, by the target's own clock. */
import type { Json } from '../../../../../kernel/schema.ts';
import type { Check, Context } from '../../../../terms/check.ts';
import { listOf, member, type Answer, type Ask } from '../../../../terms/exchange.ts';
import { credentialOf } from '../../../../terms/target.ts';
import { named } from '../../../../lists/counterpart.ts';
import { numberAt } from '../../../../lists/item.ts';
import { bearerOf, targetTime, logIn, needsSession } from '../access/sessions.ts';

/** A time that must lie between what the clock said before a log-in and after it, or after the answer. */
interface Told {
  readonly name: string;
  readonly seen: number | undefined;
  readonly by: 'log-in' | 'answer';
}

const password = (data: Json): Json => listOf(data).find((one) => member(one, 'method') === 'PASSWORD') ?? null;

/** What is told of the present session, by operation. */
const toldBy: Readonly<Record<string, (data: Json) => readonly Told[]>> = {
  getSession: (data) => [
    { name: 'createdTimestamp', seen: numberAt(data, 'createdTimestamp'), by: 'log-in' },
    { name: 'timestamp', seen: numberAt(data, 'timestamp'), by: 'answer' },
  ],
  getCurrentUser: (data) => [{ name: 'lastLoginTimestamp', seen: numberAt(data, 'lastLoginTimestamp'), by: 'log-in' }],
  getSessionAuthMethods: (data) => [
    { name: 'lastLoginTimestamp', seen: numberAt(password(data), 'lastLoginTimestamp'), by: 'log-in' },
  ],
};

export const ownTimes: Check = {
  id: 'law/own-times',
  asks: 'Are the times that callers are told of their session and log-in those at which they asked and logged in?',
  rank: 'major',
  source: 'docs/contract/argus.md §5.2, §12.8',
  evidence: 'observed',
  applies: (operation, target) => (Object.hasOwn(toldBy, operation.id) ? needsSession(operation, target) : false),
  run: async (context) => {
    const before = await targetTime(context);
    const own = await logIn(context, credentialOf(context.target, 'password'));
    const loggedIn = await targetTime(context);
    const holder: Ask = { as: null, headers: bearerOf(own) };
    const answer = await context.send(holder);
    const after = await targetTime(context);
    await context.send({ ...holder, operation: named(context.api, 'deleteSession'), isOwed: true });
    if (before === null || loggedIn === null || after === null)
      return context.skip('the target does not tell the time');
    for (const told of toldBy[context.operation.id]?.(answer.data ?? null) ?? [])
      judge(context, told, told.by === 'log-in' ? [before, loggedIn] : [loggedIn, after], answer);
  },
};

/** Servers of one target may differ by so much; what was written while a clock stood still lies a little ahead of it. */
const behindMs = 2000;
const aheadMs = 60_000;

function judge(context: Context, told: Told, [from, to]: readonly [number, number], answer: Answer): void {
  const { name, seen, by } = told;
  if (seen !== undefined && seen >= from - behindMs && seen <= to + aheadMs) return;
  const expected = `a ${name} of the ${by}, between ${from} and ${to}`;
  context.violation({ key: name, expected, seen: `${seen}`, answer });
}
