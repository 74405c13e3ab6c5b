/** Ways to say who one is to USM Anywhere, right and wrong. */
import { tokenPart, withOtherClaims } from '../../../../checks/shared/jwt.ts';
import type { Context } from '../../../../terms/check.ts';
import { member } from '../../../../terms/exchange.ts';
import type { CredentialFacts, Identity } from '../../../../terms/facts.ts';
import { basicOf } from '../../../../terms/secrets.ts';
import { credentialOf } from '../../../../terms/target.ts';

const inHeader =
  (header: string) =>
  (who: string, value: string): Identity => ({ who, headers: { [header]: value } });
const authorization = inHeader('Authorization');

export const credentials: CredentialFacts = {
  malformed: [
    authorization('an empty bearer token', 'Bearer '),
    authorization('a token that is no JWT', 'Bearer garbage'),
    authorization('a token without scheme', 'eyJhbGciOiJIUzI1NiJ9.e30.c2lnbmF0dXJl'),
    authorization('a scheme alone', 'Bearer'),
    authorization('a scheme that is none', 'Token 0123456789abcdef'),
  ],
  unknown: (_, random) => {
    const made = random.hex(32);
    const message = `${tokenPart({ alg: 'HS256', typ: 'JWT' })}.${tokenPart({ scope: ['read'], jti: made })}`;
    return [authorization('an unknown token', `Bearer ${message}.${Buffer.from(made).toString('base64url')}`)];
  },
  misplaced: async (context) => {
    const token = await tokenOf(context);
    const client = credentialOf(context.target, 'client') ?? context.skip('no API client is known');
    return [
      authorization('id and secret without a token', `Basic ${basicOf(client.id, client.secret)}`),
      authorization('a token as basic credentials', `Basic ${token}`),
      inHeader('X-Auth-Token')('a token in another header', token),
      inHeader('Cookie')('a token as cookie', `JSESSIONID=${token}`),
      authorization('a token cut short', `Bearer ${token.slice(0, -1)}`),
      authorization('a token with other claims', `Bearer ${withOtherClaims(token, { scope: ['admin'] })}`),
      authorization('a token without signature', `Bearer ${token.replace(/[^.]*$/, '')}`),
    ];
  },
  spellings: async (context) => {
    const token = await tokenOf(context);
    return [
      ['Authorization', 'bearer'],
      ['authorization', 'Bearer'],
      ['AUTHORIZATION', 'BEARER'],
    ].map(([name = '', scheme = '']) => inHeader(name)(`${name}: ${scheme}`, `${scheme} ${token}`));
  },
  missingFunction: 'assumed',
  // Every client is given the scopes "trust read write" (docs/contract/usm.md §2).
  everybodys: ['read'],
  // A restricted client does not see the alarm at all, and may be told that instead.
  readersRefused: [403, 404],
};

/** The token of the full client, asked for once in a run. Skips the unit when there is none to be had. */
async function tokenOf({ api, memo, send, skip, target }: Context): Promise<string> {
  const client = credentialOf(target, 'client');
  const operation = api.operations.find(({ schemes }) => schemes.includes('basic'));
  if (client === undefined || operation === undefined) return skip('no API client in the role "full" is known');
  const token = await memo(`access/token/${client.id}`, async () => {
    const headers = { Authorization: `Basic ${basicOf(client.id, client.secret)}` };
    const answer = await send({ operation, as: null, headers, query: { grant_type: 'client_credentials' } });
    return member(answer.json, 'access_token');
  });
  return typeof token === 'string' ? token : skip('the target hands out no token');
}
