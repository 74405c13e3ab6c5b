/** Law: statistics that match nothing have a key to read, with the members that keys have, and count nothing. */
import type { Check } from '../../../../terms/check.ts';
import { listOf, member } from '../../../../terms/exchange.ts';
import { numberAt, shown } from '../../../../lists/item.ts';
import { answered } from '../../../../lists/list.ts';

export const statisticsOfNothing: Check = {
  id: 'law/statistics-of-nothing',
  asks: 'Do statistics with nothing matched have the first key that their readers take, and no event in any frame?',
  source: 'docs/contract/argus.md §12.6',
  evidence: 'assumed',
  applies: ({ id }) => id === 'findAggregatedEventStats',
  run: async (context) => {
    const groupBy = ['CUSTOMER', 'EVENT_SEVERITY'];
    const usual = await answered(context, { body: { startTimestamp: 0, groupBy, cutoff: 1 } });
    const names = (answer: typeof usual) => Object.keys(listOf(member(answer.data, 'keys'))[0] ?? {});
    const body = { startTimestamp: 0, groupBy, domain: ['no-such-name.invalid'] };
    const answer = await answered(context, { body });
    const counted = listOf(member(answer.data, 'timeFrames')).flatMap((frame) => listOf(member(frame, 'records')));
    const [had, seen] = [names(usual).toSorted().join(', '), names(answer).toSorted().join(', ')];
    if (had !== seen) context.violation({ key: 'key', expected: `a key with ${had}`, seen, answer });
    if (counted.some((record) => (numberAt(record, 'value.count') ?? 0) > 0))
      context.violation({ key: 'records', expected: 'no event counted', seen: shown(counted), answer });
  },
};
