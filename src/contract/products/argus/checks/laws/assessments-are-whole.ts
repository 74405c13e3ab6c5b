/** Law: each member of an assessment is seen of its event, also those that cannot be taken back. */
import type { Json } from '../../../../../kernel/schema.ts';
import type { Check, Context } from '../../../../terms/check.ts';
import { member } from '../../../../terms/exchange.ts';
import { named } from '../../../../lists/counterpart.ts';
import { numberAt, shown, textsAt } from '../../../../lists/item.ts';
import { answered } from '../../../../lists/list.ts';
import { eventIdOf, type EventId } from '../../model/event-id.ts';
import { argusSample } from '../../sample/sample.ts';
import { writers, type EventChange } from '../../writing/writers.ts';
import { eventOf } from './changeable.ts';
import { heldAfter, nowThere } from './publication-hides.ts';

export const assessmentsAreWhole: Check = {
  id: 'law/assessments-are-whole',
  asks: 'Is an event that an analyst handled marked so, and assessed again marked too, is its service level looked at and is it published where that is asked for?',
  source: 'docs/contract/argus.md §6.7, §7.6, §12.1',
  evidence: 'documented',
  isWriting: true,
  applies: ({ id }, { writes }) =>
    id in writers && (writes === 'all' ? true : 'what is handled and published cannot be taken back'),
  run: async (context) => {
    const event = await submitted(context);
    if (event === null) return context.skip('no event to submit one like');
    await assess(context, event, { isHandled: true });
    await assess(context, event, { triggersSla: true });
    const answer = await eventOf(context, 'getEvent', event);
    for (const [flag, evidence] of [
      ['handledByAnalyst', 'documented'],
      ['reassessed', 'documented'],
      ['slaViolation', 'assumed'],
    ] as const)
      if (!textsAt(answer.data, 'flags').includes(flag))
        context.violation({
          key: flag,
          expected: `the flag ${flag}`,
          seen: shown(member(answer.data, 'flags')),
          answer,
          evidence,
        });
    if (context.operation.id.startsWith('assess')) await published(context);
  },
};

const assess = (context: Context, event: EventId, change: EventChange) =>
  answered(context, writers[context.operation.id]?.(event, { autoAcknowledge: false, ...change }) ?? {});

const day = 86_400_000;

/** An event of its own, so grave and so old that it should have a case by now. */
async function submitted(context: Context): Promise<EventId | null> {
  const submitEvent = named(context.api, 'submitEvent');
  const example = await context.sample.example(submitEvent);
  if (example === null) return null;
  const { id, signature = null } = example.body as { readonly [name: string]: Json };
  const [known] = await argusSample(context.sample).events();
  const startTimestamp = (numberAt(known, 'timestamp') ?? 0) - day;
  const own = { id: { customer: member(id, 'customer') ?? null }, startTimestamp, endTimestamp: startTimestamp };
  const body = { ...own, signature, severity: 'critical' };
  const { data } = await context.send({ operation: submitEvent, ...example, body });
  return eventIdOf(member(data, 'id'));
}

/** Of the events that are published later, each operation has one of its own. */
async function published(context: Context): Promise<void> {
  const held = await context.memo('events to be published', async () => heldAfter(context, await nowThere(context)));
  const place = Object.keys(writers).indexOf(context.operation.id);
  const event = held.at(-1 - place);
  const id = eventIdOf(member(event, 'id'));
  if (id === null) return;
  await assess(context, id, { publish: true });
  const [later, answer] = [numberAt(event, 'timestamps.published'), await eventOf(context, 'getEvent', id)];
  const now = numberAt(answer.data, 'timestamps.published') ?? null;
  if (now === null || now >= Number(later))
    context.violation({ key: 'published', expected: `a publication before ${later}`, seen: shown(now), answer });
}
