/** Law: an event that was submitted is found, once, by every way to find events. */
import type { Json } from '../../../../../kernel/schema.ts';
import type { Check } from '../../../../terms/check.ts';
import { listOf, member, type Ask } from '../../../../terms/exchange.ts';
import { named } from '../../../../lists/counterpart.ts';
import { at } from '../../../../lists/item.ts';
import { refused } from '../../../../lists/list.ts';
import { eventIdOf, eventParams, type EventId } from '../../model/event-id.ts';

export const submissionsAreFound: Check = {
  id: 'law/submissions-are-found',
  asks: 'Is a submitted event found at once, once, by its id and by searches of both versions, as it was submitted?',
  source: 'docs/contract/argus.md §7.8',
  isWriting: true,
  applies: ({ id }, { writes }) =>
    id === 'submitEvent' && (writes === 'all' ? true : 'a submitted event cannot be taken back'),
  run: async (context) => {
    const example = await context.sample.example(context.operation);
    if (example === null) return context.skip('no event to submit one like');
    const answer = await context.send(example);
    if (answer.status !== 200) refused(context, answer);
    const event = eventIdOf(member(answer.data, 'id'));
    if (event === null) return context.skip('the answer does not say what was submitted');
    for (const [id, ask] of asked(event)) {
      const found = await context.send({ operation: named(context.api, id), ...ask });
      const items = Array.isArray(found.data) ? listOf(found.data) : [found.data ?? null];
      const wrong = found.status === 200 ? unlike(items, event, example.body ?? null) : `status ${found.status}`;
      if (wrong !== null)
        context.violation({ key: id, expected: `${id} gives the submitted event, once`, seen: wrong, answer: found });
    }
  },
};

function asked(event: EventId): readonly (readonly [string, Ask])[] {
  const [params, eventIdentifier, time] = [eventParams(event), [event.id], Number(event.timestamp)];
  return [
    ['getEventByPath', { params }],
    ['findAggregatedEvents', { body: { startTimestamp: 0, eventIdentifier } }],
    ['searchEvents', { body: { eventIdentifier } }],
    ['findAggregatedEvents', { body: { startTimestamp: time, endTimestamp: time, limit: 0, eventIdentifier } }],
  ];
}

/** What is wrong with what was found, in words. */
function unlike(items: readonly Json[], { id, timestamp }: EventId, body: Json): string | null {
  if (items.length !== 1 || member(items[0], 'id') !== id) return `${items.length} events`;
  const [item] = items;
  const signature = at(item, 'attackInfo.signature') ?? at(item, 'signature.name');
  if (signature !== at(body, 'signature')) return `signature ${JSON.stringify(signature)}`;
  const created = at(item, 'timestamp') ?? at(item, 'timestamps.created');
  return created === Number(timestamp) ? null : `created ${JSON.stringify(created)}`;
}
