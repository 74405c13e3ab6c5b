/** Law: the same id again is the same event: flags are added, properties overwritten, and what is finalized stays. */
import type { Json } from '../../../../../kernel/schema.ts';
import type { Check, Context } from '../../../../terms/check.ts';
import { listOf, member, type Answer } from '../../../../terms/exchange.ts';
import { named } from '../../../../lists/counterpart.ts';
import { at, textsAt, shown } from '../../../../lists/item.ts';
import { answered } from '../../../../lists/list.ts';
import { eventIdOf, eventParams, type EventId } from '../../model/event-id.ts';

export const submissionsUpdate: Check = {
  id: 'law/submissions-update',
  asks: 'Does the same id again update its event, once, by adding flags and overwriting properties, until it is finalized?',
  source: 'docs/contract/argus.md §12.4',
  evidence: 'documented',
  isWriting: true,
  applies: ({ id }, { writes }) =>
    id === 'submitEvent' && (writes === 'all' ? true : 'a submitted event cannot be taken back'),
  run: async (context) => {
    const example = await context.sample.example(context.operation);
    if (example === null) return context.skip('no event to submit one like');
    const begin: Members = { ...(example.body as Members), flags: ['ESTABLISHED'], properties: { [key]: ['first'] } };
    const event = eventIdOf(member((await answered(context, { body: begin })).data, 'id'));
    if (event === null) return context.skip('the answer does not say what was submitted');
    const id = { ...(begin['id'] as Members), timestamp: Number(event.timestamp), uuid: event.eventID };
    const again = await answered(context, { body: { id, flags: ['AUTO_REPORT'], properties: { [key]: ['second'] } } });
    if (member(again.data, 'id') !== event.id)
      context.violation({ key: 'id', expected: event.id, seen: String(member(again.data, 'id')), answer: again });
    await same(context, event, 'second', ['ESTABLISHED', 'AUTO_REPORT']);
    await answered(context, { body: { id, flags: ['FINALIZED'] } });
    await answered(context, { body: { id, properties: { [key]: ['third'] } } });
    await same(context, event, 'second', ['FINALIZED']);
    const found = await context.send({
      operation: named(context.api, 'searchEvents'),
      body: { type: ['aggregated'], property: [{ ...strategies, key }], startTimestamp: id.timestamp, limit: 0 },
    });
    const copies = listOf(found.data).filter((item) => at(item, 'timestamps.created') === id.timestamp).length;
    if (copies !== 1) context.violation({ key: 'copies', expected: 'one event', seen: `${copies}`, answer: found });
  },
};

type Members = Readonly<Record<string, Json>>;
const key = 'contract.suite.step';
const strategies = { valueMatchStrategy: 'any', valueSearchStrategy: 'exact' };

async function same(context: Context, event: EventId, value: string, flags: readonly string[]): Promise<void> {
  const answer: Answer = await context.send({
    operation: named(context.api, 'getEventByPath'),
    params: eventParams(event),
  });
  const seen = (at(answer.data, 'properties') as Members | undefined)?.[key];
  if (seen !== value)
    context.violation({ key: `property ${value}`, expected: `${key} is ${value}`, seen: shown(seen), answer });
  const missing = flags.filter((flag) => !textsAt(answer.data, 'flags').includes(flag));
  if (missing.length > 0)
    context.violation({
      key: 'flags',
      expected: `flags ${flags.join(', ')}`,
      seen: `no ${missing.join(', ')}`,
      answer,
    });
}
