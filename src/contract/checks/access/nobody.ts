/** Nobody is let in who does not say who he is. */
import type { Check } from '../../check.ts';
import { refusalFault } from '../shared/refusal.ts';
import { shapedAsk } from '../shared/asks.ts';
import { needsCaller } from '../shared/identities.ts';

export const nobody: Check = {
  id: 'access/nobody',
  family: 'access',
  asks: 'Is a request without any credentials refused with 401?',
  rank: 'critical',
  source: 'seed 002; contract/argus.md §1; contract/usm.md §10',
  evidence: 'documented',
  applies: needsCaller,
  run: async (context) => {
    const ask = await shapedAsk(context);
    await context.judge({ ...ask, as: null }, (answer) => refusalFault(answer, [401], 'nobody'));
  },
};
