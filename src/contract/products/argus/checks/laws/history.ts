/** Law: the history of an event is in order, begins with its creation, and ends with its last update. */
import type { Check, Context } from '../../../../terms/check.ts';
import { member } from '../../../../terms/exchange.ts';
import { named } from '../../../../lists/counterpart.ts';
import { numberAt } from '../../../../lists/item.ts';
import { isList } from '../../../../lists/list.ts';
import { fixtureOf, type Fixture } from '../../../../lists/fixture.ts';

export const history: Check = {
  id: 'law/history-is-in-order',
  asks: 'Is the lineage of an event in order, newest first, does it begin with the creation, and does nothing in it come after the last update?',
  rank: 'major',
  source: 'seed 001 "Event lineage"; docs/contract/argus.md §7.7',
  applies: (operation) => operation.path.endsWith('/lineage') && isList(operation),
  run: async (context) => {
    const fixture = await fixtureOf(context);
    const { items, answer, ids } = fixture.whole;
    const report = (key: string, expected: string, seen: string): void =>
      context.violation({ key, expected, seen, answer });
    const times = items.map((item) => numberAt(item, 'createdTimestamp') ?? Number.NaN);
    const place = times.findIndex((time, index) => !(time <= (times[index - 1] ?? Infinity)));
    if (place >= 0)
      report('order', 'without a sort, the newest first', `${times[place - 1]} stands before ${times[place]}`);
    if (new Set(ids).size < ids.length) report('ids', 'an id of its own for every item', 'one that comes twice');
    const oldest = items.at(-1) ?? null;
    if (member(oldest, 'type') !== 'created')
      report('creation', 'a creation as the oldest item', JSON.stringify(member(oldest, 'type') ?? null));
    const creations = items.filter((item) => member(item, 'type') === 'created').length;
    if (creations > 1) report('creations', 'one creation', `${creations}`);
    await updates(context, fixture);
  },
};

/** What an item says of the event's last update is never later than what the event says itself. */
async function updates(context: Context, { list, whole }: Fixture): Promise<void> {
  const answer = await context.send({ operation: named(context.api, 'getEvent'), params: list.params });
  const last = numberAt(answer.data, 'timestamps.lastUpdated');
  if (answer.status !== 200 || last === undefined) return;
  const told = whole.items.flatMap((item) => numberAt(item, 'eventLastUpdatedTimestamp') ?? []);
  const latest = Math.max(...told);
  if (told.length === 0 || latest <= last) return;
  context.violation({
    key: 'last update',
    expected: `no update after ${last}, which the event says was the last`,
    seen: `${latest}`,
    answer: whole.answer,
  });
}
