/** Who may only read changes nothing. */
import type { Check } from '../../terms/check.ts';
import type { Operation } from '../../terms/operation.ts';
import { callerOf } from '../../terms/credentials.ts';
import type { Target } from '../../terms/target.ts';
import { refusalFault } from '../shared/refusal.ts';
import { shapedAsk } from '../shared/asks.ts';

/** A caller who is known to be limited. */
const limited = ({ adapter }: Operation, target: Target) =>
  callerOf(adapter, target, 'read only') ?? callerOf(adapter, target, 'one customer');

export const readOnly: Check = {
  id: 'access/read-only',
  asks: 'Is a write by a caller who may only read refused with 403, and changes nothing?',
  source: 'docs/contract/argus.md §0, §5.1; docs/contract/usm.md §10',
  applies: (operation, target) => {
    if (operation.effect !== 'writes' || operation.permission === null) return false;
    if (target.writes.length === 0) return 'writing is not allowed';
    return limited(operation, target) !== undefined || 'no caller who may only read is known';
  },
  run: async (context) => {
    const { operation, skip, target } = context;
    const ask = await shapedAsk(context);
    const caller = limited(operation, target);
    const may = caller?.functions?.includes(operation.permission ?? '') === true;
    if (caller === undefined || may) return skip('the caller may do that');
    const { readersRefused = [403] } = operation.adapter.facts;
    await context.judge({ ...ask, as: caller }, (answer) =>
      refusalFault(answer, readersRefused, 'a caller who may only read'),
    );
  },
};
