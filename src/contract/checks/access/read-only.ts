/** Who may only read changes nothing. */
import type { Check } from '../../check.ts';
import type { Operation } from '../../operation.ts';
import { credentialOf, type ClientCredential, type KeyCredential, type Target } from '../../target.ts';
import { refusalFault } from '../shared/refusal.ts';
import { isArgus } from '../shared/identities.ts';

const callerIn = (
  operation: Operation,
  target: Target,
  role: 'read only' | 'one customer',
): KeyCredential | ClientCredential | undefined =>
  isArgus(operation) ? credentialOf(target, 'api key', role) : credentialOf(target, 'client', role);

export const readOnly: Check = {
  id: 'access/read-only',
  family: 'access',
  asks: 'Is a write by a caller who may only read refused with 403, and changes nothing?',
  rank: 'critical',
  source: 'contract/argus.md §0, §5.1; contract/usm.md §10',
  applies: (operation, target) => {
    if (operation.effect !== 'writes' || operation.permission === null) return false;
    if (target.writes.length === 0) return 'writing is not allowed';
    return (
      callerIn(operation, target, 'read only') !== undefined ||
      callerIn(operation, target, 'one customer') !== undefined ||
      'no caller who may only read is known'
    );
  },
  run: async (context) => {
    const { operation, sample, skip, target } = context;
    const ask = await sample.example(operation);
    if (ask === null) return skip('the target holds nothing to ask about');
    const caller = callerIn(operation, target, 'read only') ?? callerIn(operation, target, 'one customer');
    const may = caller?.functions?.includes(operation.permission ?? '') === true;
    if (caller === undefined || may) return skip('the caller may do that');
    // A restricted client of USM Anywhere does not see the alarm at all, and may be told that instead.
    const statuses = isArgus(operation) ? [403] : [403, 404];
    await context.judge({ ...ask, as: caller }, (answer) =>
      refusalFault(answer, statuses, 'a caller who may only read'),
    );
  },
};
