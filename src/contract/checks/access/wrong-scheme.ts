/** The right credential in the wrong place is none. */
import type { Check, Context } from '../../check.ts';
import { basicOf } from '../../secrets.ts';
import { credentialOf } from '../../target.ts';
import { refusalFault } from '../shared/refusal.ts';
import { some } from '../shared/some.ts';
import type { Ask } from '../../exchange.ts';
import { shapedAsk } from '../shared/asks.ts';
import { isArgus, needsCaller } from '../shared/identities.ts';
import { usmToken } from '../../products/usm/checks/access/token.ts';

const perOperation = 1;

export const wrongScheme: Check = {
  id: 'access/wrong-scheme',
  family: 'access',
  asks: 'Is a good credential under another scheme, in another header or in the query refused with 401?',
  rank: 'critical',
  source: 'contract/argus.md §5; contract/usm.md §2, §10',
  evidence: 'assumed',
  applies: needsCaller,
  run: async (context) => {
    const ask = await shapedAsk(context);
    for (const [who, wrong] of some(context, await misplaced(context), perOperation))
      await context.judge({ ...ask, as: null, ...wrong }, (answer) => refusalFault(answer, [401], who));
  },
};

type Misplaced = readonly (readonly [who: string, ask: Ask])[];

async function misplaced(context: Context): Promise<Misplaced> {
  const { operation, target, skip } = context;
  if (isArgus(operation)) {
    const key = credentialOf(target, 'api key')?.value ?? skip('no API key is known');
    return [
      ['a key as bearer token', { headers: { Authorization: `Bearer ${key}` } }],
      ['a key as basic credentials', { headers: { Authorization: `Basic ${Buffer.from(key).toString('base64')}` } }],
      ['a key as cookie', { headers: { Cookie: `argus_session=${key}` } }],
      ['a key in Authorization', { headers: { Authorization: key } }],
      ['a key in another header', { headers: { 'X-API-Key': key } }],
      ['a key in the query', { search: `Argus-API-Key=${encodeURIComponent(key)}` }],
    ];
  }
  const token = await usmToken(context);
  const client = credentialOf(target, 'client') ?? skip('no API client is known');
  return [
    ['id and secret without a token', { headers: { Authorization: `Basic ${basicOf(client.id, client.secret)}` } }],
    ['a token as basic credentials', { headers: { Authorization: `Basic ${token}` } }],
    ['a token in another header', { headers: { 'X-Auth-Token': token } }],
    ['a token as cookie', { headers: { Cookie: `JSESSIONID=${token}` } }],
    ['a token cut short', { headers: { Authorization: `Bearer ${token.slice(0, -1)}` } }],
    ['a token with other claims', { headers: { Authorization: `Bearer ${withOtherClaims(token)}` } }],
    ['a token without signature', { headers: { Authorization: `Bearer ${token.replace(/[^.]*$/, '')}` } }],
  ];
}

/** The token with a scope that it was not given. */
function withOtherClaims(token: string): string {
  const [head, claims = '', rest] = token.split('.');
  const value = JSON.parse(Buffer.from(claims, 'base64url').toString('utf8')) as object;
  return `${head}.${Buffer.from(JSON.stringify({ ...value, scope: ['admin'] })).toString('base64url')}.${rest}`;
}
