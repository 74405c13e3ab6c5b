/** Law: what is written to an event in words is read there: a comment, and the properties of an assessment. */
import type { Json } from '../../../../../kernel/schema.ts';
import type { Check } from '../../../../terms/check.ts';
import { at, textsAt, shown } from '../../../../lists/item.ts';
import { answered } from '../../../../lists/list.ts';
import { listOf, member } from '../../../../terms/exchange.ts';
import { writers } from '../../writing/writers.ts';
import { changeable, eventOf } from './changeable.ts';

export const annotationsAreSeen: Check = {
  id: 'law/annotations-are-seen',
  asks: 'Is a comment seen in the event that it was written to, and are the properties of an assessment?',
  source: 'seed 001 "Assessment"; docs/contract/argus.md §6.7; docs/contract/argus.md §12.1',
  isWriting: true,
  applies: ({ id }, { writes }) => id in writers && (writes === 'all' ? true : 'a comment cannot be withdrawn'),
  run: async (context) => {
    const { operation } = context;
    const [event] = await changeable(context, 1);
    if (event === undefined) return context.skip('no event may be changed');
    const [comment, value] = [`Written by ${operation.id}.`, `by ${operation.id}`];
    const properties = operation.id.startsWith('assess') ? [{ key: 'contract.suite', values: [value] }] : undefined;
    const change = { comment, ...(properties !== undefined && { properties }) };
    await answered(context, writers[operation.id]?.(event.id, change) ?? {});
    const answer = await eventOf(context, 'getEventByPath', event.id);
    const comments = listOf(member(answer.data, 'comments')).map((entry) => member(entry, 'comment') ?? null);
    if (!comments.includes(comment))
      context.violation({ key: 'comment', expected: `a comment "${comment}"`, seen: shown(comments), answer });
    const seen = (at(answer.data, 'properties') as Readonly<Record<string, Json>> | undefined)?.[key] ?? null;
    if (properties !== undefined && seen !== value)
      context.violation({ key: 'property', expected: `${key} is ${value}`, seen: shown(seen), answer });
    if (!textsAt(answer.data, 'flags').includes('COMMENTED'))
      context.violation({ key: 'flag', expected: 'the flag COMMENTED', seen: 'no such flag', answer });
  },
};

const key = 'meta.argus.assessment.contract.suite';
