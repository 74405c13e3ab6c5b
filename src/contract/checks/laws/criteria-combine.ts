/** Law: values of one criterion widen, and an empty list does nothing. */
import type { Check, Context } from '../../terms/check.ts';
import { listOf } from '../../terms/exchange.ts';
import { samplesOf, fixturesOf, type Asked } from '../../criteria/samples.ts';
import { askHits, compare, hitIdsOf } from '../../lists/hits.ts';
import type { Criteria } from '../../lists/list.ts';
import { modelOf, type Fixture } from '../../lists/fixture.ts';

export const criteriaCombine: Check = {
  id: 'law/criteria-combine',
  asks: 'Do several values of one criterion find what any of them finds, and empty lists all?',
  source: 'seed 002 "Searching"; docs/contract/argus.md §6.8, §9; docs/contract/usm.md §4',
  applies: (operation) => modelOf(operation) !== null,
  run: async (context) => {
    for (const fixture of await fixturesOf(context)) {
      if (fixture.model === null) continue;
      const asked = samplesOf(fixture, fixture.model.criteria);
      await several(context, fixture, asked);
      await none(context, fixture, asked);
    }
  },
};

async function several(context: Context, fixture: Fixture, asked: readonly Asked[]): Promise<void> {
  for (const { name, value, criteria, criterion } of asked) {
    const values = listOf(value);
    if (values.length < 2) continue;
    const parts: (readonly string[])[] = [];
    for (const one of values) parts.push(await hitIdsOf(context, fixture, { [name]: [one] }));
    const page = await askHits(context, fixture, criteria);
    const isOfAll = criterion.isOfAll === true;
    const ids = fixture.whole.ids.filter((id) =>
      isOfAll ? parts.every((part) => part.includes(id)) : parts.some((part) => part.includes(id)),
    );
    await compare(context, fixture, page.ids, {
      key: `values of ${name}`,
      says: `${values.length} values of ${name} find what ${isOfAll ? 'all' : 'any'} of them find`,
      ids,
      answer: page.answer,
    });
  }
}

/** Clients send every list they know, empty where they want nothing of it (docs/contract/argus.md §9). */
async function none(context: Context, fixture: Fixture, asked: readonly Asked[]): Promise<void> {
  const { shape, operation } = fixture.list;
  const isQuery = shape.where === 'query';
  // An empty list cannot be written in a query, but an empty value can.
  if (isQuery && operation.adapter.facts.takesBlanks !== true) return;
  const names = asked
    .filter(({ name, value }) => !(name in fixture.base) && (isQuery || Array.isArray(value)))
    .map(({ name }) => name);
  const empty = Object.fromEntries(names.map((name) => [name, isQuery ? '' : []])) as Criteria;
  const page = await askHits(context, fixture, empty);
  const says = 'empty criteria find what no criteria find';
  await compare(context, fixture, page.ids, { key: 'empty', says, ids: fixture.whole.ids, answer: page.answer });
}
