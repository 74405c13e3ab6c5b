/** Law: where clients send a bare value for a list of one, it finds what the list finds. */
import { rootOf, schemaMembers } from '../../../../../kernel/schema-walk.ts';
import type { Check } from '../../../../terms/check.ts';
import { samplesOf } from '../../../../criteria/samples.ts';
import { askHits, compare, hitIdsOf } from '../../../../lists/hits.ts';
import { fixtureOf, modelOf } from '../../../../lists/fixture.ts';

/** Members of a request that take a bare value. */
const bareMembers = (file: string | null): readonly string[] =>
  file === null
    ? []
    : schemaMembers(rootOf(file)).flatMap(([name, { schema }]) => (schema['x-bare'] === true ? [name] : []));

export const bareValues: Check = {
  id: 'law/bare-values',
  asks: 'Does a bare value find what a list of it finds, in criteria and in their parts?',
  source: 'docs/contract/argus.md §14.0.5; clients that send them',
  evidence: 'observed',
  applies: (operation) => modelOf(operation) !== null && bareMembers(operation.body).length > 0,
  run: async (context) => {
    const fixture = await fixtureOf(context);
    const { model } = fixture;
    if (model === null) return;
    const members = bareMembers(context.operation.body);
    const seen = new Set<string>();
    for (const { name, value, criteria } of samplesOf(fixture, model.criteria, members)) {
      const [only, ...others] = Array.isArray(value) ? value : [];
      if (only === undefined || others.length > 0 || seen.has(name)) continue;
      seen.add(name);
      const ids = await hitIdsOf(context, fixture, criteria);
      for (const bare of [{ [name]: only }, { subCriteria: [{ [name]: only, required: true }] }]) {
        const page = await askHits(context, fixture, bare);
        const says = `a bare value of ${name} finds what a list of it finds`;
        await compare(context, fixture, page.ids, { key: name, says, ids, answer: page.answer });
      }
    }
  },
};
