/** Law: a label put on an alarm is seen wherever the alarm is, and one taken off is not. */
import { usmSample } from '../../sample/sample.ts';
import type { Check, Context } from '../../../../terms/check.ts';
import { listOf } from '../../../../terms/exchange.ts';
import { named } from '../../../../lists/counterpart.ts';
import { at, idOf, textsAt } from '../../../../lists/item.ts';
import { pageIn, refused } from '../../../../lists/list.ts';

export const labelsAreSeen: Check = {
  id: 'law/labels-are-seen',
  asks: 'Is a label that is put on an alarm, once or twice, seen once by every read of the alarm, and by none when it is taken off?',
  source: 'docs/contract/usm.md §3',
  evidence: 'documented',
  isWriting: true,
  applies: ({ id }, { writes }) =>
    (id === 'addAlarmLabel' || id === 'deleteAlarmLabel') &&
    (writes === 'all' ? true : 'labels of a tenant’s alarms are left alone'),
  run: async (context) => {
    const [alarms, [labelId]] = [await usmSample(context.sample).alarms(), await usmSample(context.sample).labels()];
    const alarm = alarms[0];
    if (alarm === undefined || labelId === undefined) return context.skip('needs an alarm and a label');
    const alarmId = idOf(alarm);
    const has = textsAt(alarm, 'alarm_labels').includes(labelId);
    const steps = has ? ['DELETE', 'PUT', 'PUT'] : ['PUT', 'PUT', 'DELETE'];
    for (const method of steps) {
      const operation = named(context.api, method === 'PUT' ? 'addAlarmLabel' : 'deleteAlarmLabel');
      const answer = await context.send({ ...(operation && { operation }), params: { alarmId, labelId } });
      if (answer.status !== 200) refused(context, answer);
      // One client parses every body whose headers speak of JSON (docs/contract/usm.md §3).
      if (answer.text === '' && /json/i.test(answer.headers.get('content-type') ?? ''))
        context.violation({ key: 'empty', expected: 'no type of JSON for no body', seen: 'a type of JSON', answer });
      await seen(context, alarmId, labelId, method === 'PUT');
    }
    if (!has) await goneTwice(context, alarmId, labelId);
  },
};

/** Assumed: a label that was taken off is not found when it is taken off again (docs/contract/usm.md §10.1). */
async function goneTwice(context: Context, alarmId: string, labelId: string): Promise<void> {
  const operation = named(context.api, 'deleteAlarmLabel');
  const answer = await context.send({ ...(operation && { operation }), params: { alarmId, labelId } });
  if (answer.status === 404) return;
  const seenStatus = `status ${answer.status}`;
  context.violation({
    key: 'twice',
    expected: '404 for a label that is off',
    seen: seenStatus,
    answer,
    evidence: 'assumed',
  });
}

async function seen(context: Context, alarmId: string, labelId: string, isOn: boolean): Promise<void> {
  for (const id of ['getAlarmLabels', 'getUsmAlarm', 'getUsmAlarms']) {
    const operation = named(context.api, id);
    const answer = await context.send({
      ...(operation && { operation }),
      ...(id !== 'getUsmAlarms' && { params: { alarmId } }),
    });
    const alarm = id === 'getUsmAlarms' ? pageIn(answer).items.find((item) => idOf(item) === alarmId) : answer.json;
    if (alarm === undefined) continue;
    const times = listOf(at(alarm, 'alarm_labels')).filter((label) => label === labelId).length;
    if (times === Number(isOn)) continue;
    const expected = `${id} shows the label ${isOn ? 'once' : 'no more'}`;
    context.violation({ key: `${id} ${isOn}`, expected, seen: `${times} times`, answer });
  }
}
