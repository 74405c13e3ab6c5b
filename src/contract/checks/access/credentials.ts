/** Nobody is let in who does not say who he is, or says it wrongly: in no form, with what was never handed out, in the wrong place. */
import type { Check, Context } from '../../terms/check.ts';
import type { Answer } from '../../terms/exchange.ts';
import type { Identity } from '../../terms/facts.ts';
import { needsCaller, strangersAsk } from '../shared/asks.ts';
import { refusalFault } from '../shared/refusal.ts';
import { fewOf } from '../shared/few.ts';

/** A check that some of these identities are refused with 401. */
const refused = (
  law: Pick<Check, 'id' | 'asks' | 'source' | 'evidence'>,
  count: number,
  identitiesOf: (context: Context) => readonly Identity[] | Promise<readonly Identity[]>,
  also?: (context: Context, identity: Identity, answer: Answer) => void,
): Check => ({
  ...law,
  applies: needsCaller,
  run: async (context) => {
    const ask = await strangersAsk(context);
    for (const identity of fewOf(context, await identitiesOf(context), count)) {
      const { who, ...wrong } = identity;
      const answer = await context.judge({ ...ask, as: null, ...wrong }, (one) => refusalFault(one, [401], who));
      also?.(context, identity, answer);
    }
  },
});

export const nobody = refused(
  {
    id: 'access/nobody',
    asks: 'Is a request without any credentials refused with 401?',
    source: 'seed 002; docs/contract/argus.md §1; docs/contract/usm.md §10',
    evidence: 'documented',
  },
  1,
  () => [{ who: 'nobody', headers: {} }],
);

export const malformedCredentials = refused(
  {
    id: 'access/malformed',
    asks: 'Are credentials of a wrong form refused with 401?',
    source: 'seed 002; docs/contract/argus.md §5.1, §5.4; docs/contract/usm.md §10',
  },
  1,
  ({ operation }) => operation.adapter.facts.malformed ?? [],
);

export const unknownCredentials = refused(
  {
    id: 'access/unknown',
    asks: 'Are unknown keys, secrets, sessions and tokens refused with 401, without their secret in the answer?',
    source: 'seed 002; docs/contract/argus.md §5.1; docs/contract/usm.md §10',
    evidence: 'documented',
  },
  1,
  ({ operation, target, random }) => operation.adapter.facts.unknown?.(target, random) ?? [],
  noEcho,
);

/** The last part of a credential is its secret. */
function noEcho({ violation }: Context, { who, headers }: Identity, answer: Answer): void {
  const secret = Object.values(headers)[0]?.split(/[/. ]/).at(-1) ?? '';
  if (secret.length < 8 || !answer.text.includes(secret)) return;
  const [expected, seen] = ['a refusal does not print the secret', `the secret of ${who}`];
  violation({ expected, seen, key: 'echo', answer, rank: 'major', evidence: 'assumed' });
}

export const wrongScheme = refused(
  {
    id: 'access/wrong-scheme',
    asks: 'Is a good credential under another scheme, in another header or in the query refused with 401?',
    source: 'docs/contract/argus.md §5; docs/contract/usm.md §2, §10',
    evidence: 'assumed',
  },
  1,
  (context) => context.operation.adapter.facts.misplaced?.(context) ?? [],
);
