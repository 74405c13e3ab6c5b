/** Logging in is not being allowed either: what wants a function of a user is refused to one without it. */
import type { Check } from '../../../../terms/check.ts';
import { credentialOf, type Login, type Target } from '../../../../terms/target.ts';
import type { Operation } from '../../../../terms/operation.ts';
import { refusalFault } from '../../../../checks/shared/refusal.ts';
import { shapedAsk } from '../../../../checks/shared/asks.ts';
import { bearerOf, logIn } from './sessions.ts';

/** A user with a password who is known to lack the function. */
function lacking({ permission }: Operation, target: Target): Login | undefined {
  const login = credentialOf(target, 'password', 'one customer');
  return login?.functions?.includes(permission ?? '') === false ? login : undefined;
}

export const otherUser: Check = {
  id: 'access/user-without-function',
  asks: 'Is a user who logged in refused with 403 without the function of an operation that wants a log-in?',
  source: 'docs/contract/argus.md §5.1',
  evidence: 'documented',
  applies: (operation, target) => {
    if (operation.isPrivileged !== true || operation.permission === null) return false;
    return lacking(operation, target) !== undefined || `no user without ${operation.permission} is known`;
  },
  run: async (context) => {
    const { operation, target, skip } = context;
    const login = lacking(operation, target) ?? skip('no such user is known');
    const session = await context.memo('access/other-user', () => logIn(context, login));
    const ask = await shapedAsk(context);
    await context.judge({ ...ask, as: null, headers: bearerOf(session) }, (answer) =>
      refusalFault(answer, [403], `a user without ${operation.permission}`),
    );
  },
};
