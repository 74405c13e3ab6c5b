/** Law: statistics with a criterion count what the search with the same criterion finds. */
import type { Json } from '../../../../../kernel/schema.ts';
import type { Check, Context } from '../../../../check.ts';
import { criteriaOf, verdictOf } from '../../../../criteria/criteria.ts';
import { numbersOf } from '../../../../criteria/groups.ts';
import { samplesOf } from '../../../../criteria/samples.ts';
import { listOf, member } from '../../../../exchange.ts';
import { search } from '../../../../lists/counterpart.ts';
import { isMoving } from '../../../../lists/hits.ts';
import { numberAt } from '../../../../lists/item.ts';
import { membersOf, refused, type Criteria } from '../../../../lists/list.ts';
import { fixtureOf, type Fixture } from '../../../../lists/fixture.ts';

export const statisticsNarrow: Check = {
  id: 'law/statistics-narrow',
  family: 'law',
  asks: 'Do statistics with a criterion count exactly the events that a search with it finds, for every criterion?',
  rank: 'critical',
  source: 'seed 001 "Statistics"; contract/argus.md §6.6, §7.5',
  evidence: 'documented',
  applies: ({ id }) => id === 'findAggregatedEventStats' || id === 'getEventStatistics',
  run: async (context) => {
    const model = context.operation.id === 'getEventStatistics' ? 'v2' : 'aggregated';
    const operation = search(context.api, model);
    const fixture = await fixtureOf(context, { ...(operation && { operation }), least: 2 });
    for (const [name, criteria] of narrowing(context, fixture, model)) {
      const hits = fixture.whole.items.filter((item) => verdictOf(model, item, criteria) === true);
      await ask(
        context,
        fixture,
        { name, criteria, groupBy: model === 'v2' ? [{ field: 'severity' }] : [severity] },
        hits,
      );
    }
  },
};

const severity = 'EVENT_SEVERITY';

/** One request for each criterion that some events satisfy and others do not, and one with parts. */
function narrowing(context: Context, fixture: Fixture, model: 'v2' | 'aggregated'): ReadonlyMap<string, Criteria> {
  const { items } = fixture.whole;
  const members = Object.keys(membersOf(context.operation.body));
  const found = new Map<string, Criteria>();
  for (const { name, criteria } of samplesOf(fixture, criteriaOf[model], members)) {
    // Properties are compared by words in the search and once more after it (contract/argus.md §6.5): counts may differ.
    if (found.has(name) || /propert/i.test(name)) continue;
    const verdicts = items.map((item) => verdictOf(model, item, criteria));
    if (!verdicts.includes(null) && verdicts.includes(true) && verdicts.includes(false)) found.set(name, criteria);
  }
  const [part] = found.values();
  if (part !== undefined && members.includes('subCriteria')) found.set('subCriteria', { subCriteria: [part] as Json });
  return found;
}

interface Narrowed {
  readonly name: string;
  readonly criteria: Criteria;
  readonly groupBy: Json;
}

async function ask(
  context: Context,
  fixture: Fixture,
  { name, criteria, groupBy }: Narrowed,
  hits: readonly Json[],
): Promise<void> {
  const answer = await context.send({ body: { ...fixture.base, ...criteria, groupBy } });
  if (answer.status !== 200) refused(context, answer);
  const records = listOf(member(answer.data, 'timeFrames')).flatMap((frame) => listOf(member(frame, 'records')));
  const counts = [
    ...records.map((record) => numberAt(record, 'value.count') ?? Number.NaN),
    ...listOf(answer.data).map((bucket) => numberAt(bucket, 'count') ?? Number.NaN),
  ];
  const seen = counts.reduce((sum, count) => sum + count, 0);
  const { count } = numbersOf(hits);
  if (seen === count || (await isMoving(context, fixture))) return;
  const expected = `${count} events counted for ${JSON.stringify(criteria)}, as a search for it finds`;
  context.violation({ key: name, expected, seen: `${seen}`, answer });
}
