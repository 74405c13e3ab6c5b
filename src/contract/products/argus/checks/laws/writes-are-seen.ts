/** Law: what is written is seen by every later read, is told in the history once, and can be put back. */
import { shown } from '../../../../lists/item.ts';
import type { Check, Context } from '../../../../terms/check.ts';
import { listOf, member } from '../../../../terms/exchange.ts';
import { named } from '../../../../lists/counterpart.ts';
import { answered } from '../../../../lists/list.ts';
import type { EventId } from '../../model/event-id.ts';
import { writers, type EventChange } from '../../writing/writers.ts';
import { assessments, lastUpdate, views, type ExpectedMarks } from '../../writing/views.ts';
import { changeable } from './changeable.ts';

export const writesAreSeen: Check = {
  id: 'law/writes-are-seen',
  asks: 'Is a changed flag and severity seen at once by single events, searches, statistics and history of both versions, also when it is put back?',
  source: 'seed 001 "Assessment"; docs/contract/argus.md §6.7, §7.6, §7.7',
  isWriting: true,
  applies: ({ id }) => id in writers,
  run: async (context) => {
    const [event] = await changeable(context, 1);
    if (event === undefined) return context.skip('no event may be changed');
    const { id, flag, severity } = event;
    const before = { flag, isSet: false, severity };
    const after = { flag, isSet: true, severity: severity === 'high' ? 'medium' : 'high' };
    const told = { count: await assessments(context, id), time: await lastUpdate(context, id) };
    await write(context, id, { enable: [flag], severity: after.severity });
    await seen(context, id, after, 'written');
    await history(context, id, told);
    await write(context, id, { disable: [flag], severity });
    await seen(context, id, before, 'put back');
  },
};

async function write(context: Context, event: EventId, change: EventChange): Promise<void> {
  const answer = await answered(context, writers[context.operation.id]?.(event, change) ?? {});
  // An answer about many events names each that it changed (docs/contract/argus.md §7.6).
  const successes = member(answer.data, 'successes');
  if (successes === undefined || listOf(successes).some((id) => String(id).includes(event.eventID))) return;
  const expected = `${event.id} among the successes`;
  context.violation({ key: 'successes', expected, seen: shown(successes), answer });
}

async function seen(context: Context, event: EventId, marks: ExpectedMarks, when: string): Promise<void> {
  for (const view of views) {
    const { answer, wrong } = await context.eventually(
      () => context.send({ operation: named(context.api, view.operation), ...view.ask(event, marks) }),
      (one) => (one.status === 200 ? view.wrong(one, marks) : `status ${one.status}`),
    );
    const expected = `${view.name} shows what was ${when}`;
    if (wrong !== null) context.violation({ key: `${view.name}, ${when}`, expected, seen: wrong, answer });
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
