/** The plainest request of all: each operation, asked as documented, succeeds. */
import type { Check } from '../../terms/check.ts';
import { isOpenTo } from '../../terms/credentials.ts';
import { isSafe } from '../../terms/operation.ts';
import { nobodysParameters, plainOf, takingNothing } from '../rules/as-taken.ts';
import { exampleOrSkip } from '../shared/asks.ts';

/** Without a password or a second factor nobody signs in; other checks ask about that. */
const succeeds = (status: number): boolean => status === 200 || status === 201;

export const plainSuccess: Check = {
  id: 'schema/success',
  asks: 'Does a plain, valid request succeed?',
  applies: (operation, target) => {
    // Where keys may not ask it and nobody can log in, other checks ask whether keys are refused.
    if (!isOpenTo(operation, target)) return false;
    if (operation.effect === 'session' && operation.schemes[0] !== 'basic') return false;
    if (operation.effect === 'writes' && target.writes !== 'all') return 'writing is not allowed';
    return true;
  },
  run: async (context) => {
    const { operation, judge } = context;
    const example = await exampleOrSkip(context);
    // What every read has to bear costs no request of its own where there are few.
    const isBare = context.isBrief && isSafe(operation);
    const search = nobodysParameters(operation);
    const ask = isBare ? { ...example, search, headers: { ...example.headers, ...takingNothing } } : example;
    const { invalid } = operation.adapter.refusals;
    const mayHaveEnded = operation.effect === 'writes' && (await context.clockRuns());
    const answer = await judge(ask, ({ status }) => {
      if (succeeds(status)) return null;
      if (mayHaveEnded && status === invalid) {
        context.undecided('success', 'time passes, and what it is about may have ended meanwhile');
        return null;
      }
      const besides = isBare ? `, whatever ${search} is meant to be` : '';
      return { expected: `status 200 or 201${besides}`, seen: `status ${status}`, key: String(status) };
    });
    if (isBare) await context.memo(plainOf(operation), () => Promise.resolve(answer));
  },
};
