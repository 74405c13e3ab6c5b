/** How long a session and a key of Argus let their holder in. Source: docs/contract/argus.md §5.1, §5.2, §12.8. */
import { named } from '../../../../lists/counterpart.ts';
import { numberAt } from '../../../../lists/item.ts';
import type { Context } from '../../../../terms/check.ts';
import { member, type Ask } from '../../../../terms/exchange.ts';
import type { CredentialFacts, Lifetime } from '../../../../terms/facts.ts';
import { credentialOf } from '../../../../terms/target.ts';
import { bearerOf, targetTime, logIn } from './sessions.ts';

const noUser = 'no user with a password is known';

export const argusLives: NonNullable<CredentialFacts['lives']> = {
  applies: ({ id }, target) => {
    if (id !== 'passwordAuthentication' && id !== 'initiateApiKey') return false;
    if (id === 'initiateApiKey' && target.writes !== 'all') return 'making keys is not allowed';
    return credentialOf(target, 'password') !== undefined || noUser;
  },
  begin: async (context) => (context.operation.id === 'initiateApiKey' ? keyLife(context) : sessionLife(context)),
};

async function sessionLife(context: Context): Promise<Lifetime> {
  const headers = bearerOf(await logIn(context));
  const ask: Ask = { operation: named(context.api, 'getSession'), as: null, headers };
  const until = numberAt((await context.send(ask)).data, 'validUntilTimestamp');
  if (until === undefined) return context.skip('its sessions do not tell when they end');
  return { who: 'a session', ask, until, now: () => targetTime(context) };
}

/** Days that the key is made for. */
const days = 1;

async function keyLife(context: Context): Promise<Lifetime> {
  const headers = bearerOf(await logIn(context));
  const body = { description: 'For a day, by a contract test', expirationDays: days };
  const begun = await targetTime(context);
  const { data } = await context.send({ as: null, headers, body });
  const [value, until] = [member(data, 'apiKeyString'), numberAt(data, 'keyDescriptor.validUntil')];
  if (typeof value !== 'string' || until === undefined) return context.skip('no key was made');
  const ask: Ask = { operation: named(context.api, 'getSession'), as: null, headers: { 'Argus-API-Key': value } };
  const told = begun === null ? {} : { told: begun + days * 86_400_000 };
  const [prefixUser = '', prefixKey = ''] = String(member(member(data, 'keyDescriptor'), 'prefix') ?? '').split('/');
  const revoking = { as: null, headers, params: { prefixUser, prefixKey }, isOwed: true };
  const end = async (): Promise<void> => {
    await context.send({ ...revoking, operation: named(context.api, 'revokeApiKeyBySplitPrefix') });
  };
  return { who: 'a key', ask, until, ...told, now: () => targetTime(context), end };
}
