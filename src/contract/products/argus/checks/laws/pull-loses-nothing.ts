/** Law: who pulls continuously, from last update to last update, gets every change, also those that happen while they pull. */
import type { Json } from '../../../../../kernel/schema.ts';
import type { Check, Context } from '../../../../terms/check.ts';
import { member } from '../../../../terms/exchange.ts';
import { named } from '../../../../lists/counterpart.ts';
import { at, numberAt, textsAt } from '../../../../lists/item.ts';
import { answered, listFor, askPage, type Criteria } from '../../../../lists/list.ts';
import type { EventId } from '../../model/event-id.ts';
import { writers } from '../../writing/writers.ts';
import { changeable, eventOf, type Changeable } from './changeable.ts';

export const pullLosesNothing: Check = {
  id: 'law/pull-loses-nothing',
  asks: 'Does a client that pulls by the time of the last update get every event in its last state, while events change between its pages?',
  source: 'seed 000 "Pulling events continuously"; docs/contract/argus.md §9',
  evidence: 'documented',
  isWriting: true,
  applies: ({ id }) => id in pulls,
  run: async (context) => {
    const pull = pulls[context.operation.id];
    const events = await changeable(context, 3);
    if (pull === undefined) return;
    if (events.length < 2) return context.skip('needs two events that may be changed');
    const got = await pulled(context, pull, events);
    for (const { id } of events) await judge(context, id, got.get(id.id), pull);
  },
};

/** How a version is pulled. */
interface Pull {
  readonly search: string;
  readonly one: string;
  readonly since: (time: number) => Criteria;
  /** Where an event tells its last update. */
  readonly path: string;
}

const order = ['lastUpdatedTimestamp'];

/** By the operation that writes in between; each version pulls while the other one, or itself, writes. */
const pulls: Readonly<Record<string, Pull>> = {
  updateEvents: {
    search: 'searchEvents',
    one: 'getEvent',
    since: (time) => ({ startTimestamp: time, timeFieldStrategy: ['lastUpdated'] }),
    path: 'timestamps.lastUpdated',
  },
  assessEvent: {
    search: 'findAggregatedEvents',
    one: 'getEventByPath',
    since: (time) => ({ startTimestamp: 0, lastUpdatedTimestamp: time }),
    path: 'lastUpdatedTimestamp',
  },
};

const pageSize = 2;
const mostPages = 40;

/** Pulls page after page from the newest update on; before each page an event changes, until each was changed and changed back. */
async function pulled(context: Context, pull: Pull, events: readonly Changeable[]): Promise<ReadonlyMap<string, Json>> {
  const list = listFor(named(context.api, pull.search));
  const [newest] = (await askPage(context, list, pull.since(0), { limit: 1, order: ['-lastUpdatedTimestamp'] })).items;
  const got = new Map<string, Json>();
  const changes = [true, false].flatMap((isOn) => events.map(({ id, flag }) => ({ id, flag, isOn })));
  let [cursor, offset] = [numberAt(newest, pull.path) ?? 0, 0];
  for (let page = 0; page < mostPages; page++) {
    const change = changes[page];
    if (change !== undefined) {
      const { id, flag, isOn } = change;
      const ask = writers[context.operation.id]?.(id, isOn ? { enable: [flag] } : { disable: [flag] });
      await answered(context, ask ?? {});
    }
    const { items } = await askPage(context, list, pull.since(cursor), { limit: pageSize, offset, order });
    for (const item of items) got.set(String(member(item, 'id')), item);
    const last = numberAt(items.at(-1), pull.path) ?? cursor;
    // The bound is inclusive, so the last row comes again; only where nothing else comes is it stepped over.
    offset = last === cursor ? offset + items.length : 0;
    cursor = last;
    if (change === undefined && items.length < pageSize) break;
  }
  return got;
}

async function judge(context: Context, id: EventId, got: Json | undefined, { one, path, search }: Pull): Promise<void> {
  const answer = await eventOf(context, one, id);
  const [seen, last] = [numberAt(got, path), numberAt(answer.data, path)];
  const flags = (event: Json | undefined): string => textsAt(event, 'flags').toSorted().join();
  if (seen === last && flags(got) === flags(answer.data)) return;
  context.violation({
    key: seen === undefined ? 'lost' : 'stale',
    expected: `${search}, pulled while ${id.id} changes, gives its last state, of ${last}`,
    seen: seen === undefined ? 'the event never comes' : `a state of ${seen}, flags ${String(at(got, 'flags'))}`,
    answer,
  });
}
