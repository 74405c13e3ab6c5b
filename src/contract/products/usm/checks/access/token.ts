/** A token of USM Anywhere for checks that word the header themselves. */
import type { Context } from '../../../../check.ts';
import { member } from '../../../../exchange.ts';
import { credentialOf, type Role } from '../../../../target.ts';
import { basicOf } from '../../../../secrets.ts';

/** The token of a client in a role, asked for once in a run. Skips the unit when there is none to be had. */
export async function usmToken(context: Context, role: Role = 'full'): Promise<string> {
  const { api, memo, send, skip, target } = context;
  const client = credentialOf(target, 'client', role);
  const operation = api.operations.find(({ schemes }) => schemes.includes('basic'));
  if (client === undefined || operation === undefined) return skip(`no API client in the role "${role}" is known`);
  const token = await memo(`access/token/${client.id}`, async () => {
    const headers = { Authorization: `Basic ${basicOf(client.id, client.secret)}` };
    const answer = await send({ operation, as: null, headers, query: { grant_type: 'client_credentials' } });
    return member(answer.json, 'access_token');
  });
  return typeof token === 'string' ? token : skip('the target hands out no token');
}
