/** Law: what is counted for a caller is what the caller may see, also where it names customers that are not its own. */
import { inTurn } from '../../../kernel/in-turn.ts';
import type { Json } from '../../../kernel/schema.ts';
import type { Check, Context } from '../../terms/check.ts';
import type { Answer, Ask } from '../../terms/exchange.ts';
import { membersOf, refused as refusedRequest, type Criteria } from '../../lists/list.ts';
import { isSafe, type Operation } from '../../terms/operation.ts';
import { isSuccess } from '../shared/answer.ts';
import { exampleOrSkip } from '../shared/asks.ts';
import { customersSeenBy, isSeen, narrowerCallers, type Caller } from '../shared/callers.ts';
import { difference } from '../shared/difference.ts';

const narrowed = ({ adapter, body }: Operation, names: readonly string[]): Criteria | undefined =>
  adapter.facts.narrowedTo?.(Object.keys(membersOf(body)), names);

export const sightOfStatistics: Check = {
  id: 'access/sight-of-statistics',
  asks: 'Are the statistics of a caller who sees some customers those that everybody gets of these customers?',
  source: 'seed 000 "role based access control"; docs/contract/argus.md §5.1, §6.6, §7.5',
  applies: (operation, target) => {
    if (!isSafe(operation) || operation.permission === null || operation.paging !== null) return false;
    if (narrowed(operation, ['1']) === undefined) return false;
    return narrowerCallers(operation, target).length > 0 || 'no caller who sees some customers only is known';
  },
  run: async (context) => {
    const { operation, target } = context;
    const ask = await exampleOrSkip(context);
    for (const caller of narrowerCallers(operation, target).slice(0, 2)) {
      const names = await namesFor(context, caller);
      if (names === null) continue;
      await compared(context, ask, caller, names);
    }
  },
};

interface Names {
  readonly own: readonly string[];
  readonly foreign: readonly string[];
}

/** All names of the customers that a caller sees and of some that it does not; null where none of either is known. */
async function namesFor({ operation, sample, memo }: Context, caller: Caller): Promise<Names | null> {
  const seen = customersSeenBy(caller);
  if (seen === null) return null;
  const kinds = operation.adapter.facts.things ?? [];
  const things = (await inTurn(kinds, ({ name, some }) => memo(`things/${name}`, () => some(sample)))).flat();
  const namesOf = (isOwn: boolean): readonly string[] => [
    ...new Set(things.filter(({ customers }) => isSeen(seen, customers) === isOwn).flatMap((thing) => thing.customers)),
  ];
  const [own, foreign] = [namesOf(true), namesOf(false)];
  return own.length === 0 || foreign.length === 0 ? null : { own, foreign };
}

async function compared(context: Context, ask: Ask, caller: Caller, { own, foreign }: Names): Promise<void> {
  const { operation } = context;
  const asked = (names: readonly string[] | null, as: Ask['as']): Promise<Answer> =>
    context.send({
      ...ask,
      body: { ...(ask.body as Criteria), ...(names && narrowed(operation, names)) } as Json,
      as: as ?? 'full',
    });
  const [all, expected] = [await asked(null, 'full'), await asked(own, 'full')];
  if (!isSuccess(expected)) refusedRequest(context, expected);
  if (difference(all, expected) === null)
    context.undecided(`what ${caller.variable} counts`, 'it is all that there is');
  const questions = [
    ['everything', null],
    ['its own and other customers', [...own, ...foreign]],
  ] as const;
  for (const [what, names] of questions) {
    const answer = await asked(names, caller);
    // Customers that are not the caller's own may also be refused as a criterion.
    if (names !== null && answer.status === 403) continue;
    const seen = difference(answer, expected);
    if (seen === null || difference(await asked(own, 'full'), expected) !== null) continue;
    const says = `of ${what}, for ${caller.variable}, what everybody gets of ${own.join(', ')}`;
    context.violation({ key: what, expected: says, seen, answer });
  }
}
