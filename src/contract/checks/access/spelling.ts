/** Names of headers and schemes are the same in any letters (RFC 9110 §5.1, §11.1). */
import type { Check } from '../../terms/check.ts';
import { admissionFault } from '../shared/refusal.ts';
import { fewOf } from '../shared/few.ts';
import { needsCaller, readOnlyOrSkip } from '../shared/asks.ts';

export const spelling: Check = {
  id: 'access/spelling',
  asks: 'Is a good credential good in any spelling of the header and of the scheme?',
  rank: 'major',
  source: 'RFC 9110 §5.1, §11.1; docs/contract/argus.md §5.1 (Argus-Api-Key); docs/contract/usm.md §2 (bearer)',
  evidence: 'observed',
  // Where keys are refused there is nothing to spell.
  applies: (operation) => needsCaller(operation) && operation.isPrivileged !== true,
  run: async (context) => {
    const ask = await readOnlyOrSkip(context);
    const spellings = (await context.operation.adapter.facts.spellings?.(context)) ?? [];
    for (const { who, headers } of fewOf(context, spellings, 1))
      await context.judge({ ...ask, as: null, headers }, (answer) => admissionFault(answer, who));
  },
};
