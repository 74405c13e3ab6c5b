import { expect, test } from 'vitest';
import { dialects, good, idOf, itemsOf, labelId, restricted, tenant } from './support.ts';

const other = '8b1d7f42-03ce-1e5a-8f27-5d1b9c7e3f22';
const nobody = '00000000-0000-4000-8000-000000000000';

test.each(dialects)('labels are read back at once, in the alarm as well, in the %s dialect', async (dialect) => {
  const { ask } = await tenant(dialect);
  const bare = itemsOf(await ask('/alarms?size=100')).find((alarm) => alarm.alarm_labels.length === 0);
  const path = `/alarms/${idOf(bare)}`;
  const labels = async () => (await ask(`${path}/labels`)).json.alarm_labels;
  const put = await ask(`${path}/labels/${labelId}`, { method: 'PUT' });
  expect([put.status, put.text, put.headers['content-type']]).toEqual([200, '', undefined]);
  expect(await labels()).toEqual([labelId]);
  expect((await ask(path)).json.alarm_labels).toEqual([labelId]);
  await ask(`${path}/labels/${other}/`, { method: 'PUT' });
  expect(await labels()).toEqual([labelId, other]);
  expect((await ask(`${path}/labels/${labelId}`, { method: 'PUT' })).status).toBe(200);
  expect((await ask(`${path}/labels/${labelId}`, { method: 'DELETE' })).status).toBe(200);
  expect(await labels()).toEqual([other]);
  expect((await ask(`${path}/labels/${labelId}`, { method: 'DELETE' })).status).toBe(404);
  const listed = itemsOf(await ask('/alarms?size=100')).find((alarm) => idOf(alarm) === idOf(bare));
  expect(listed.alarm_labels).toEqual([other]);
});

test('an unknown alarm or label is 404, a client without the scope is 403', async () => {
  const { ask, as } = await tenant('live');
  const [alarm] = itemsOf(await ask('/alarms?size=1'));
  for (const method of ['PUT', 'DELETE']) {
    expect((await ask(`/alarms/${alarm.uuid}/labels/${nobody}`, { method })).status).toBe(404);
    expect((await ask(`/alarms/${nobody}/labels/${labelId}`, { method })).status).toBe(404);
    const refused = await (await as(restricted)).ask(`/alarms/${alarm.uuid}/labels/${labelId}`, { method });
    expect([refused.status, refused.json]).toEqual([
      403,
      { error: 'access_denied', error_description: 'Access is denied' },
    ]);
  }
});

test('a label is a command: the snapshot carries it, and a reset takes it away', async () => {
  const { ask, as, state } = await tenant('live');
  const bare = itemsOf(await ask('/alarms?size=100')).find((alarm) => alarm.alarm_labels.length === 0);
  // Tokens die with the state that they were issued in.
  const labels = async () => (await (await as(good)).ask(`/alarms/${bare.uuid}/labels`)).json.alarm_labels;
  await ask(`/alarms/${bare.uuid}/labels/${labelId}`, { method: 'PUT' });
  const snapshot = state.snapshot();
  expect(snapshot.commands.map(({ kind, data }) => [kind, data])).toMatchObject([
    ['usm/label', { label: labelId, present: true, client: 'siem-sim' }],
  ]);
  state.reset();
  expect(await labels()).toEqual([]);
  state.restore(JSON.parse(JSON.stringify(snapshot)));
  expect(await labels()).toEqual([labelId]);
});

test('some alarms are born with a label, and it can be taken off', async () => {
  const { ask } = await tenant('live');
  const born = itemsOf(await ask('/alarms?size=200')).find((alarm) => alarm.alarm_labels.length === 1);
  await ask(`/alarms/${born.uuid}/labels/${born.alarm_labels[0]}`, { method: 'DELETE' });
  expect((await ask(`/alarms/${born.uuid}`)).json.alarm_labels).toEqual([]);
});
