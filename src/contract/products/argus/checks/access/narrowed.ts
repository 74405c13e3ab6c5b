/** Somebody who lacks a function: a session that was narrowed to another one. Source: docs/contract/argus.md §5.2. */
import { named } from '../../../../lists/counterpart.ts';
import { at } from '../../../../lists/item.ts';
import type { CredentialFacts } from '../../../../terms/facts.ts';
import { credentialOf } from '../../../../terms/target.ts';
import { bearerOf, logIn } from './sessions.ts';

/** Functions that most users have, of which one is not the function that is to lack. */
const others = ['eventLookup', 'viewBasicCustomer'];

export const withoutFunction: NonNullable<CredentialFacts['withoutFunction']> = {
  applies: ({ schemes }, target) => schemes.length > 0 && credentialOf(target, 'password') !== undefined,
  made: async (context) => {
    const { api, operation, send } = context;
    const kept = others.filter((name) => name !== operation.permission).slice(0, 1);
    const narrowed = await send({
      operation: named(api, 'constrainSession'),
      as: null,
      headers: bearerOf(await logIn(context)),
      body: { function: kept },
    });
    const token = at(narrowed.data, 'credentials.requestCredentialsData');
    return typeof token === 'string'
      ? { who: `a session without ${operation.permission}`, headers: { Authorization: `Bearer ${token}` } }
      : null;
  },
};
