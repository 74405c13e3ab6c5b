/** The life of a session: it may be cleared and narrowed, and is good for nothing once it was ended, by its holder or by somebody who may end any. */
import type { Check } from '../../../../terms/check.ts';
import type { Ask } from '../../../../terms/exchange.ts';
import { isSuccess, told } from '../../../../checks/shared/answer.ts';
import { parametersIn } from '../../../../checks/shared/asks.ts';
import { refusalFault } from '../../../../checks/shared/refusal.ts';
import { named } from '../../../../lists/counterpart.ts';
import { bearerOf, logIn, needsSession } from './sessions.ts';

/** What ends a session, and what leaves it as it is. */
const ending: readonly string[] = ['logout', 'logoutByGet', 'deleteSession', 'evictSession', 'evictSessionByAddress'];
const leaving: readonly string[] = ['clearSessionData', 'constrainSession'];

export const sessionLife: Check = {
  id: 'access/session-life',
  asks: 'Does what ends a session succeed and leave it good for nothing, and what does not leave it good?',
  source: 'docs/contract/argus.md §5.2, §5.3',
  evidence: 'observed',
  applies: (operation, target) =>
    ending.includes(operation.id) || leaving.includes(operation.id) ? needsSession(operation, target) : false,
  run: async (context) => {
    const { operation, violation, send } = context;
    const own = await logIn(context);
    const holder: Ask = { as: null, headers: bearerOf(own) };
    const isNamed = parametersIn(operation.path).length > 0;
    const [sessionIdentifier = ''] = own.token.split('.');
    const body = operation.body === null ? {} : { body: {} };
    const address = operation.path.includes('{ip}') ? { ip: '127.0.0.1' } : {};
    // Who may end any session names it; its holder has no need to.
    const answer = await send({ ...(isNamed ? { params: { sessionIdentifier, ...address } } : holder), ...body });
    if (!isSuccess(answer)) {
      if (isNamed && [403, 404].includes(answer.status)) return context.skip(`it was not ended: ${told(answer)}`);
      return violation({ expected: 'a success with a session', seen: told(answer), key: 'refused', answer });
    }
    const after = await send({ ...holder, operation: named(context.api, 'getSession') });
    const fault = ending.includes(operation.id) ? refusalFault(after, [401], 'an ended session') : null;
    if (fault !== null) violation({ ...fault, answer: after });
    if (leaving.includes(operation.id) && !isSuccess(after))
      violation({ expected: 'a session that is still good', seen: told(after), key: 'ended', answer: after });
  },
};
