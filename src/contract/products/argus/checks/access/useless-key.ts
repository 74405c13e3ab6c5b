/** Keys that are known, and yet good for nothing: expired, or from the wrong place. */
import type { Check, Departure } from '../../../../terms/check.ts';
import { listOf, member, type Answer } from '../../../../terms/exchange.ts';
import { told } from '../../../../checks/shared/answer.ts';
import { credentialOf, type Role } from '../../../../terms/target.ts';
import { refusalFault } from '../../../../checks/shared/refusal.ts';
import { needsCaller, strangersAsk } from '../../../../checks/shared/asks.ts';

interface Useless {
  readonly id: Check['id'];
  readonly role: Role;
  readonly asks: string;
  /** What the message has to say, and the word that says it. */
  readonly says: readonly [string, RegExp];
}

const uselessKey = ({ id, role, asks, says: [what, word] }: Useless): Check => ({
  id,
  asks,
  source: 'seed 002: the message says so; docs/contract/argus.md §5.1',
  evidence: 'documented',
  applies: (operation, target) => {
    if (!needsCaller(operation)) return false;
    return credentialOf(target, 'api key', role, 'argus') !== undefined || `no API key in the role "${role}" is known`;
  },
  run: async (context) => {
    const ask = await strangersAsk(context);
    const who = `a key in the role "${role}"`;
    await context.judge(
      { ...ask, as: role },
      (answer) => refusalFault(answer, [401], who) ?? wordFault(answer, word, what),
    );
  },
});

export const expired = uselessKey({
  id: 'access/expired',
  role: 'expired',
  asks: 'Is an expired key refused with 401, and told that it has expired?',
  says: ['the key has expired', /expire/i],
});

export const wrongAddress = uselessKey({
  id: 'access/wrong-address',
  role: 'wrong address',
  asks: 'Is a key from an address that it is not valid for refused with 401, and told so?',
  says: ['the address is wrong', /source|address|\bip\b/i],
});

/** Null when a message says what the matter is. */
function wordFault(answer: Answer, word: RegExp, what: string): Departure | null {
  const texts = listOf(member(answer.json, 'messages')).flatMap((one) => [
    member(one, 'message'),
    member(one, 'messageTemplate'),
  ]);
  if (texts.some((text) => typeof text === 'string' && word.test(text))) return null;
  return { expected: `the message says that ${what}`, seen: told(answer), key: `silent: ${what}`, rank: 'minor' };
}
