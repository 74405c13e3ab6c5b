/** Law: the simple list of events is the search for the same. */
import type { Json } from '../../../../../kernel/schema.ts';
import type { Check, Context } from '../../../../terms/check.ts';
import { search } from '../../../../lists/counterpart.ts';
import { unlessMoved } from '../../../../lists/hits.ts';
import { at, firstDifference } from '../../../../lists/item.ts';
import { listFor, askPage, shapeOf, type Criteria, type List, type Page } from '../../../../lists/list.ts';
import { fixtureOf, type Fixture } from '../../../../lists/fixture.ts';
import { sequenceDifference } from '../../../../lists/walk.ts';
import { telling } from '../../model/addresses.ts';

export const listIsSearch: Check = {
  id: 'law/list-is-search',
  asks: 'Does the simple list of events give what the search for the same gives, event by event, member by member?',
  source: 'seed 000 "Searching for events"; docs/contract/argus.md §6, §7',
  evidence: 'documented',
  applies: (operation) => operation.method === 'GET' && shapeOf(operation)?.members.includes('signature') === true,
  run: async (context) => {
    const fixture = await fixtureOf(context, { least: 2 });
    const other = listFor(search(context.api, fixture.model?.name ?? ''));
    for (const [name, asked, meant] of questions(fixture)) {
      const page = await askPage(context, fixture.list, { ...fixture.base, ...asked }, { limit: 100 });
      const same = await askPage(context, other, { ...fixture.base, ...meant }, { limit: 100 });
      await unlessMoved(context, fixture, {
        key: name,
        expected: `what ${other.operation.id} finds for the same ${name}`,
        seen: pageDifference(page, same) ?? itemDifference(page.items, same.items),
        answer: page.answer,
      });
    }
    await defaults(context, fixture, other);
  },
};

const pageDifference = (page: Page, same: Page): string | null =>
  sequenceDifference(page.ids, same.ids) ??
  (page.count === same.count ? null : `a count of ${page.count} instead of ${same.count}`);

const itemDifference = (items: readonly Json[], others: readonly Json[]): string | null =>
  items.map((item, place) => firstDifference(item, others[place])).find((wrong) => wrong !== null) ?? null;

/** The same thing in the words of the list and of the search. */
function questions({ whole, list }: Fixture): readonly (readonly [string, Criteria, Criteria])[] {
  const [item] = whole.items;
  const isV2 = list.shape.members.includes('customer');
  const signature = at(item, isV2 ? 'signature.name' : 'attackInfo.signature') ?? '';
  const customer = at(item, isV2 ? 'customer.shortName' : 'customerInfo.id') ?? 0;
  const named = isV2 ? { attack: [{ signature: [signature] }] } : { signature: [signature] };
  const seen = isV2 ? { customer: [customer] } : { customerID: [customer] };
  const [ip = '0.0.0.0/0'] = telling(whole.items).slice(1);
  return [
    ['span', {}, {}],
    ['signature', { signature: [signature] }, named],
    ['customer', seen, seen],
    ['signature and customer', { signature: [signature], ...seen }, { ...named, ...seen }],
    ...(isV2
      ? [['type', { type: ['raw'] }, { type: ['raw'] }] as const]
      : [['ip', { ip: [ip] }, { ip: [ip] }] as const]),
  ];
}

/** Without bounds the list of v1 is that of the last 24 hours (docs/contract/argus.md §4). */
async function defaults(context: Context, { list }: Fixture, other: List): Promise<void> {
  const isV1 = list.operation.path.startsWith('/events/v1/');
  const page = await askPage(context, list, {}, { limit: 5 });
  const meant = isV1 ? { startTimestamp: '-24hours', endTimestamp: 'now' } : {};
  const same = await askPage(context, other, meant, { limit: 5 });
  const again = await askPage(context, list, {}, { limit: 5 });
  const seen = pageDifference(page, same);
  if (seen === null || pageDifference(page, again) !== null) return;
  const expected = isV1 ? 'without bounds, the events of the last 24 hours' : 'without bounds, all events';
  context.violation({ key: 'defaults', expected, seen, answer: page.answer });
}
