/** Being known is not being allowed: each operation wants its function. */
import type { Check, Context } from '../../terms/check.ts';
import { isCaller } from '../../terms/credentials.ts';
import type { Ask } from '../../terms/exchange.ts';
import { isSafe, type Operation } from '../../terms/operation.ts';
import type { Target } from '../../terms/target.ts';
import { shapedAsk } from '../shared/asks.ts';
import { refusalFault } from '../shared/refusal.ts';

/** Callers who are known and lack the function, those first who see what the request is about. */
function allLacking({ adapter, permission }: Operation, { credentials }: Target) {
  const useful: readonly string[] = ['missing function', 'read only', 'one customer', 'full'];
  return credentials
    .filter((one) => isCaller(adapter, one))
    .filter(({ role }) => useful.includes(role))
    .sort((one, other) => useful.indexOf(one.role) - useful.indexOf(other.role))
    .filter(({ functions }) => functions !== null && functions !== undefined && !functions.includes(permission ?? ''));
}

/** The first of them; undefined where nobody lacks it. */
export const lacking = (operation: Operation, target: Target) => allLacking(operation, target)[0];

/** Whether the operation can be asked by somebody who lacks its function. */
export function canLack(operation: Operation, target: Target): boolean | string {
  if (operation.permission === null || operation.isPrivileged) return false;
  if (!isSafe(operation) && target.writes.length === 0) return 'writing is not allowed';
  if (lacking(operation, target) !== undefined) return true;
  const { everybodys, withoutFunction } = operation.adapter.facts;
  if (everybodys?.includes(operation.permission) === true) return false;
  return withoutFunction?.applies(operation, target) === true || `no caller without ${operation.permission} is known`;
}

/** How somebody asks who lacks the function: with a credential that lacks it, or as one who was narrowed for the purpose. */
export async function lackingAsk(context: Context): Promise<Pick<Ask, 'as' | 'headers'>> {
  const { operation, target, skip, memo } = context;
  const caller = lacking(operation, target);
  if (caller !== undefined) return { as: caller };
  const { withoutFunction } = operation.adapter.facts;
  const made = await memo(`without ${operation.product} ${operation.permission}`, async () =>
    withoutFunction === undefined ? null : withoutFunction.made(context),
  );
  return made === null ? skip('no such caller is known') : { as: null, headers: made.headers };
}

export const missingFunction: Check = {
  id: 'access/missing-function',
  asks: 'Is a caller without the function of the operation refused with 403?',
  source: 'docs/contract/argus.md §0, §1; docs/contract/usm.md §10',
  applies: (operation, target) => !operation.isPublic && canLack(operation, target),
  run: async (context) => {
    const { operation, target } = context;
    const ask = await shapedAsk(context);
    const known = allLacking(operation, target);
    // One of each kind: what is forgotten may be forgotten for some.
    const kinds = known.filter(({ role }, at) => at > 0 && known.findIndex((one) => one.role === role) === at);
    const who = `a caller without ${operation.permission}`;
    const { missingFunction: evidence } = operation.adapter.facts;
    // A customer's user may be refused for the customer instead, with the same status.
    for (const caller of context.atMost(1, [await lackingAsk(context), ...kinds.map((as) => ({ as }))]))
      await context.judge({ ...ask, ...caller }, (answer) =>
        refusalFault(answer, [403], who, evidence && { evidence }),
      );
  },
};
