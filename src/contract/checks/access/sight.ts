/** Law: who may see less gets exactly that part, from every list, in every media type, whoever has asked the same just before. */
import type { Json } from '../../../kernel/schema.ts';
import type { Check, Context } from '../../terms/check.ts';
import type { Answer, Ask } from '../../terms/exchange.ts';
import { isMoving, unlessMoved } from '../../lists/hits.ts';
import { firstDifference, idOf, setDifference } from '../../lists/item.ts';
import { answered, askOf, isList, pageIn, type Page } from '../../lists/list.ts';
import { fixtureOf, wholeLimit, type Fixture } from '../../lists/fixture.ts';
import { sequenceDifference } from '../../lists/walk.ts';
import { isSafe } from '../../terms/operation.ts';
import { customersSeenBy, isSameUser, isSeen, narrowerCallers, type Caller } from '../shared/callers.ts';
import { isJsonType } from '../shared/answer.ts';
import { without } from '../shared/difference.ts';

export const sight: Check = {
  id: 'access/sight',
  asks: 'Does a caller who sees some customers get exactly their part of a list, in every media type, whoever asked the same before?',
  source: 'seed 000 "role based access control"; seed 002; docs/contract/argus.md §5.1; docs/contract/usm.md §10',
  applies: (operation, target) => {
    const { adapter, permission } = operation;
    if (!isList(operation) || !isSafe(operation) || permission === null) return false;
    if (adapter.facts.customersOf === undefined || operation.path.includes('{')) return false;
    return narrowerCallers(operation, target).length > 0 || 'no caller who sees some customers only is known';
  },
  run: async (context) => {
    const fixture = await fixtureOf(context);
    const callers = narrowerCallers(context.operation, context.target);
    for (const [place, caller] of callers.slice(0, 2).entries()) {
      const part = partOf(context, fixture, caller);
      if (part === null) continue;
      const page = await inJson(context, fixture, caller, part);
      if (place > 0 || page === null) continue;
      await byTurns(context, fixture, caller, page);
      await byName(context, fixture, caller, part);
      await inOtherTypes(context, fixture, caller, part);
    }
  },
};

/** What of a list a caller should find. */
interface Part {
  readonly items: readonly Json[];
  /** Ids of what does not say whose it is. */
  readonly unsure: readonly string[];
  /** Ids of what the caller must not see. */
  readonly foreign: readonly string[];
}

/** Null where the items do not say whose they are; a part that is nothing or all tells little. */
function partOf({ operation, undecided }: Context, { whole }: Fixture, caller: Caller): Part | null {
  const seen = customersSeenBy(caller);
  const ownersOf = operation.adapter.facts.customersOf;
  if (seen === null || ownersOf === undefined) return null;
  const owners = whole.items.map(ownersOf);
  const { isKeptFrom = () => false } = operation.adapter.facts;
  const sort = (test: (owner: readonly string[], item: Json) => boolean): readonly Json[] =>
    whole.items.filter((item, place) => test(owners[place] ?? [], item));
  const isUnsure = (owner: readonly string[], item: Json): boolean => owner.length === 0 || isKeptFrom(item);
  const part = {
    items: sort((owner, item) => !isUnsure(owner, item) && isSeen(seen, owner)),
    unsure: sort(isUnsure).map(idOf),
    foreign: sort((owner) => owner.length > 0 && !isSeen(seen, owner)).map(idOf),
  };
  if (part.unsure.length === whole.items.length) return null;
  if (part.foreign.length === 0 || part.items.length === 0)
    undecided(`what ${caller.variable} sees`, `all ${whole.items.length} items are of one kind to it`);
  return part;
}

