/** Law: an aggregate’s raw events are there, lie within its time, and are of its kind. */
import type { Json } from '../../../../../kernel/schema.ts';
import type { Check, Context } from '../../../../terms/check.ts';
import { member } from '../../../../terms/exchange.ts';
import { search } from '../../../../lists/counterpart.ts';
import { at, numberAt, setDifference, textsAt } from '../../../../lists/item.ts';
import { listFor, askPage, type List } from '../../../../lists/list.ts';
import { fixtureOf } from '../../../../lists/fixture.ts';

export const aggregatesHoldEvents: Check = {
  id: 'law/aggregates-hold-their-events',
  asks: 'Are the raw events that an aggregate names to be found, within its span of time, of its customer, signature and severity’s kind, and no more than it counts?',
  rank: 'major',
  source: 'seed 000 "detailedEventIDS" and "count"; docs/contract/argus.md §6.2, §6.3',
  applies: (operation) => operation.model === 'aggregated' && operation.method === 'POST',
  run: async (context) => {
    const { whole } = await fixtureOf(context);
    const named = whole.items.filter((item) => textsAt(item, 'detailedEventIDS').length > 0);
    if (named.length === 0) return context.skip('no aggregate names its raw events');
    const many = named.toSorted(
      (one, other) => textsAt(other, 'detailedEventIDS').length - textsAt(one, 'detailedEventIDS').length,
    );
    for (const aggregate of new Set([...many.slice(0, 3), ...named.slice(0, 3)]))
      await judge(context, listFor(search(context.api, 'raw')), aggregate);
  },
};

/** Members that an aggregate and its raw events have in common. */
const shared = ['customerInfo.id', 'attackInfo.signature', 'attackInfo.alarmID', 'location.id'];

async function judge(context: Context, list: List, aggregate: Json): Promise<void> {
  const id = String(member(aggregate, 'id'));
  const details = textsAt(aggregate, 'detailedEventIDS');
  const { ids, items, answer } = await askPage(context, list, { eventIdentifier: [...details] }, { limit: 1000 });
  const fault = (key: string, expected: string, seen: string): void =>
    context.violation({ key, expected, seen, answer });
  const missing = setDifference(ids, details);
  if (missing !== null) fault('found', `the ${details.length} raw events that ${id} names`, missing);
  const [from, to] = [numberAt(aggregate, 'startTimestamp') ?? 0, numberAt(aggregate, 'endTimestamp') ?? Infinity];
  const astray = items.map((item) => numberAt(item, 'timestamp') ?? 0).find((time) => !(time >= from && time <= to));
  if (astray !== undefined) fault('time', `raw events of ${id} between ${from} and ${to}`, `one at ${astray}`);
  for (const path of shared) {
    const other = items.find((item) => at(item, path) !== at(aggregate, path));
    if (other !== undefined)
      fault(path, `raw events of ${id} with its ${path}`, JSON.stringify(at(other, path) ?? null));
  }
  const count = numberAt(aggregate, 'count') ?? 0;
  if (details.length > count)
    fault('count', `no more raw events than the ${count} that ${id} counts`, `${details.length}`);
}
