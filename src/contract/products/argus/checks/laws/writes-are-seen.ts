/** Law: what is written is seen by every later read, is told in the history once, and can be put back. */
import type { Check, Context } from '../../../../check.ts';
import { listOf, member } from '../../../../exchange.ts';
import { named } from '../../../../lists/counterpart.ts';
import { textsAt } from '../../../../lists/item.ts';
import { refused } from '../../../../lists/list.ts';
import { eventIdOf, type EventId } from '../../../../sample/sample.ts';
import { independentFlags, writers, type Change } from '../../../../writing/writers.ts';
import { assessments, lastUpdate, views, type ExpectedMarks } from '../../../../writing/views.ts';

export const writesAreSeen: Check = {
  id: 'law/writes-are-seen',
  family: 'law',
  asks: 'Is a changed flag and severity seen at once by single events, searches, statistics and history of both versions, also when it is put back?',
  rank: 'critical',
  source: 'seed 001 "Assessment"; contract/argus.md §6.7, §7.6, §7.7',
  isWriting: true,
  applies: ({ id }) => id in writers,
  run: async (context) => {
    const event = await writable(context);
    if (event === null) return context.skip('no event may be changed');
    const before = await standingOf(context, event);
    const after = { ...before, isSet: true, severity: before.severity === 'high' ? 'medium' : 'high' };
    const told = { count: await assessments(context, event), time: await lastUpdate(context, event) };
    await write(context, event, { enable: [before.flag], severity: after.severity });
    await seen(context, event, after, 'written');
    await history(context, event, told);
    await write(context, event, { disable: [before.flag], severity: before.severity });
    await seen(context, event, before, 'put back');
  },
};

/** An aggregated event that may be changed; not a snapshot, which nobody can change. */
async function writable(context: Context): Promise<EventId | null> {
  const operation = named(context.api, 'getEventByPath');
  for (const id of (await context.writable()).slice(0, 10)) {
    const event = eventIdOf(id);
    if (event === null || operation === undefined) continue;
    const { type, timestamp, customerID, eventID } = event;
    const { status, data } = await context.send({ operation, params: { type, timestamp, customerID, eventID } });
    const flags = textsAt(data, 'flags');
    if (
      status === 200 &&
      type === 'AGGR' &&
      !flags.includes('SNAPSHOT') &&
      independentFlags.some((flag) => !flags.includes(flag))
    )
      return event;
  }
  return null;
}

/** How the event is now, and a flag that it has not. */
async function standingOf(context: Context, event: EventId): Promise<ExpectedMarks> {
  const operation = named(context.api, 'getEventByPath');
  const { type, timestamp, customerID, eventID } = event;
  const { data } = await context.send({
    ...(operation && { operation }),
    params: { type, timestamp, customerID, eventID },
  });
  const flags = textsAt(data, 'flags');
  const flag = independentFlags.find((name) => !flags.includes(name)) ?? independentFlags[0];
  return { flag, isSet: false, severity: String(member(data, 'severity')) };
}

async function write(context: Context, event: EventId, change: Change): Promise<void> {
  const ask = writers[context.operation.id]?.(event, change);
  const answer = await context.send(ask);
  if (answer.status !== 200) refused(context, answer);
  // An answer about many events names each that it changed (contract/argus.md §7.6).
  const successes = member(answer.data, 'successes');
  if (successes === undefined || listOf(successes).some((id) => String(id).includes(event.eventID))) return;
  const expected = `${event.id} among the successes`;
  context.violation({ key: 'successes', expected, seen: JSON.stringify(successes), answer });
}

async function seen(context: Context, event: EventId, standing: ExpectedMarks, when: string): Promise<void> {
  for (const view of views) {
    const operation = named(context.api, view.operation);
    if (operation === undefined) continue;
    const answer = await context.send({ operation, ...view.ask(event, standing) });
    const wrong = answer.status === 200 ? view.wrong(answer, standing) : `status ${answer.status}`;
    if (wrong === null) continue;
    context.violation({
      key: `${view.name}, ${when}`,
      expected: `${view.name} shows what was ${when}`,
      seen: wrong,
      answer,
    });
  }
}

/** One assessment more in the history, and a later last update. */
async function history(
  context: Context,
  event: EventId,
  before: { readonly count: number | null; readonly time: number | null },
): Promise<void> {
  const [count, time] = [await assessments(context, event), await lastUpdate(context, event)];
  if (before.count !== null && count !== before.count + 1)
    context.violation({
      key: 'history',
      expected: `${before.count + 1} assessments in the history of ${event.id}`,
      seen: `${count}`,
    });
  if (before.time !== null && !(Number(time) > before.time))
    context.violation({ key: 'last update', expected: `a last update after ${before.time}`, seen: `${time}` });
}
