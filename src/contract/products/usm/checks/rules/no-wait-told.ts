/** Nothing tells how long a refused client should wait: no header is documented, so none may be relied on. */
import type { Rule } from '../../../../terms/check.ts';

export const noWaitTold: Rule = {
  id: 'schema/no-wait-told',
  asks: 'Does a refusal for too many requests come without Retry-After?',
  rank: 'minor',
  applies: () => true,
  judge: ({ status, headers }) => {
    const told = headers.get('retry-after');
    if (status !== 429 || told === null) return [];
    const expected = 'no Retry-After beside 429';
    return [{ key: 'retry-after', expected, seen: told, source: 'docs/contract/usm.md §10.1', evidence: 'assumed' }];
  },
};
