/** Law: a thing fetched by itself is as its list shows it. */
import type { Json } from '../../../kernel/schema.ts';
import type { Check, Context } from '../../check.ts';
import { member, type Ask } from '../../exchange.ts';
import { listOfOne, search } from '../../lists/counterpart.ts';
import { isMoving } from '../../lists/hits.ts';
import { firstDifference, idOf, isSame } from '../../lists/item.ts';
import { refused, type Criteria } from '../../lists/list.ts';
import { fixtureOf, type Fixture } from '../../lists/fixture.ts';
import type { Operation } from '../../operation.ts';
import { eventIdOf } from '../../sample/sample.ts';

export const oneIsAsListed: Check = {
  id: 'law/one-is-as-listed',
  family: 'law',
  asks: 'Is what is fetched by its id the same, member by member, as what lists and searches show of it?',
  rank: 'critical',
  source: 'seed 000 "Fetch a single event"; contract/argus.md §6.1, §7, §8; contract/usm.md §7, §8',
  applies: isOne,
  run: async (context) => {
    const { operation, api } = context;
    const list = listOfOne(api, operation);
    if (list === undefined) return;
    for (const view of viewsOf(operation))
      await all(context, await fixtureOf(context, { operation: list, view }), view);
    const raw = operation.id === 'getEventByPath' ? search(api, 'raw') : undefined;
    if (raw !== undefined) await all(context, await fixtureOf(context, { operation: raw }), {});
  },
};

/** Paths that end in an id; what they name must stand in a list, which only the table of the product tells. */
function isOne({ method, path, effect, product }: Operation): boolean {
  return method === 'GET' && effect === 'reads' && ones[product]?.test(path) === true;
}
const ones: Readonly<Record<string, RegExp>> = {
  argus:
    /^\/(?:events\/v[12]\/.*\{eventID\}|alarms\/v1\/\w+\/\{\w+\}|customers\/v2\/customer\/\{\w+\}|cases\/v2\/case\/\{id\})$/,
  usm: /\/(?:alarms|events?)\/\{\w+\}$/,
};

/** What can be asked to be shown besides: the same of the list as of the one. */
const viewsOf = ({ data }: Operation): readonly Criteria[] =>
  data === 'argus/v2-event.schema.json'
    ? [{}, { includeAllProperties: true, includeComments: true, includeSubEvents: true }]
    : [{}];

const few = 4;

async function all(context: Context, fixture: Fixture, view: Criteria): Promise<void> {
  const { whole, model } = fixture;
  const isUsm = model === 'alarm' || model === 'event';
  for (const item of spread(whole.items)) {
    const ask = askFor(context.operation, item, view);
    if (ask === null) continue;
    const answer = await context.send(ask);
    if (answer.status !== 200) refused(context, answer);
    const { data = null } = answer;
    const wrong = isUsm ? usmDifference(data, item) : difference(data, item);
    if (wrong === null || (await isMoving(context, fixture))) continue;
    context.violation({
      key: wrong.split(':')[0] ?? '',
      expected: `${idOf(item)} as the list shows it`,
      seen: `by itself and in the list: ${wrong}`,
      answer,
    });
  }
}

/** The first, the last and some between, of each kind. */
function spread(items: readonly Json[]): readonly Json[] {
  const step = Math.max(1, Math.floor(items.length / few));
  const chosen = items.filter((_, place) => place % step === 0).slice(0, few);
  const kinds = ['aggregated', 'raw'].flatMap((type) => items.find((item) => member(item, 'type') === type) ?? []);
  return [...new Set([...chosen, ...kinds])];
}

function askFor({ path, id }: Operation, item: Json, view: Criteria): Ask | null {
  const query = view as NonNullable<Ask['query']>;
  const event = eventIdOf(member(item, 'id'));
  if (event !== null && path.includes('{eventID}')) {
    const { type, timestamp, customerID, eventID } = event;
    return { params: { type, timestamp, customerID, eventID }, query };
  }
  const [, name = ''] = /\{(\w+)\}$/.exec(path) ?? [];
  const value = id === 'getSignature' ? member(item, 'name') : (member(item, 'uuid') ?? member(item, 'id'));
  return typeof value === 'string' || typeof value === 'number' ? { params: { [name]: value } } : null;
}

/** Members that a list leaves out need not be there; those that it shows must be the same. */
function difference(one: Json, listed: Json): string | null {
  const members = Object.keys((listed ?? {}) as object);
  return firstDifference(picked(one, members), listed);
}

const picked = (value: Json, members: readonly string[]): Json =>
  Object.fromEntries(
    members.flatMap((name) => (member(value, name) === undefined ? [] : [[name, member(value, name) ?? null]])),
  );

/** Lists wrap the events of an alarm, booleans are text in places, and seed 003 spells times and ids in two ways (contract/usm.md §5, §7, §8). */
function usmDifference(one: Json, listed: Json): string | null {
  const [alone, other] = [plain(one), plain(listed)];
  for (const [name, value] of alone) {
    const also = other.get(name);
    if (also !== undefined && !isSame(value, also)) return firstDifference(value, also, name);
  }
  return alone.size > 5 ? null : 'the whole: hardly a member in common';
}

const apart = new Set(['events', '_links', 'id']);
const plain = (value: Json): ReadonlyMap<string, Json> =>
  new Map(
    Object.entries((value ?? {}) as Readonly<Record<string, Json>>)
      .filter(([name]) => !apart.has(name))
      .map(([name, of]) => [name.replace('occurred', 'occured'), typeof of === 'boolean' ? String(of) : of]),
  );
