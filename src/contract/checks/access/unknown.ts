/** A credential of the right form is not enough; it must be one that was handed out, and it never comes back in an answer. */
import type { Check, Context } from '../../check.ts';
import type { Answer } from '../../exchange.ts';
import { refusalFault } from '../shared/refusal.ts';
import { some } from '../shared/some.ts';
import { shapedAsk } from '../shared/asks.ts';
import { needsCaller, unknown, type Identity } from '../shared/identities.ts';

const perOperation = 2;

export const unknownCredentials: Check = {
  id: 'access/unknown',
  family: 'access',
  asks: 'Are unknown keys, secrets, sessions and tokens refused with 401, without their secret in the answer?',
  rank: 'critical',
  source: 'seed 002; contract/argus.md §5.1; contract/usm.md §10',
  evidence: 'documented',
  applies: needsCaller,
  run: async (context) => {
    const ask = await shapedAsk(context);
    for (const identity of some(context, unknown(context.operation, context.target, context.random), perOperation)) {
      const { who, headers } = identity;
      const answer = await context.judge({ ...ask, as: null, headers }, (one) => refusalFault(one, [401], who));
      noEcho(context, identity, answer);
    }
  },
};

/** The last part of a credential is its secret. */
function noEcho({ violation }: Context, { who, headers }: Identity, answer: Answer): void {
  const secret = Object.values(headers)[0]?.split(/[/. ]/).at(-1) ?? '';
  if (secret.length < 8 || !answer.text.includes(secret)) return;
  violation({
    expected: 'a refusal does not print the secret',
    seen: `the secret of ${who}`,
    key: 'echo',
    answer,
    rank: 'major',
    evidence: 'assumed',
  });
}
