/** Law: what a criterion finds and what its exclusion finds are together all, and have nothing in common. */
import type { Check } from '../../../../terms/check.ts';
import { partMembersOf, samplesOf, fixturesOf } from '../../../../criteria/samples.ts';
import { askHits, compare, hitIdsOf } from '../../../../lists/hits.ts';
import { modelOf } from '../../../../lists/fixture.ts';

export const complement: Check = {
  id: 'law/complement',
  asks: 'Does the exclusion of a criterion find exactly what the criterion does not?',
  source: 'seed 002 "subCriteria"; docs/contract/argus.md §6.8, §7.4',
  evidence: 'documented',
  applies: (operation) => modelOf(operation) !== null && partMembersOf(operation).length > 0,
  run: async (context) => {
    for (const fixture of await fixturesOf(context)) {
      if (fixture.model === null) continue;
      const seen = new Set<string>();
      for (const { name, criteria } of samplesOf(fixture, fixture.model.criteria, partMembersOf(context.operation))) {
        if (seen.has(name)) continue;
        seen.add(name);
        const hits = new Set(await hitIdsOf(context, fixture, criteria));
        const page = await askHits(context, fixture, { subCriteria: [{ ...criteria, exclude: true }] });
        await compare(context, fixture, page.ids, {
          key: name,
          says: `the exclusion of ${name} finds the ${fixture.whole.ids.length - hits.size} events that ${name} does not`,
          ids: fixture.whole.ids.filter((id) => !hits.has(id)),
          answer: page.answer,
        });
      }
    }
  },
};
