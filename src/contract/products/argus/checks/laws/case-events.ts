/** Law: the events of a case are those that say they belong to it, in both versions, as they are elsewhere. */
import type { Json } from '../../../../../kernel/schema.ts';
import type { Check, Context } from '../../../../check.ts';
import { listOf, member } from '../../../../exchange.ts';
import { named, search } from '../../../../lists/counterpart.ts';
import { isMoving } from '../../../../lists/hits.ts';
import { at, firstDifference, setDifference, textsAt } from '../../../../lists/item.ts';
import { pageOf, shapeOf, type List, type Page } from '../../../../lists/list.ts';
import { fixtureOf, type Fixture } from '../../../../lists/fixture.ts';
import { sequenceDifference } from '../../../../lists/walk.ts';

export const caseEvents: Check = {
  id: 'law/case-lists-its-events',
  family: 'law',
  asks: 'Does a case list the events that are associated with it or with cases merged into it, newest first, as both versions and searches have them?',
  rank: 'critical',
  source: 'seed 000 "Fetching events associated to a case"; contract/argus.md §6, §7',
  evidence: 'documented',
  applies: ({ path }) => path.endsWith('/case/{caseID}'),
  run: async (context) => {
    const fixture = await fixtureOf(context);
    await searched(context, fixture);
    const isV1 = context.operation.path.startsWith('/events/v1/');
    if (isV1) await both(context, fixture);
    if (isV1) await withRaw(context, fixture);
    const times = fixture.whole.items.map((item) => Number(at(item, 'timestamp') ?? at(item, 'timestamps.created')));
    const place = times.findIndex((time, index) => time > (times[index - 1] ?? Infinity));
    if (place < 0) return;
    context.violation({
      key: 'order',
      expected: 'without a sort, the newest event first',
      seen: `${times[place - 1]} stands before ${times[place]}`,
      answer: fixture.whole.answer,
    });
  },
};

const isOf = (item: Json, id: number): boolean =>
  listOf(at(item, 'associatedCases')).some((entry) => Number(member(entry, 'id')) === id);

async function fault(
  context: Context,
  fixture: Fixture,
  key: string,
  expected: string,
  seen: string | null,
  page: Page,
): Promise<void> {
  if (seen === null || (await isMoving(context, fixture))) return;
  context.violation({ key, expected, seen, answer: page.answer });
}

/** A search by the case finds what its listing has, as it has it; the listing has besides only events of other, merged cases. */
async function searched(context: Context, fixture: Fixture): Promise<void> {
  const { list, whole } = fixture;
  const id = Number(list.params['caseID']);
  const isV1 = context.operation.path.startsWith('/events/v1/');
  const operation = search(context.api, isV1 ? 'aggregated' : 'v2');
  const shape = operation === undefined ? null : shapeOf(operation);
  if (operation === undefined || shape === null) return;
  const criteria = isV1 ? { associatedCaseID: [id], startTimestamp: 0 } : { associatedCase: [id] };
  const page = await pageOf(context, { operation, shape, params: {} }, criteria, { limit: 1000 });
  const own = whole.items.filter((item) => isOf(item, id));
  const wrong = setDifference(
    whole.ids.filter((_, place) => own.includes(whole.items[place] ?? null)),
    page.ids,
  );
  await fault(
    context,
    fixture,
    'search',
    `the listing of case ${id} has what a search by the case finds`,
    wrong,
    whole,
  );
  const unlike = page.items.flatMap((item) => {
    const listed = whole.items[whole.ids.indexOf(String(member(item, 'id')))];
    return listed === undefined ? [] : (firstDifference(listed, item) ?? []);
  })[0];
  await fault(context, fixture, 'item', 'an event in the listing as it is in the search', unlike ?? null, whole);
  const strange = whole.items.find((item) => listOf(at(item, 'associatedCases')).length === 0);
  const what = strange === undefined ? null : `${String(member(strange, 'id'))} names no case`;
  await fault(context, fixture, 'named', 'events that name the case that they are listed for', what, whole);
}

async function both(context: Context, fixture: Fixture): Promise<void> {
  const other = named(context.api, 'listEventsByCase');
  const shape = other === undefined ? null : shapeOf(other);
  if (other === undefined || shape === null) return;
  const list: List = { operation: other, shape, params: fixture.list.params };
  const page = await pageOf(context, list, {}, { limit: 1000 });
  const wrong = sequenceDifference(page.ids, fixture.whole.ids);
  await fault(context, fixture, 'versions', 'v2 lists the same events of the case in the same order', wrong, page);
}

/** With raw events the listing has besides those that the aggregated ones name. */
async function withRaw(context: Context, fixture: Fixture): Promise<void> {
  const { whole, list } = fixture;
  const page = await pageOf(context, list, { includeRawEvents: true }, { limit: 1000 });
  if (page.items.length >= 1000) return;
  const expected = [...whole.ids, ...whole.items.flatMap((item) => textsAt(item, 'detailedEventIDS'))];
  const wrong = setDifference(page.ids, expected);
  await fault(
    context,
    fixture,
    'raw',
    'with includeRawEvents, the aggregated events and the raw ones that they name',
    wrong,
    page,
  );
}
