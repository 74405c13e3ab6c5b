/** How long a token of USM Anywhere lets its holder in. Source: docs/contract/usm.md §2. */
import { named } from '../../../../lists/counterpart.ts';
import type { Context } from '../../../../terms/check.ts';
import { member } from '../../../../terms/exchange.ts';
import type { CredentialFacts, Lifetime } from '../../../../terms/facts.ts';
import { basicOf } from '../../../../terms/secrets.ts';
import { credentialOf } from '../../../../terms/target.ts';
import { claimsIn } from '../../../../checks/shared/jwt.ts';

export const usmLives: NonNullable<CredentialFacts['lives']> = {
  applies: ({ id }, target) =>
    id === 'getToken' && (credentialOf(target, 'client') !== undefined || 'no API client is known'),
  begin: async (context) => {
    const own = await issued(context);
    const operation = named(context.api, 'getUsmAlarms');
    const life: Lifetime = {
      who: 'a token',
      ask: { operation, as: null, headers: { Authorization: `Bearer ${own.token}` }, query: { size: 1 } },
      until: own.end,
      // A new one tells the time: it ends as long after it.
      now: async () => {
        const { end, seconds } = await issued(context);
        return end - seconds * 1000;
      },
    };
    return life;
  },
};

/** A new token, with its end and how long it is told to live. Skips where it tells nothing of that. */
async function issued(context: Context): Promise<{ token: string; end: number; seconds: number }> {
  const { api, send, skip, target } = context;
  const client = credentialOf(target, 'client') ?? skip('no API client is known');
  const { json } = await send({
    operation: named(api, 'getToken'),
    as: null,
    headers: { Authorization: `Basic ${basicOf(client.id, client.secret)}` },
    query: { grant_type: 'client_credentials' },
  });
  const [token, seconds] = [member(json, 'access_token'), member(json, 'expires_in')];
  const end = typeof token === 'string' ? member(claimsIn(token), 'exp') : undefined;
  return typeof token === 'string' && typeof seconds === 'number' && typeof end === 'number'
    ? { token, end: end * 1000, seconds }
    : skip('its tokens do not tell when they end');
}
