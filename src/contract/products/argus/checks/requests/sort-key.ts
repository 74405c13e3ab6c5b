/** A sort key that nobody knows: a client that misspelt one must hear of it. */
import type { Json } from '../../../../../kernel/schema.ts';
import type { Check } from '../../../../terms/check.ts';
import type { Ask } from '../../../../terms/exchange.ts';
import { exampleOrSkip } from '../../../../checks/shared/asks.ts';
import { refusalFault } from '../../../../checks/shared/refusal.ts';

export const unknownSortKey: Check = {
  id: 'requests/sort-key',
  asks: 'Is a sort key that is not known refused with 412, alone and behind one that is?',
  rank: 'major',
  source: 'docs/contract/argus.md §1: 412 for values that are not allowed',
  evidence: 'assumed',
  applies: ({ effect, paging, sortKeys }) => effect === 'reads' && paging !== null && sortKeys.length > 0,
  run: async (context) => {
    const { operation, judge } = context;
    const ask = await exampleOrSkip(context);
    const known = operation.sortKeys[0] ?? '';
    for (const keys of [['noSuchKey'], [known, '-noSuchKey']])
      await judge(sorted(ask, operation.paging?.where === 'body', keys), (answer) =>
        refusalFault(answer, [412], `a search sorted by ${keys.join()}`),
      );
  },
};

const sorted = (ask: Ask, isInBody: boolean, keys: readonly string[]): Ask =>
  isInBody
    ? { ...ask, body: { ...(ask.body as Readonly<Record<string, Json>>), sortBy: keys } }
    : { ...ask, query: { ...ask.query, sortBy: keys } };
