/** Law: alarms and events of USM Anywhere point at each other, and their times follow from one another. */
import type { Json } from '../../../../../kernel/schema.ts';
import type { Check, Context } from '../../../../terms/check.ts';
import { listOf, member, type Answer } from '../../../../terms/exchange.ts';
import { at, numberAt, textsAt } from '../../../../lists/item.ts';
import { refused } from '../../../../lists/list.ts';
import { fixtureOf } from '../../../../lists/fixture.ts';
import type { Operation } from '../../../../terms/operation.ts';

export const alarmsHoldEvents: Check = {
  id: 'law/alarms-hold-their-events',
  asks: 'Are the events of an alarm to be had, do they name the alarm, and is nothing received before it occurred?',
  rank: 'major',
  source: 'docs/contract/usm.md §7, §8',
  applies: ({ id }) => id === 'getUsmAlarms' || id === 'getUsmEvents',
  run: async (context) => {
    const { whole } = await fixtureOf(context);
    for (const item of whole.items) times(context, item, whole.answer);
    const single = context.api.operations.find(({ path }) => path.endsWith('/events/{eventId}'));
    if (context.operation.id === 'getUsmAlarms' && single !== undefined)
      for (const alarm of whole.items.slice(0, 4)) await events(context, alarm, single, whole.answer);
    const one = context.api.operations.find(({ path }) => path.endsWith('/alarms/{alarmId}'));
    if (context.operation.id === 'getUsmEvents' && one !== undefined) await alarmsOf(context, whole.items, one);
  },
};

const idOf = (item: Json): string => String(member(item, 'uuid') ?? member(item, 'id'));

/** Occurred, received, arrived and stored, in this order. */
function times(context: Context, item: Json, answer: Answer): void {
  const occured = numberAt(item, 'timestamp_occured') ?? numberAt(item, 'timestamp_occurred');
  const [received, arrived, stored] = ['received', 'arrived', 'to_storage'].map((name) =>
    numberAt(item, `timestamp_${name}`),
  );
  const known = [occured, received, arrived, stored].filter((time) => time !== undefined);
  const place = known.findIndex((time, index) => time < (known[index - 1] ?? -Infinity));
  if (place < 0) return;
  context.violation({
    key: 'times',
    expected: 'occurred, received, arrived and stored in this order',
    seen: `${known.join(', ')} of ${idOf(item)}`,
    answer,
  });
}

async function events(context: Context, alarm: Json, single: Operation, answer: Answer): Promise<void> {
  const ids = listOf(member(alarm, 'events')).map((entry) => String(at(entry, 'message.uuid') ?? at(entry, 'uuid')));
  const count = numberAt(alarm, 'alarm_events_count') ?? ids.length;
  const fault = (key: string, expected: string, seen: string, shownBy = answer): void =>
    context.violation({ key, expected, seen, answer: shownBy });
  if (ids.length > Math.min(10, count))
    fault('count', `at most 10 events, and no more than the ${count} counted`, `${ids.length} of ${idOf(alarm)}`);
  const packets = textsAt(alarm, 'packet_data');
  if (packets.length > 0 && packets.toSorted().join() !== ids.toSorted().join())
    fault('packet data', 'the ids of the events in packet_data', packets.join(', '));
  for (const eventId of ids.slice(0, 2)) {
    const event = await context.send({ operation: single, params: { eventId } });
    if (event.status !== 200)
      fault('event', `event ${eventId} of an alarm is to be had`, `status ${event.status}`, event);
    else if (Array.isArray(member(event.json, 'in_alarms')) && !textsAt(event.json, 'in_alarms').includes(idOf(alarm)))
      fault(
        'in_alarms',
        `event ${eventId} names its alarm ${idOf(alarm)}`,
        textsAt(event.json, 'in_alarms').join(', '),
        event,
      );
  }
}

/** An event says that it has an alarm when it names one, and the alarm is there. */
async function alarmsOf(context: Context, items: readonly Json[], one: Operation): Promise<void> {
  const named = items.filter((item) => textsAt(item, 'in_alarms').length > 0);
  for (const item of named.slice(0, 3)) {
    const [alarmId = ''] = textsAt(item, 'in_alarms');
    const answer = await context.send({ operation: one, params: { alarmId } });
    if (answer.status !== 200 && ![404].includes(answer.status)) refused(context, answer);
    if (answer.status === 404)
      context.violation({
        key: 'alarm',
        expected: `alarm ${alarmId}, which event ${idOf(item)} names, is to be had`,
        seen: 'status 404',
        answer,
      });
    if (String(member(item, 'has_alarm')) === 'false' && context.target['usmDialect'] !== 'documented')
      context.violation({
        key: 'has_alarm',
        expected: `event ${idOf(item)} says that it has an alarm`,
        seen: 'has_alarm false',
        answer,
      });
  }
}
