/** Law: a signature was triggered as often as a search for it counts. */
import type { Check } from '../../../../terms/check.ts';
import { fixtureOf } from '../../../../lists/fixture.ts';
import { named } from '../../../../lists/counterpart.ts';
import { at, numberAt } from '../../../../lists/item.ts';
import { answered } from '../../../../lists/list.ts';
import { member } from '../../../../terms/exchange.ts';

const few = 3;

export const triggerAmounts: Check = {
  id: 'law/triggers',
  asks: 'Was a signature triggered as often as a search for aggregated events with it counts?',
  rank: 'minor',
  source: 'docs/contract/argus.md §12.10; what is counted is assumed',
  evidence: 'assumed',
  applies: ({ id }) => id === 'searchSignatures',
  run: async (context) => {
    const { whole } = await fixtureOf(context);
    const step = Math.max(1, Math.floor(whole.items.length / few));
    for (const item of whole.items.filter((_, place) => place % step === 0).slice(0, few)) {
      const signature = at(item, 'signature');
      if (typeof signature !== 'string') continue;
      const body = { startTimestamp: 0, limit: 1, signature: [signature] };
      const answer = await answered(context, { operation: named(context.api, 'findAggregatedEvents'), body });
      const [amount, count] = [numberAt(item, 'triggerAmount'), member(answer.json, 'count')];
      if (amount === count) continue;
      const expected = `triggerAmount ${String(count)} of ${signature}, as a search counts`;
      context.violation({ key: 'amount', expected, seen: `${amount}`, answer: whole.answer });
    }
  },
};
