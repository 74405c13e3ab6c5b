/** The token, for which a client shows its id and secret. */
import type { Check, Context } from '../../../../terms/check.ts';
import { member, type Answer } from '../../../../terms/exchange.ts';
import { basicOf } from '../../../../terms/secrets.ts';
import { credentialOf, type ClientCredential } from '../../../../terms/target.ts';
import { named } from '../../../../lists/counterpart.ts';
import { isSuccess, told } from '../../../../checks/shared/answer.ts';
import { admissionFault, refusalFault } from '../../../../checks/shared/refusal.ts';
import type { Identity } from '../../../../terms/facts.ts';

const isToken = ({ schemes }: { readonly schemes: readonly string[] }): boolean => schemes.includes('basic');

const basic = (client: ClientCredential): Identity['headers'] => ({
  Authorization: `Basic ${basicOf(client.id, client.secret)}`,
});

const clientOf = ({ target, skip }: Context): ClientCredential =>
  credentialOf(target, 'client') ?? skip('no API client is known');

const grant = { grant_type: 'client_credentials' };

export const badClient: Check = {
  id: 'access/bad-client',
  asks: 'Is a token refused with 401, and the word Unauthorized, to whom shows no, wrong or switched-off credentials?',
  source: 'docs/contract/usm.md §2',
  evidence: 'documented',
  applies: isToken,
  run: async (context) => {
    const client = clientOf(context);
    const disabled = credentialOf(context.target, 'client', 'disabled');
    const wrong: readonly (readonly [string, Identity['headers']])[] = [
      ['nobody', {}],
      ['an unknown client', basic({ ...client, id: 'no-such-client' })],
      ['a wrong secret', basic({ ...client, secret: `${client.secret}x` })],
      ['a secret cut short', basic({ ...client, secret: client.secret.slice(0, -1) })],
      ['a client without secret', basic({ ...client, secret: '' })],
      ['a secret alone', { Authorization: `Basic ${client.secret}` }],
      ['a client after Bearer', { Authorization: `Bearer ${basicOf(client.id, client.secret)}` }],
      ...(disabled === undefined ? [] : [['a client that is switched off', basic(disabled)] as const]),
    ];
    for (const [who, headers] of wrong)
      await context.judge(
        { as: null, headers, query: grant },
        (answer) => refusalFault(answer, [401], who) ?? wordless(answer),
      );
  },
};

/** One client looks for this word (docs/contract/usm.md §2). */
const wordless = (answer: Answer) =>
  /Unauthorized/i.test(answer.text)
    ? null
    : { expected: 'the word Unauthorized in the body', seen: told(answer), key: 'word', evidence: 'observed' as const };

export const grants: Check = {
  id: 'access/grants',
  asks: 'Is a token given for client_credentials, in the query or in a form of any type, and for no other grant?',
  rank: 'major',
  source: 'docs/contract/usm.md §2',
  evidence: 'observed',
  applies: isToken,
  run: async (context) => {
    const headers = basic(clientOf(context));
    const given = (answer: Answer, how: string) =>
      isSuccess(answer) ? null : { expected: `a token for the grant ${how}`, seen: told(answer), key: how };
    const types = ['application/x-www-form-urlencoded', 'application/json', 'application/www-form-urlencoded'];
    await context.judge({ as: null, headers, query: grant }, (answer) => given(answer, 'in the query'));
    for (const type of types)
      await context.judge(
        { as: null, headers: { ...headers, 'Content-Type': type }, text: 'grant_type=client_credentials' },
        (answer) => given(answer, `in a body called ${type}`),
      );
    await context.judge(
      { as: null, headers: { ...headers, 'Content-Type': types[0] ?? '' }, query: grant, text: '@request_body' },
      (answer) => given(answer, 'in the query beside junk'),
    );
    await context.judge(
      { as: null, headers: { Authorization: headers['Authorization']?.replace('Basic', 'basic') ?? '' }, query: grant },
      (answer) => given(answer, 'with the scheme in small letters'),
    );
    const refused = { evidence: 'assumed' } as const;
    await context.judge({ as: null, headers }, (answer) => refusalFault(answer, [400], 'no grant', refused));
    for (const other of ['password', 'refresh_token', 'CLIENT_CREDENTIALS'])
      await context.judge({ as: null, headers, query: { grant_type: other } }, (answer) =>
        refusalFault(answer, [400], `the grant ${other}`, refused),
      );
  },
};

export const severalTokens: Check = {
  id: 'access/several-tokens',
  asks: 'Does a new token leave the older ones of the client good?',
  source: 'docs/contract/usm.md §2: many clients ask for a new one each time',
  evidence: 'observed',
  applies: isToken,
  run: async (context) => {
    const { api, send, skip, violation } = context;
    const headers = basic(clientOf(context));
    const operation = named(api, 'getUsmAlarms');
    const tokens: string[] = [];
    for (let at = 0; at < 3; at++) {
      const token = member((await send({ as: null, headers, query: grant })).json, 'access_token');
      if (typeof token !== 'string') return skip('the target hands out no token');
      tokens.push(token);
    }
    for (const [at, token] of tokens.entries()) {
      const bearer = { Authorization: `Bearer ${token}` };
      const answer = await send({ operation, as: null, headers: bearer, query: { size: 1 } });
      const fault = admissionFault(answer, `token ${at + 1} of 3`);
      if (fault !== null) violation({ ...fault, answer, key: 'older token' });
    }
  },
};
