/** Operations that anybody may use, and the log-ins among them. */
import type { Check } from '../../../../terms/check.ts';
import type { Answer } from '../../../../terms/exchange.ts';
import { credentialOf } from '../../../../terms/target.ts';
import { told } from '../../../../checks/shared/answer.ts';
import { admissionFault, refusalFault } from '../../../../checks/shared/refusal.ts';
import { named } from '../../../../lists/counterpart.ts';
import { canBeTampered } from '../../../../checks/shared/asks.ts';
import type { Identity } from '../../../../terms/facts.ts';

export const open: Check = {
  id: 'access/open',
  asks: 'May anybody use a public operation, without credentials and with useless ones?',
  rank: 'major',
  source: 'docs/contract/argus.md §5.3',
  evidence: 'observed',
  applies: (operation) => operation.isPublic === true,
  run: async (context) => {
    const ask = canBeTampered(context.operation) ? { body: { noSuchMember: 1 } } : {};
    const useless: Identity['headers'] = { 'Argus-API-Key': '1/2/no-such-key' };
    for (const [who, headers] of [
      ['anybody', {}],
      ['anybody with a useless key', useless],
    ] as const)
      await context.judge({ ...ask, as: null, headers }, (answer) => admissionFault(answer, who));
  },
};

export const failedLogIn: Check = {
  id: 'access/log-in',
  asks: 'Is a log-in with a wrong password, or of a user who does not exist, refused with 401 in the same words?',
  source: 'docs/contract/argus.md §5.3',
  evidence: 'observed',
  applies: ({ id, isPublic, body }) => isPublic === true && body !== null && /authenticat/i.test(id),
  run: async (context) => {
    const { operation, target, random, send, violation } = context;
    const code = /totp/i.test(operation.id) ? { tokenCode: '000000' } : {};
    const refused = async (userName: string, who: string): Promise<Answer> => {
      const answer = await send({ as: null, body: { userName, password: random.hex(16), ...code } });
      const fault = refusalFault(answer, [401], who);
      if (fault !== null) violation({ ...fault, answer });
      return answer;
    };
    const stranger = await refused(`nobody-${random.hex(8)}`, 'a user who does not exist');
    const login = credentialOf(target, 'password');
    // Ten failures in a row may lock a real user out.
    if (login === undefined || context.isLive) return;
    const known = await refused(login.userName, 'a wrong password');
    // The right one, so that failures of one run after another do not add up to a lock.
    const own = named(context.api, 'passwordAuthentication');
    await send({ operation: own, as: null, body: { userName: login.userName, password: login.password } });
    if (told(known) === told(stranger)) return;
    const expected = `the same words as for a user who does not exist: ${told(stranger)}`;
    violation({ expected, seen: told(known), key: 'tells users apart', answer: known, evidence: 'assumed' });
  },
};
