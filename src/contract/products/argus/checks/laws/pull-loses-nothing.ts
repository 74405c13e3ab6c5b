/** Law: who pulls continuously, from last update to last update, gets every change, also those that happen while they pull. */
import type { Json } from '../../../../../kernel/schema.ts';
import type { Check, Context } from '../../../../check.ts';
import { member } from '../../../../exchange.ts';
import { named } from '../../../../lists/counterpart.ts';
import { at, numberAt, textsAt } from '../../../../lists/item.ts';
import { pageOf, refused, shapeOf, type Criteria, type List } from '../../../../lists/list.ts';
import { eventIdOf, type EventId } from '../../../../sample/sample.ts';
import { independentFlags, writers } from '../../../../writing/writers.ts';

export const pullLosesNothing: Check = {
  id: 'law/pull-loses-nothing',
  family: 'law',
  asks: 'Does a client that pulls by the time of the last update get every event in its last state, while events change between its pages?',
  rank: 'critical',
  source: 'seed 000 "Pulling events continuously"; contract/argus.md §9',
  evidence: 'documented',
  isWriting: true,
  applies: ({ id }) => id in pulls,
  run: async (context) => {
    const pull = pulls[context.operation.id];
    const operation = pull === undefined ? undefined : named(context.api, pull.search);
    const shape = operation === undefined ? null : shapeOf(operation);
    const events = await changeable(context);
    if (pull === undefined || operation === undefined || shape === null) return;
    if (events.length < 2) return context.skip('needs two events that may be changed');
    const list: List = { operation, shape, params: {} };
    const from = await newest(context, list, pull);
    const got = await pulled(context, list, pull, from, events);
    for (const event of events) await judge(context, event, got, pull);
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

const sortBy = ['lastUpdatedTimestamp'];

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

interface Changeable {
  readonly id: EventId;
  readonly flag: string;
}

/** A few events, each with a flag that it has not. */
async function changeable(context: Context): Promise<readonly Changeable[]> {
  const operation = named(context.api, 'getEventByPath');
  const found: Changeable[] = [];
  for (const text of (await context.writable()).slice(0, 10)) {
    const id = eventIdOf(text);
    if (id === null || id.type !== 'AGGR' || found.length === 3) continue;
    const { type, timestamp, customerID, eventID } = id;
    const answer = await context.send({
      ...(operation && { operation }),
      params: { type, timestamp, customerID, eventID },
    });
    const flags = textsAt(answer.data, 'flags');
    const flag = independentFlags.find((name) => !flags.includes(name));
    if (answer.status === 200 && flag !== undefined && !flags.includes('SNAPSHOT')) found.push({ id, flag });
  }
  return found;
}

async function newest(context: Context, list: List, { since, path }: Pull): Promise<number> {
  const { items } = await pageOf(context, list, since(0), { limit: 1, sortBy: ['-lastUpdatedTimestamp'] });
  return numberAt(items[0], path) ?? 0;
}

const pageSize = 2;
const mostPages = 40;

/** Pulls page after page from the newest update on; before each page an event changes, until each was changed and changed back. */
async function pulled(
  context: Context,
  list: List,
  pull: Pull,
  from: number,
  events: readonly Changeable[],
): Promise<ReadonlyMap<string, Json>> {
  const got = new Map<string, Json>();
  const changes = [
    ...events.map((event) => ({ ...event, isOn: true })),
    ...events.map((event) => ({ ...event, isOn: false })),
  ];
  let [cursor, offset] = [from, 0];
  for (let page = 0; page < mostPages; page++) {
    const change = changes[page];
    if (change !== undefined) {
      const { id, flag, isOn } = change;
      const answer = await context.send(
        writers[context.operation.id]?.(id, isOn ? { enable: [flag] } : { disable: [flag] }),
      );
      if (answer.status !== 200) refused(context, answer);
    }
    const { items } = await pageOf(context, list, pull.since(cursor), { limit: pageSize, offset, sortBy });
    for (const item of items) got.set(String(member(item, 'id')), item);
    const last = numberAt(items.at(-1), pull.path) ?? cursor;
    // The bound is inclusive, so the last row comes again; only where nothing else comes is it stepped over.
    offset = last === cursor ? offset + items.length : 0;
    cursor = last;
    if (change === undefined && items.length < pageSize) break;
  }
  return got;
}

async function judge(
  context: Context,
  { id }: Changeable,
  got: ReadonlyMap<string, Json>,
  { one, path, search }: Pull,
): Promise<void> {
  const operation = named(context.api, one);
  const { type, timestamp, customerID, eventID } = id;
  const answer = await context.send({
    ...(operation && { operation }),
    params: { type, timestamp, customerID, eventID },
  });
  const [seen, last] = [numberAt(got.get(id.id), path), numberAt(answer.data, path)];
  const flags = (event: Json | undefined): string => textsAt(event, 'flags').toSorted().join();
  if (seen === last && flags(got.get(id.id)) === flags(answer.data)) return;
  context.violation({
    key: seen === undefined ? 'lost' : 'stale',
    expected: `${search}, pulled while ${id.id} changes, gives its last state, of ${last}`,
    seen:
      seen === undefined ? 'the event never comes' : `a state of ${seen}, flags ${String(at(got.get(id.id), 'flags'))}`,
    answer,
  });
}
