/** Many faults in few requests: what a server names of them all it need not be asked about alone. */
import type { Json } from '../../../kernel/schema.ts';
import type { Context } from '../../terms/check.ts';
import { isList } from '../../lists/list.ts';
import type { Answer, Ask } from '../../terms/exchange.ts';
import { fewOf } from '../shared/few.ts';
import type { WrongRequest } from './cases.ts';
import type { Wrongness } from './keywords.ts';
import { namesField, namesOnly } from './refused.ts';

/** So many questions of a kind about what was left in doubt. */
const mostDoubts = 4;

const caseName = ({ where, place, keyword }: WrongRequest): string => `${where} ${place.join('.')} ${keyword}`;

/** Of these cases, those of which it is not known yet that they are refused rightly; `all` are those of the operation. */
export async function doubtful(
  context: Context,
  all: readonly WrongRequest[],
  cases: readonly WrongRequest[],
): Promise<readonly WrongRequest[]> {
  const known = await context.memo(`refused together ${context.operation.key}`, () => askTogether(context, all));
  // Who names nothing is asked about one thing at a time.
  if (![...known.values()].includes(true)) return fewOf(context, cases, 1);
  return cases.filter((one) => known.get(caseName(one)) === false).slice(0, mostDoubts);
}

/** Cases that were asked together, where places in a list have two bounds in two requests, each with whether the refusal named it, and nothing else. */
async function askTogether(context: Context, all: readonly WrongRequest[]): Promise<ReadonlyMap<string, boolean>> {
  const known = new Map<string, boolean>();
  const shuffled = all.map((one) => ({ one, at: context.random.word() })).toSorted((one, other) => one.at - other.at);
  for (const some of packed(
    shuffled.map(({ one }) => one),
    isList(context.operation) ? 2 : 1,
  )) {
    const answer: Answer = await context.send(joined(some));
    const isClear = namesOnly(answer, some);
    for (const one of some) known.set(caseName(one), isClear && namesField(answer, one));
  }
  return known;
}

/** What servers forget most often; other families come last. */
const order: readonly Wrongness[] = ['type', 'unknown', 'required', 'bound'];
const rankOf = ({ family }: WrongRequest): number => (order.includes(family) ? order.indexOf(family) : order.length);

/** One of each kind of a member, before another of the same kind. */
function kindsFirst(cases: readonly WrongRequest[]): readonly WrongRequest[] {
  const times = new Map<string, number>();
  const timesBefore = ({ where, place, family }: WrongRequest): number => {
    const kind = `${where} ${String(place[0])} ${family}`;
    const before = times.get(kind) ?? 0;
    times.set(kind, before + 1);
    return before;
  };
  return cases
    .map((one) => ({ one, before: timesBefore(one) }))
    .toSorted((first, second) => first.before - second.before || rankOf(first.one) - rankOf(second.one))
    .map(({ one }) => one);
}

/** Cases of members of their own go together. */
function packed(all: readonly WrongRequest[], mostRequests: number): readonly (readonly WrongRequest[])[] {
  const rounds: WrongRequest[][] = [];
  const goes = (round: readonly WrongRequest[], { where, place: [member] }: WrongRequest): boolean =>
    round.every((one) => one.where === where && one.place[0] !== member);
  const isInPath = ({ where }: WrongRequest): boolean => where === 'params';
  const cases = all.every(isInPath) ? all : all.filter((one) => !isInPath(one));
  for (const one of kindsFirst(cases)) {
    const round = rounds.find((some) => goes(some, one));
    if (round !== undefined) round.push(one);
    else if (rounds.length < mostRequests) rounds.push([one]);
  }
  return rounds;
}

/** One request with the faults of all. */
function joined(some: readonly WrongRequest[]): Ask {
  const [first, ...others] = some.map((one) => ({ one, ask: one.ask() }));
  if (first === undefined) return {};
  const { where } = first.one;
  const members = { ...(first.ask[where] as Readonly<Record<string, Json>>) };
  for (const { one, ask } of others) {
    const name = String(one.place[0]);
    const value = (ask[where] as Readonly<Record<string, Json>>)[name];
    if (value === undefined) delete members[name];
    else members[name] = value;
  }
  return { ...first.ask, [where]: members };
}
