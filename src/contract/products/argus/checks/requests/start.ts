/** The one member that a search of v1 cannot do without. */
import type { Json } from '../../../../../kernel/schema.ts';
import type { Check } from '../../../../terms/check.ts';
import { messagesOf, told } from '../../../../checks/shared/answer.ts';

export const startRequired: Check = {
  id: 'requests/start-required',
  asks: 'Is a search for aggregated events without startTimestamp refused with 412 for that field?',
  rank: 'minor',
  source: 'seed 000; docs/contract/argus.md §4; the status is assumed (§10.11)',
  evidence: 'assumed',
  applies: ({ path }) => path === '/events/v1/aggregated/search',
  run: async ({ judge }) => {
    const bodies: readonly Json[] = [{}, { limit: 1 }, { endTimestamp: 'now', limit: 1 }];
    for (const body of bodies)
      await judge({ body }, (answer) => {
        const isNamed = messagesOf(answer).some(({ field }) => field === 'startTimestamp');
        if (answer.status === 412 && isNamed) return null;
        return { expected: '412 for the field startTimestamp', seen: told(answer), key: 'startTimestamp' };
      });
  },
};
