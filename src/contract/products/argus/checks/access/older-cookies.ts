/** Older clients log in at the older path, and send what it answers as two cookies. */
import type { Check } from '../../../../terms/check.ts';
import { member } from '../../../../terms/exchange.ts';
import { credentialOf } from '../../../../terms/target.ts';
import { told } from '../../../../checks/shared/answer.ts';
import { admissionFault, refusalFault } from '../../../../checks/shared/refusal.ts';
import { named } from '../../../../lists/counterpart.ts';

export const olderClients: Check = {
  id: 'access/older-cookies',
  asks: 'Is what the older path answers good as argus_username and argus_cookie, for its user alone?',
  source: 'docs/contract/argus.md §12.8',
  evidence: 'observed',
  applies: ({ id }, target) =>
    id === 'legacyPasswordAuthentication' &&
    (credentialOf(target, 'password') !== undefined || 'no user with a password is known'),
  run: async (context) => {
    const login = credentialOf(context.target, 'password');
    if (login === undefined) return context.skip('no user with a password is known');
    const { userName, password, domain } = login;
    const body = { userName, password, ...(domain !== undefined && { domain }) };
    const made = await context.send({ as: null, body });
    const [username, cookie] = [member(made.data, 'username'), member(made.data, 'cookie')];
    if (typeof username !== 'string' || typeof cookie !== 'string')
      return context.violation({ key: 'answer', expected: 'a username and a cookie', seen: told(made), answer: made });
    const operation = named(context.api, 'getSession');
    const ask = (name: string) => ({
      operation,
      as: null,
      headers: { Cookie: `argus_username=${name}; argus_cookie=${cookie};` },
    });
    await context.judge(ask(username), (answer) => admissionFault(answer, 'an older client with its two cookies'));
    await context.judge(ask(`not-${username}`), (answer) =>
      refusalFault(answer, [401], 'the session of somebody else', { evidence: 'assumed' }),
    );
  },
};
