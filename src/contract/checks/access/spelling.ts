/** Names of headers and schemes are the same in any letters (RFC 9110 §5.1, §11.1). */
import type { Check, Context } from '../../check.ts';
import { credentialOf } from '../../target.ts';
import { admissionFault } from '../shared/refusal.ts';
import { some } from '../shared/some.ts';
import { readOnlyRequest } from '../shared/asks.ts';
import { isArgus, needsCaller, type Identity } from '../shared/identities.ts';
import { usmToken } from '../../products/usm/checks/access/token.ts';

const perOperation = 1;

export const spelling: Check = {
  id: 'access/spelling',
  family: 'access',
  asks: 'Is a good credential good in any spelling of the header and of the scheme?',
  rank: 'major',
  source: 'RFC 9110 §5.1, §11.1; contract/argus.md §5.1 (Argus-Api-Key); contract/usm.md §2 (bearer)',
  evidence: 'observed',
  applies: needsCaller,
  run: async (context) => {
    const ask = await readOnlyRequest(context);
    if (ask === null || context.operation.isPrivileged === true)
      return context.skip('it has no request that leaves no trace for a key');
    for (const { who, headers } of some(context, await spellings(context), perOperation))
      await context.judge({ ...ask, as: null, headers }, (answer) => admissionFault(answer, who));
  },
};

async function spellings(context: Context): Promise<readonly Identity[]> {
  const { operation, target, skip } = context;
  if (isArgus(operation)) {
    const value = credentialOf(target, 'api key')?.value ?? skip('no API key is known');
    return ['argus-api-key', 'ARGUS-API-KEY', 'Argus-Api-Key', 'aRGUS-aPI-kEY'].map((name) => ({
      who: `a key in ${name}`,
      headers: { [name]: value },
    }));
  }
  const token = await usmToken(context);
  return [
    ['Authorization', 'bearer'],
    ['authorization', 'Bearer'],
    ['AUTHORIZATION', 'BEARER'],
  ].map(([name = '', scheme = '']) => ({ who: `${name}: ${scheme}`, headers: { [name]: `${scheme} ${token}` } }));
}
