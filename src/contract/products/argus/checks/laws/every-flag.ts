/** Law: an update of v1 sets and clears any flag of the list, also those at its end. */
import type { Check } from '../../../../terms/check.ts';
import { named } from '../../../../lists/counterpart.ts';
import { answered } from '../../../../lists/list.ts';
import { writers } from '../../writing/writers.ts';
import { views } from '../../writing/views.ts';
import { changeable, eventOf } from './changeable.ts';
import { textsAt } from '../../../../lists/item.ts';

export const everyFlag: Check = {
  id: 'law/every-flag',
  asks: 'Does an update of v1 set and clear the last flag of the list as any other, for every reader?',
  source: 'docs/contract/argus.md §12.2',
  isWriting: true,
  applies: ({ id }) => id === 'updateEvents' || id === 'updateEventsBulk',
  run: async (context) => {
    const [event] = await changeable(context, 1);
    if (event === undefined) return context.skip('no event may be changed');
    const { id, severity } = event;
    const { data } = await eventOf(context, 'getEventByPath', id);
    if (textsAt(data, 'flags').includes(flag)) return context.skip(`the event has ${flag} already`);
    for (const isSet of [true, false]) {
      const change = isSet ? { enable: [flag] } : { disable: [flag] };
      await answered(context, writers[context.operation.id]?.(id, change) ?? {});
      const marks = { flag, isSet, severity };
      for (const view of views) {
        const answer = await context.send({ operation: named(context.api, view.operation), ...view.ask(id, marks) });
        const wrong = answer.status === 200 ? view.wrong(answer, marks) : `status ${answer.status}`;
        const expected = `${view.name} shows ${flag} ${isSet ? 'set' : 'cleared'}`;
        if (wrong !== null) context.violation({ key: `${view.name} ${isSet}`, expected, seen: wrong, answer });
      }
    }
  },
};

const flag = 'FAILURE';
