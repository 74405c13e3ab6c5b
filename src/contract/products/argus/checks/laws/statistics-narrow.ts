/** Law: statistics with a criterion count what the search with the same criterion finds. */
import type { Json } from '../../../../../kernel/schema.ts';
import type { Check, Context } from '../../../../terms/check.ts';
import { judgementOf } from '../../../../criteria/criteria.ts';
import { models } from '../../model/index.ts';
import { numbersOf } from '../../model/groups.ts';
import { requestsOf, type Offer } from '../../../../covering/design.ts';
import { criteriaOf, questionText, type Question, type Term } from '../../../../covering/question.ts';
import { marked, termsOf } from '../../../../covering/terms.ts';
import type { Form } from '../../../../covering/values.ts';
import { partMembersOf } from '../../../../criteria/samples.ts';
import { listOf, member } from '../../../../terms/exchange.ts';
import { numberAt } from '../../../../lists/item.ts';
import { membersOf } from '../../../../lists/list.ts';
import type { Fixture } from '../../../../lists/fixture.ts';
import { eventCountOf } from './statistics.ts';

export const statisticsNarrow: Check = {
  id: 'law/statistics-narrow',
  asks: 'Do statistics with a criterion count exactly the events that a search with it finds, for every criterion?',
  source: 'seed 001 "Statistics"; docs/contract/argus.md §6.6, §7.5',
  evidence: 'documented',
  applies: ({ id }) => id === 'findAggregatedEventStats' || id === 'getEventStatistics',
  run: async (context) => {
    const model = context.operation.id === 'getEventStatistics' ? 'v2' : 'aggregated';
    const { fixture, items, ask, report } = await eventCountOf(context, model);
    const groupBy = model === 'v2' ? [{ field: 'severity' }] : ['EVENT_SEVERITY'];
    const members = Object.keys(membersOf(context.operation.body));
    const terms = termsOf(fixture, models[model], () => {}).filter(
      ({ name }) => members.includes(name) && isCounted(name, model),
    );
    for (const question of covering(context, fixture, terms, model)) {
      const criteria = criteriaOf(question);
      const answer = await ask({ ...criteria, groupBy });
      const hits = items.filter((item) => judgementOf(models[model], item, criteria) === true);
      const [seen, { count }] = [countIn(answer.data), numbersOf(hits)];
      const expected = `${count} events counted for ${questionText(question)}`;
      await report(answer, questionText(question), expected, seen === count ? null : `${seen}`);
    }
  },
};

type ModelName = 'v2' | 'aggregated';

/** Properties of v1 are compared by words in the search and once more after it (docs/contract/argus.md §6.5): counts may differ. */
const isCounted = (name: string, model: ModelName): boolean => model === 'v2' || !/propert/i.test(name);

/** The rows of a covering array of the criteria that statistics take, of which all events show whether they satisfy them. */
function covering(context: Context, fixture: Fixture, terms: readonly Term[], model: ModelName): readonly Question[] {
  const judge = models[model];
  const offer: Offer = {
    terms: terms.filter(({ form, mayRefuse }) => !mayRefuse && covered.includes(form)),
    partNames: partMembersOf(fixture.list.operation),
    parts: judge.parts ?? '',
    unpaged: marked(judge, 'isAfterCount'),
    sights: marked(judge, 'isSight'),
    isSeen: () => true,
    callers: ['full'],
    media: ['application/json'],
    sortKeys: [],
  };
  return requestsOf(offer, context.random, () => {}).map(({ question }) => question);
}

const covered: readonly Form[] = ['one value', 'two values', 'one part excluded', 'one part required'];

/** All events that v1 counts in its frames, or v2 in its buckets. */
const countIn = (data: Json | undefined): number =>
  [
    ...listOf(member(data, 'timeFrames')).flatMap((frame) =>
      listOf(member(frame, 'records')).map((record) => numberAt(record, 'value.count')),
    ),
    ...listOf(data).map((bucket) => numberAt(bucket, 'count')),
  ].reduce<number>((sum, count) => sum + (count ?? Number.NaN), 0);
