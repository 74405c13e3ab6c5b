/** Law: the events of a case are those that say they belong to it, in both versions, as they are elsewhere. */
import type { Json } from '../../../../../kernel/schema.ts';
import type { Check, Context } from '../../../../terms/check.ts';
import { listOf, member } from '../../../../terms/exchange.ts';
import { named, search } from '../../../../lists/counterpart.ts';
import { unlessMoved } from '../../../../lists/hits.ts';
import { at, firstDifference, setDifference, textsAt } from '../../../../lists/item.ts';
import { listFor, askPage, type Criteria, type Page } from '../../../../lists/list.ts';
import { wholeLimit, fixtureOf, type Fixture } from '../../../../lists/fixture.ts';
import { sequenceDifference } from '../../../../lists/walk.ts';

export const caseEvents: Check = {
  id: 'law/case-lists-its-events',
  asks: 'Does a case list the events that are associated with it or with cases merged into it, newest first, as both versions and searches have them?',
  source: 'seed 000 "Fetching events associated to a case"; docs/contract/argus.md §6, §7',
  evidence: 'documented',
  applies: ({ path }) => path.endsWith('/case/{caseID}'),
  run: async (context) => {
    const fixture = await fixtureOf(context);
    const { items, answer } = fixture.whole;
    const id = Number(fixture.list.params['caseID']);
    if (context.operation.path.startsWith('/events/v1/')) {
      const criteria = { associatedCaseID: [id], startTimestamp: 0 };
      await searched(context, fixture, id, await found(context, 'aggregated', criteria));
      await both(context, fixture);
      await withRaw(context, fixture);
    } else await searched(context, fixture, id, await found(context, 'v2', { associatedCase: [id] }));
    const times = items.map((item) => Number(at(item, 'timestamp') ?? at(item, 'timestamps.created')));
    const place = times.findIndex((time, index) => time > (times[index - 1] ?? Infinity));
    if (place < 0) return;
    const seen = `${times[place - 1]} stands before ${times[place]}`;
    context.violation({ key: 'order', expected: 'without a sort, the newest event first', seen, answer });
  },
};

const found = (context: Context, model: 'aggregated' | 'v2', criteria: Criteria): Promise<Page> =>
  askPage(context, listFor(search(context.api, model)), criteria, { limit: wholeLimit });

const casesOf = (item: Json): readonly Json[] => listOf(at(item, 'associatedCases'));

/** A search by the case finds what its listing has, as it has it; the listing has besides only events of other, merged cases. */
async function searched(context: Context, fixture: Fixture, id: number, page: Page): Promise<void> {
  const { ids, items, answer } = fixture.whole;
  const isOwn = (item: Json | undefined): boolean =>
    casesOf(item ?? null).some((entry) => Number(member(entry, 'id')) === id);
  const unlike = page.items.flatMap((item) => {
    const listed = items[ids.indexOf(String(member(item, 'id')))];
    return listed === undefined ? [] : (firstDifference(listed, item) ?? []);
  });
  const strange = items.find((item) => casesOf(item).length === 0);
  const faults = [
    {
      key: 'search',
      expected: `the listing of case ${id} has what a search by the case finds`,
      seen: setDifference(
        ids.filter((_, place) => isOwn(items[place])),
        page.ids,
      ),
    },
    { key: 'item', expected: 'an event in the listing as it is in the search', seen: unlike[0] ?? null },
    {
      key: 'named',
      expected: 'events that name the case that they are listed for',
      seen: strange === undefined ? null : `${String(member(strange, 'id'))} names no case`,
    },
  ];
  for (const fault of faults) await unlessMoved(context, fixture, { ...fault, answer });
}

async function both(context: Context, fixture: Fixture): Promise<void> {
  const list = listFor(named(context.api, 'listEventsByCase'), fixture.list.params);
  const { ids, answer } = await askPage(context, list, {}, { limit: wholeLimit });
  const expected = 'v2 lists the same events of the case in the same order';
  const seen = sequenceDifference(ids, fixture.whole.ids);
  await unlessMoved(context, fixture, { key: 'versions', expected, seen, answer });
}

/** With raw events the listing has besides those that the aggregated ones name. */
async function withRaw(context: Context, fixture: Fixture): Promise<void> {
  const { whole, list } = fixture;
  const { ids, answer } = await askPage(context, list, { includeRawEvents: true }, { limit: wholeLimit });
  if (ids.length >= wholeLimit) return;
  const expected = 'with includeRawEvents, the aggregated events and the raw ones that they name';
  const all = [...whole.ids, ...whole.items.flatMap((item) => textsAt(item, 'detailedEventIDS'))];
  await unlessMoved(context, fixture, { key: 'raw', expected, seen: setDifference(ids, all), answer });
}
