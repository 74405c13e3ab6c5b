/** The life of an API key: made, used within its limits, looked at, renewed, revoked, and then good for nothing. */
import type { Check, Departure } from '../../../../terms/check.ts';
import { listOf, member, type Answer, type Ask } from '../../../../terms/exchange.ts';
import { named } from '../../../../lists/counterpart.ts';
import { isSuccess, told } from '../../../../checks/shared/answer.ts';
import { refusalFault } from '../../../../checks/shared/refusal.ts';
import { bearerOf, needsSession, sharedSession } from './sessions.ts';

export const keyLife: Check = {
  id: 'access/key-life',
  asks: 'Is a new key good for its functions alone, shown whole only once, and good for nothing once revoked?',
  source: 'docs/contract/argus.md §5.1; W5.0 authentication/v1/apikey',
  evidence: 'observed',
  applies: (operation, target) => {
    if (operation.id !== 'initiateApiKey') return false;
    return target.writes === 'all' ? needsSession(operation, target) : 'making keys is not allowed';
  },
  run: async (context) => {
    const { operation, skip, violation } = context;
    const session = bearerOf(await sharedSession(context));
    const as = (id: string, ask: Ask): Promise<Answer> => context.send({ ...ask, operation: named(context.api, id) });
    const say = (answer: Answer, fault: Departure | null): void => {
      if (fault !== null) violation({ ...fault, answer });
    };
    const body = {
      description: 'Made by a contract test',
      expirationDays: 1,
      sessionConstraints: { function: ['eventLookup'] },
    };
    const made = await context.send({ as: null, headers: session, body });
    const [key, prefix] = [member(made.data, 'apiKeyString'), member(member(made.data, 'keyDescriptor'), 'prefix')];
    if (!isSuccess(made) || typeof key !== 'string' || typeof prefix !== 'string')
      return violation({ expected: 'a new key', seen: told(made), key: 'make', answer: made });
    const [prefixUser = '', prefixKey = ''] = prefix.split('/');
    const its: Ask = { as: null, headers: session, params: { prefixUser, prefixKey } };
    const withKey: Ask = { as: null, headers: { 'Argus-API-Key': key } };
    const split = 'BySplitPrefix';

    say(made, success(made, 201, 'make'));
    const used = await as('getSession', withKey);
    say(used, success(used, 200, 'use'));
    const beyond = await as('listBasicCustomers', withKey);
    say(beyond, refusalFault(beyond, [403], 'a key for another function'));
    const listed = await as('listApiKeys', { as: null, headers: session });
    const prefixes = listOf(member(listed.data, 'keys')).map((one) => member(one, 'prefix'));
    if (isSuccess(listed) && !prefixes.includes(prefix))
      violation({ expected: `the key ${prefix} in the list`, seen: told(listed), key: 'list', answer: listed });
    for (const id of [`getApiKey${split}`, `renewApiKey${split}`]) {
      const answer = await as(id, { ...its, ...(id.startsWith('renew') && { body: {} }) });
      say(answer, success(answer, 200, id) ?? secretFault(answer, key) ?? prefixFault(answer, prefix));
    }
    // The number of an own key, in decimal, is another name of it.
    const byNumber = { ...its, params: { prefix: Number.parseInt(prefixKey, 16) }, body: {} };
    const renewed = await as('renewApiKeyByPrefix', byNumber);
    say(renewed, success(renewed, 200, 'renew by number') ?? prefixFault(renewed, prefix));
    const revoked = await as(`revokeApiKey${split}`, its);
    say(revoked, success(revoked, 200, 'revoke'));
    if (!isSuccess(revoked)) return skip('the key could not be revoked');
    const after = await as('getSession', withKey);
    say(after, refusalFault(after, [401], 'a revoked key'));
    const gone = await as(`getApiKey${split}`, its);
    say(gone, refusalFault(gone, [404], `${operation.id}: what was revoked`, { evidence: 'assumed' }));
  },
};

const success = (answer: Answer, status: number, step: string): Departure | null =>
  isSuccess(answer) ? null : { expected: `${status} to ${step} a key`, seen: told(answer), key: step };

/** What is looked at or renewed is the key that was named. */
function prefixFault(answer: Answer, prefix: string): Departure | null {
  const seen = member(answer.data, 'prefix');
  if (seen === prefix) return null;
  return { expected: `the key ${prefix}`, seen: `the key ${String(seen)}`, key: 'another key' };
}

/** The secret is the part of a key after its prefix. */
function secretFault(answer: Answer, key: string): Departure | null {
  const secret = key.split('/').at(-1) ?? '';
  if (secret.length < 8 || !answer.text.includes(secret)) return null;
  return { expected: 'a key without its secret', seen: 'the secret', key: 'secret' };
}
