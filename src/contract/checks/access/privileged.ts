/** Some operations want more than a key. */
import type { Check } from '../../terms/check.ts';
import { isSafe } from '../../terms/operation.ts';
import { refusalFault } from '../shared/refusal.ts';
import { shapedAsk } from '../shared/asks.ts';

export const privileged: Check = {
  id: 'access/privileged',
  asks: 'Is an API key, whatever its functions, refused with 403 by operations that want a log-in?',
  source: 'seed 002; docs/contract/argus.md §5.1, §5.5',
  evidence: 'documented',
  applies: (operation, target) => {
    if (operation.isPrivileged !== true) return false;
    return isSafe(operation) || target.writes.length > 0 || 'writing is not allowed';
  },
  run: async (context) => {
    const ask = await shapedAsk(context);
    await context.judge({ ...ask, as: 'full' }, (answer) => refusalFault(answer, [403], 'an API key'));
  },
};
