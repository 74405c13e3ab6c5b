/** Law: a criterion finds exactly the events that show what it asks for. */
import type { Check } from '../../terms/check.ts';
import { expectation, moreOf, samplesOf, fixturesOf } from '../../criteria/samples.ts';
import { expectHits } from '../../lists/hits.ts';
import { modelOf } from '../../lists/fixture.ts';

export const criteriaFind: Check = {
  id: 'law/criteria-find',
  asks: 'Does every criterion find all events that show what it asks for, and no other?',
  source: 'seed 002 "Searching"; docs/contract/argus.md §6.5, §6.8, §7.4; docs/contract/usm.md §4',
  applies: (operation) => modelOf(operation) !== null,
  run: async (context) => {
    for (const fixture of await fixturesOf(context)) {
      const { model } = fixture;
      if (model === null) continue;
      const asked = samplesOf(fixture, model.criteria);
      for (const { name, criteria } of [...asked, ...moreOf(fixture, model.criteria)]) {
        const says = `${name} finds exactly the events that show it`;
        await expectHits(context, fixture, criteria, { key: name, says, expect: expectation(fixture, model) });
      }
    }
  },
};
