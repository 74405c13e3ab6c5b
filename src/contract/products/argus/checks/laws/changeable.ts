/** Events that may be changed, each with a flag that it has not. */
import { member, type Answer } from '../../../../terms/exchange.ts';
import type { Context } from '../../../../terms/check.ts';
import { named } from '../../../../lists/counterpart.ts';
import { textsAt } from '../../../../lists/item.ts';
import { eventIdOf, eventParams, type EventId } from '../../model/event-id.ts';
import { independentFlags } from '../../writing/writers.ts';

export interface Changeable {
  readonly id: EventId;
  readonly flag: string;
  readonly severity: string;
}

/** Aggregated events, `count` at most; no snapshot, which nobody can change. */
export async function changeable(context: Context, count: number): Promise<readonly Changeable[]> {
  const found: Changeable[] = [];
  for (const text of (await context.writable()).slice(0, 10)) {
    const id = eventIdOf(text);
    if (id?.type !== 'AGGR' || found.length === count) continue;
    const { status, data } = await eventOf(context, 'getEventByPath', id);
    const flags = textsAt(data, 'flags');
    const flag = independentFlags.find((name) => !flags.includes(name));
    if (status === 200 && flag !== undefined && !flags.includes('SNAPSHOT'))
      found.push({ id, flag, severity: String(member(data, 'severity')) });
  }
  return found;
}

/** Asks for an event by an operation that gives one. */
export const eventOf = (context: Context, operation: string, id: EventId): Promise<Answer> =>
  context.send({ operation: named(context.api, operation), params: eventParams(id) });
