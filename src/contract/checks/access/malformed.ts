/** What is no credential is not taken for one. */
import type { Check } from '../../check.ts';
import { refusalFault } from '../shared/refusal.ts';
import { shapedAsk } from '../shared/asks.ts';
import { malformed, needsCaller } from '../shared/identities.ts';
import { some } from '../shared/some.ts';

const perOperation = 2;

export const malformedCredentials: Check = {
  id: 'access/malformed',
  family: 'access',
  asks: 'Are credentials of a wrong form refused with 401?',
  rank: 'critical',
  source: 'seed 002; contract/argus.md §5.1, §5.4; contract/usm.md §10',
  applies: needsCaller,
  run: async (context) => {
    const ask = await shapedAsk(context);
    for (const { who, headers } of some(context, malformed(context.operation), perOperation))
      await context.judge({ ...ask, as: null, headers }, (answer) => refusalFault(answer, [401], who));
  },
};
