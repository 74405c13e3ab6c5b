/** Law: without a sort, the newest comes first. */
import type { Check } from '../../terms/check.ts';
import { disorder } from '../../lists/sorting.ts';
import { modelOf, fixtureOf } from '../../lists/fixture.ts';

export const defaultOrder: Check = {
  id: 'law/newest-first',
  asks: 'Does a list that is not asked to be sorted begin with the newest?',
  rank: 'minor',
  source: 'docs/contract/usm.md §4; docs/contract/argus.md §10.7',
  evidence: 'assumed',
  applies: (operation) => modelOf(operation) !== null,
  run: async (context) => {
    const { model, whole } = await fixtureOf(context, { least: 2 });
    if (model === null) return;
    const wrong = disorder(whole.items, [{ key: model.timeOf, isDown: true }]);
    if (wrong === null) return;
    const { newestFirst: evidence = 'assumed' } = context.operation.adapter.facts;
    context.violation({ expected: 'falling times', seen: wrong, answer: whole.answer, evidence });
  },
};
