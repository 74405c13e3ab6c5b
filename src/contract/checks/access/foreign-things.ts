/** Law: what a caller may not see is refused at every door, whoever was let in just before, and what it may see is as everybody sees it. */
import { inTurn } from '../../../kernel/in-turn.ts';
import type { Check, Context } from '../../terms/check.ts';
import type { Answer, Ask } from '../../terms/exchange.ts';
import type { Thing } from '../../terms/facts.ts';
import { isSafe } from '../../terms/operation.ts';
import { isSuccess, told } from '../shared/answer.ts';
import { shapedAsk } from '../shared/asks.ts';
import { customersSeenBy, isSameUser, isSeen, narrowerCallers, type Caller } from '../shared/callers.ts';
import { difference } from '../shared/difference.ts';
import { refusalFault } from '../shared/refusal.ts';

export const foreignThings: Check = {
  id: 'access/foreign-things',
  asks: 'Is what belongs to a customer that the caller may not see refused, also when somebody else was let in just before, and the caller’s own not?',
  source: 'seed 002; docs/contract/argus.md §1: 403 where access is denied; docs/contract/usm.md §10: 404',
  applies: (operation, target) => {
    const kinds = operation.adapter.facts.things ?? [];
    if (operation.permission === null || !kinds.some(({ isNamedBy }) => isNamedBy(operation))) return false;
    if (!isSafe(operation) && target.writes.length === 0) return 'writing is not allowed';
    const callers = narrowerCallers(operation, target).filter((one) => customersSeenBy(one) !== null);
    return callers.length > 0 || 'no caller who sees known customers only is known';
  },
  run: async (context) => {
    const { operation, target } = context;
    const example = await shapedAsk(context);
    const callers = narrowerCallers(operation, target).filter((one) => customersSeenBy(one) !== null);
    const things = await thingsFor(context);
    for (const [place, caller] of context.atMost(1, callers.slice(0, 2)).entries()) {
      const seen = customersSeenBy(caller) ?? [];
      const foreign = firstOfKinds(things.filter(({ customers }) => !isSeen(seen, customers)));
      if (foreign.length === 0)
        context.undecided(`what ${caller.variable} may not see`, 'all known things are its own');
      for (const thing of context.atMost(1, foreign.slice(0, place === 0 ? 2 : 1)))
        await refused(context, example, caller, thing);
      const own = things.find(({ customers }) => isSeen(seen, customers));
      if (own !== undefined && isSafe(operation) && !context.isBrief) await admitted(context, example, caller, own);
    }
  },
};

const thingsFor = async ({ operation, sample, memo }: Context): Promise<readonly Thing[]> => {
  const kinds = (operation.adapter.facts.things ?? []).filter(({ isNamedBy }) => isNamedBy(operation));
  const found = await inTurn(kinds, ({ name, some }) => memo(`things/${name}`, () => some(sample)));
  return found.flat();
};

/** One of each kind first. */
function firstOfKinds(things: readonly Thing[]): readonly Thing[] {
  const kinds = new Set<string>();
  const isFirst = ({ kind }: Thing): boolean => !kinds.has(kind) && kinds.add(kind).size > 0;
  const first = things.filter(isFirst);
  return [...first, ...things.filter((thing) => !first.includes(thing))];
}

const askFor = (example: Ask, { params }: Thing): Ask => ({ ...example, params: { ...example.params, ...params } });

async function refused(context: Context, example: Ask, caller: Caller, thing: Thing): Promise<void> {
  const { operation } = context;
  const ask = askFor(example, thing);
  const before = isSafe(operation) ? await context.send({ ...ask, as: 'full' }) : null;
  const { foreignRefused = [403] } = operation.adapter.facts;
  // Of what nobody has there it may also be said that there is nothing.
  const isNothing = (await context.sample.example(operation)) === null;
  const statuses = isNothing ? [...foreignRefused, 404] : foreignRefused;
  const who = `a caller who may not see ${thing.kind}`;
  // Not every door takes every kind of thing.
  if (before?.status === operation.adapter.refusals.invalid) return;
  const answer = await context.judge({ ...ask, as: caller }, (one) => refusalFault(one, statuses, who));
  if (foreignRefused.includes(404) && !context.isBrief) await unknown(context, example, thing, answer, caller);
  if (before === null || !isSuccess(before)) return;
  const after = await context.send({ ...ask, as: 'full' });
  const wrong = difference(after, before);
  if (wrong !== null)
    context.violation({
      key: 'turn',
      expected: `${thing.kind} as before somebody was refused`,
      seen: wrong,
      answer: after,
    });
}

/** Where a refusal says that there is nothing, it says so in the words for what there really is not. */
async function unknown(context: Context, example: Ask, thing: Thing, refusal: Answer, caller: Caller): Promise<void> {
  const nobodys = context.operation.adapter.facts.nobodys?.(thing);
  if (nobodys === undefined) return;
  const answer = await context.send({ ...askFor(example, nobodys), as: caller });
  const plain = (one: Answer, { params }: Thing): string =>
    Object.values(params).reduce<string>((text, value) => text.replaceAll(String(value), '…'), told(one));
  const [said, says] = [plain(refusal, thing), plain(answer, nobodys)];
  if (said === says) return;
  const expected = `the words for what there is not: ${says}`;
  context.violation({ key: 'tells', expected, seen: said, answer: refusal, evidence: 'assumed' });
}

async function admitted(context: Context, example: Ask, caller: Caller, thing: Thing): Promise<void> {
  const ask = askFor(example, thing);
  const full = await context.send({ ...ask, as: 'full' });
  if (!isSuccess(full)) return;
  const own = await context.send({ ...ask, as: caller });
  const { operation, target } = context;
  const isAlike = isSameUser(operation, target, caller) && operation.adapter.facts.namesOthers?.(operation) !== true;
  const wrong = isAlike ? difference(own, full) : own.status === full.status ? null : `status ${own.status}`;
  if (wrong === null || (await moves(context, ask, full))) return;
  context.violation({
    key: 'own',
    expected: `the caller’s own ${thing.kind} as everybody sees it`,
    seen: wrong,
    answer: own,
  });
}

/** Something that is not even the same for one caller tells nothing. */
const moves = async (context: Context, ask: Ask, full: Answer): Promise<boolean> =>
  difference(await context.send({ ...ask, as: 'full' }), full) !== null;
