/** Signed requests: a good signature is as good as a key, once; a bad one is nothing. */
import { withOtherClaims } from '../../../../checks/shared/jwt.ts';
import { wallClock } from '../../../../../kernel/clock.ts';
import type { Check, Context } from '../../../../terms/check.ts';
import type { Ask } from '../../../../terms/exchange.ts';
import type { Operation } from '../../../../terms/operation.ts';
import { pathOf } from '../../../../terms/request.ts';
import { credentialOf, type SigningKey, type Target } from '../../../../terms/target.ts';
import { admissionFault, refusalFault } from '../../../../checks/shared/refusal.ts';
import { named } from '../../../../lists/counterpart.ts';
import { fewOf } from '../../../../checks/shared/few.ts';
import { needsCaller, readOnlyOrSkip, strangersAsk } from '../../../../checks/shared/asks.ts';
import { freshNonce, signed, type Claims, type Odd } from './sign.ts';

const applies = (operation: Operation, target: Target): boolean | string =>
  needsCaller(operation) && (credentialOf(target, 'signing key') !== undefined || 'no signing key is known');

const source = 'seed 002; docs/contract/argus.md §5.4';

const keyOf = ({ target, skip }: Context): SigningKey =>
  credentialOf(target, 'signing key') ?? skip('no signing key is known');

/** The URI of a request as a signature names it: without the query. */
const uriOf = ({ target, operation }: Context, ask: Ask): string =>
  `${target.url}${pathOf(operation, ask.params ?? {})}`;

export const signature: Check = {
  id: 'access/signature',
  asks: 'Is a caller with a good signature known, and the same signature refused the second time?',
  source,
  evidence: 'documented',
  applies,
  run: async (context) => {
    const ask = await readOnlyOrSkip(context);
    const headers = signed(keyOf(context), { uri: uriOf(context, ask) });
    await once(context, { ...ask, as: null, headers }, (answer) =>
      answer.status === 401 ? admissionFault(answer, 'a good signature') : null,
    );
    // What was used is remembered for all operations alike.
    if (context.random.below(2) === 0)
      await once(context, { ...ask, as: null, headers }, (answer) =>
        refusalFault(answer, [401], 'a signature that was used'),
      );
  },
};

/** Sends once: a signature cannot be sent again to look for a smaller request. */
async function once(context: Context, ask: Ask, faultOf: Parameters<Context['judge']>[1]): Promise<void> {
  const answer = await context.send(ask);
  const fault = faultOf(answer);
  if (fault !== null) context.violation({ ...fault, answer });
}

const hour = 3_600_000;

interface Bad {
  readonly who: string;
  readonly claims?: (uri: string) => Partial<Claims>;
  readonly odd?: Odd;
}

const now = (): number => wallClock.now();

/** Each is wrong in one way; the nonces of all are fresh. */
const bad: readonly Bad[] = [
  { who: 'a signature three hours old', claims: () => ({ timestamp: now() - 3 * hour }) },
  { who: 'a signature three hours ahead', claims: () => ({ timestamp: now() + 3 * hour }) },
  { who: 'a signature of a clock that jumped', claims: () => ({ timestamp: now() - hour }) },
  { who: 'a signature with its time in seconds', claims: () => ({ timestamp: Math.floor(now() / 1000) }) },
  { who: 'a signature with its time as text', claims: () => ({ timestamp: String(now()) }) },
  { who: 'a signature without time', claims: () => ({ timestamp: null }) },
  { who: 'a signature without nonce', claims: () => ({ nonce: null }) },
  { who: 'a signature with an empty nonce', claims: () => ({ nonce: '' }) },
  { who: 'a signature for another path', claims: (uri) => ({ uri: `${uri}/elsewhere` }) },
  { who: 'a signature for another host', claims: (uri) => ({ uri: uri.replace(/\/\/[^/]+/, '//elsewhere.example') }) },
  { who: 'a signature by another key', odd: { isForeign: true } },
  { who: 'a signature of an unknown user', odd: { id: 'NOWHERE/nobody/0' } },
  { who: 'a signature without algorithm', odd: { alg: 'none', twist: (token) => token.replace(/[^.]*$/, '') } },
  { who: 'a signature by HS256', odd: { alg: 'HS256' } },
  { who: 'a signature with other claims', odd: { twist: (token) => withOtherClaims(token, { nonce: freshNonce() }) } },
  { who: 'a signature cut short', odd: { twist: (token) => token.slice(0, -8) } },
];

const perOperation = 1;
/** So many bad signatures of one user are sent to a tenant. */
const mostOfUser = 10;

export const badSignature: Check = {
  id: 'access/bad-signature',
  asks: 'Is a signature that is stale, skewed, forged, incomplete or for something else refused with 401?',
  source,
  evidence: 'documented',
  applies,
  run: async (context) => {
    const ask = await strangersAsk(context);
    const uri = uriOf(context, ask);
    const key = keyOf(context);
    // The server has seen what time it is at this client, so that a jump is one.
    await context.memo('access/pinned', () => pin(context, key));
    const sent = await context.memo('access/bad signatures', () => Promise.resolve({ count: 0 }));
    // Too many of a user might lock somebody out; one that nobody is cannot be.
    const isSpent = context.isLive && sent.count >= mostOfUser;
    const pool = isSpent ? bad.filter((one) => one.odd?.id !== undefined) : bad;
    for (const { who, claims, odd } of fewOf(context, pool, perOperation)) {
      sent.count++;
      const headers = signed(key, { uri, ...claims?.(uri) }, odd);
      await once(context, { ...ask, as: null, headers }, (answer) => refusalFault(answer, [401], who));
    }
  },
};

async function pin({ api, send, target }: Context, key: SigningKey): Promise<void> {
  const operation = named(api, 'getCurrentUser');
  await send({ operation, as: null, headers: signed(key, { uri: `${target.url}${operation.path}` }) });
}