async function inJson(context: Context, fixture: Fixture, caller: Caller, part: Part): Promise<Page | null> {
  const { list, base } = fixture;
  const answer = await context.send({ ...askOf(list, base, { limit: wholeLimit }), as: caller });
  if (answer.status !== 200) {
    if (part.items.length > 0) await unlessMoved(context, fixture, refusedTo(caller, answer));
    return null;
  }
  const page = pageIn(answer);
  const who = caller.variable;
  const seen = setDifference(
    page.ids.filter((id) => !part.unsure.includes(id)),
    part.items.map(idOf),
  );
  await unlessMoved(context, fixture, {
    key: 'part',
    expected: `the ${part.items.length} items that ${who} may see`,
    seen,
    answer,
  });
  const { count, ids } = page;
  const counted = count === null || count === ids.length ? null : `${count}`;
  await unlessMoved(context, fixture, { key: 'count', expected: `a count of ${ids.length}`, seen: counted, answer });
  if (isSameUser(context.operation, context.target, caller)) {
    const { aboutCaller = [] } = context.operation.adapter.facts;
    const [mine, theirs] = [page.items, part.items].map((items) =>
      items.map((item) => without(item, aboutCaller) ?? null),
    );
    const wrong = unlike(mine ?? [], theirs ?? []);
    await unlessMoved(context, fixture, {
      key: 'item',
      expected: 'each item as everybody sees it',
      seen: wrong,
      answer,
    });
  }
  return page;
}

const refusedTo = ({ variable }: Caller, answer: Answer) => ({
  key: 'refused',
  expected: `${variable} gets its part`,
  seen: `status ${answer.status}`,
  answer,
});

function unlike(items: readonly Json[], others: readonly Json[]): string | null {
  const byId = new Map(others.map((item) => [idOf(item), item] as const));
  for (const item of items) {
    const other = byId.get(idOf(item));
    const wrong = other === undefined ? null : firstDifference(item, other);
    if (wrong !== null) return `${idOf(item)}: ${wrong}`;
  }
  return null;
}

/** The same question, which nobody has asked before, by the one, the other and the one again. */
async function byTurns(context: Context, fixture: Fixture, caller: Caller, page: Page): Promise<void> {
  const { list, base, whole } = fixture;
  const limit = Math.min(17, Math.max(1, whole.items.length - 1));
  const ask = askOf(list, base, { limit });
  const turns: readonly (readonly [as: Ask['as'], who: string, ids: readonly string[]])[] = [
    [caller, caller.variable, page.ids],
    ['full', 'somebody who sees all', whole.ids],
    [caller, `${caller.variable} once more`, page.ids],
  ];
  for (const [as, who, ids] of turns) {
    const answer = await answered(context, { ...ask, as: as ?? 'full' });
    const seen = sequenceDifference(pageIn(answer).ids, ids.slice(0, limit));
    const expected = `the first ${limit} items for ${who}, whoever asked before`;
    await unlessMoved(context, fixture, { key: `turn ${who}`, expected, seen, answer });
  }
}

/** Naming customers that are not one's own shows no more; a criterion that names them may also be refused. */
async function byName(context: Context, fixture: Fixture, caller: Caller, part: Part): Promise<void> {
  const { list, base, whole } = fixture;
  const { customersOf, narrowedTo } = context.operation.adapter.facts;
  const names = [...new Set(whole.items.flatMap((item) => customersOf?.(item) ?? []))];
  const criteria = narrowedTo?.(list.shape.members, names);
  if (criteria === undefined) return;
  const answer = await context.send({ ...askOf(list, { ...base, ...criteria }, { limit: wholeLimit }), as: caller });
  if (answer.status === 403) return;
  const ids = pageIn(answer).ids.filter((id) => !part.unsure.includes(id));
  const seen = answer.status === 200 ? setDifference(ids, part.items.map(idOf)) : `status ${answer.status}`;
  const expected = `of all customers by name, the ${part.items.length} items that ${caller.variable} may see`;
  await unlessMoved(context, fixture, { key: 'name', expected, seen, answer });
}

/** What a list holds in another form it holds of the same events. */
async function inOtherTypes(context: Context, fixture: Fixture, caller: Caller, part: Part): Promise<void> {
  const { list, base } = fixture;
  for (const type of list.operation.produces.filter((one) => !isJsonType(one))) {
    const ask = askOf(list, base, { limit: wholeLimit });
    const answer = await answered(context, { ...ask, headers: { Accept: type }, as: caller });
    const foreign = part.foreign.find((id) => answer.text.includes(id));
    const missing = part.items.map(idOf).find((id) => !answer.text.includes(id));
    if (foreign === undefined && missing === undefined) continue;
    if (await isMoving(context, fixture)) continue;
    const seen = foreign === undefined ? `${missing} is missing` : `${foreign} is there`;
    context.violation({ key: type, expected: `in ${type} what ${caller.variable} may see`, seen, answer });
  }
}
