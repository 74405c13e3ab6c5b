/** Checks that every keyword of every schema is enforced: one check for each way of being wrong. */
import type { Check, Context } from '../../terms/check.ts';
import { isSafe, type Operation } from '../../terms/operation.ts';
import type { Target } from '../../terms/target.ts';
import { shapedAsk } from '../shared/asks.ts';
import { fewOf } from '../shared/few.ts';
import { wrongRequestsOf, wrongnessOf, type WrongRequest } from './cases.ts';
import { refusedRightly } from './refused.ts';
import { doubtful } from './together.ts';
import type { Wrongness } from './keywords.ts';

/** Faults of one kind that an operation is asked about; which ones, the seed decides. */
const perOperation: Readonly<Partial<Record<Wrongness, number>>> = { length: 2, form: 2, bound: 2 };
const usually = 4;

/** A write that should be refused may be accepted by a bad server: not where nothing may be written. */
export const mayBeTampered = (operation: Operation, target: Target): boolean | string =>
  isSafe(operation) || operation.effect === 'session' || target.writes.length > 0 || 'writing is not allowed';

const isSearch = (operation: Operation): boolean => isSafe(operation) && operation.body !== null;

/** One for each member: a criterion that is dropped for its type finds everything. */
const ofEach = (context: Context, cases: readonly WrongRequest[]): readonly WrongRequest[] => [
  ...new Map(fewOf(context, cases, cases.length).map((one) => [String(one.place[0]), one])).values(),
];

const some = (context: Context, family: Wrongness, cases: readonly WrongRequest[]): readonly WrongRequest[] =>
  family === 'type' && isSearch(context.operation)
    ? ofEach(context, cases)
    : fewOf(context, cases, perOperation[family] ?? usually);

const wrongness = (family: Wrongness, what: string): Check => ({
  id: `requests/${family}`,
  asks: `Is a request ${what} refused, with the field named?`,
  rank: 'major',
  source: 'seed 002; docs/contract/argus.md §1',
  applies: (operation, target) => {
    return wrongnessOf(operation).has(family) && mayBeTampered(operation, target);
  },
  run: async (context) => {
    const right = await shapedAsk(context);
    const all = wrongRequestsOf(context.operation, right);
    const cases = all.filter((one) => one.family === family);
    for (const one of context.isBrief ? await doubtful(context, all, cases) : some(context, family, cases))
      await context.judge(one.ask(), (answer) => refusedRightly(answer, one));
  },
});

export const wrongs: readonly Check[] = [
  wrongness('type', 'with a value of a wrong type'),
  wrongness('enum', 'with a value that is not among those there are'),
  wrongness('bound', 'with a number past its bound'),
  wrongness('form', 'with a text of a wrong form'),
  wrongness('required', 'without something that it needs'),
  wrongness('unknown', 'with a member that does not exist'),
  wrongness('length', 'with too much or too little of something'),
  wrongness('repetition', 'with a value twice where each may stand once'),
];
