/** Assessments of very many events: in pieces, so that nobody waits for them, and whole for everybody who asks of their world. */
import { expect, test } from 'vitest';
import { service } from '../../../support/service.ts';

const events = 8000;
const everything = { type: ['aggregated'], indexStartTimestamp: 0, limit: 0 };
const bulk = { assessment: { enableFlag: ['followup'], comment: 'all of them' }, search: everything };
const path = '/events/v2/event/assess';

test('an assessment of very many events names each of them once', async () => {
  const { ask } = await service({ events });
  const { data, status, headers } = await ask(path, { method: 'PUT', body: bulk });
  expect([status, headers.get('transfer-encoding')]).toEqual([200, 'chunked']);
  expect(data.failures).toEqual([]);
  const { count } = await ask('/events/v2/event/search', {
    body: { ...everything, limit: 1, includeFlag: ['followup'] },
  });
  expect(count).toBeGreaterThan(events / 2);
  expect(new Set(data.successes).size).toBe(data.successes.length);
  expect(data.successes.length).toBe(count);
  const few = await ask(path, { method: 'PUT', body: { ...bulk, search: { ...everything, limit: 3 } } });
  expect([few.data.successes.length, few.headers.get('transfer-encoding')]).toEqual([3, null]);
});

test('who asks of the same world meanwhile sees all of it or nothing, and another world does not wait', async () => {
  const { ask, url } = await service({ events: 20_000 });
  await ask('/_sim/worlds/other', { method: 'PUT', body: { events: 100 } });
  const flagged = async (prefix: string): Promise<number> =>
    (await ask(`${prefix}/events/v2/event/search`, { body: { ...everything, limit: 1, includeFlag: ['followup'] } }))
      .count;
  const clock = () => fetch(`${url}/w/other/_sim/clock`).then((response) => response.arrayBuffer());
  await clock();
  const before = await flagged('');
  const order: string[] = [];
  const noted = async <Value>(name: string, asked: Promise<Value>): Promise<Value> => {
    const value = await asked;
    order.push(name);
    return value;
  };
  const written = noted('bulk', ask(path, { method: 'PUT', body: bulk }));
  const others = noted(
    'other',
    fetch(`${url}/w/other/_sim/clock`).then((response) => response.arrayBuffer()),
  );
  const seen = await Promise.all(Array.from({ length: 6 }, () => flagged('')));
  const { data } = await written;
  await others;
  expect(order).toEqual(['other', 'bulk']);
  for (const count of seen) expect([before, data.successes.length]).toContain(count);
  expect(await flagged('')).toBe(data.successes.length);
});

test('a submission of many events keeps each of them, once and in its order, also where the state is restored', async () => {
  const { ask } = await service({ events: 200 });
  const [like] = (await ask('/events/v1/aggregated?limit=1')).data;
  const { customerInfo, startTimestamp, attackInfo } = like;
  const submitted = Array.from({ length: 300 }, (_, port) => ({
    id: { customer: customerInfo.shortName, timestamp: startTimestamp, type: 'aggregated' },
    signature: attackInfo.signature,
    count: 1,
    source: { ip: '198.18.0.1', port: port + 1 },
    destination: { ip: '198.18.0.2' },
  }));
  const { data, status } = await ask('/events/v2/event/bulk', { body: { events: submitted } });
  expect([status, new Set(data.events.map(({ id }: { id: string }) => id)).size]).toEqual([200, 300]);
  for (const place of [0, 150, 299]) {
    const found = await ask(`/events/v1/${data.events[place].id}`);
    expect(found.data.source.port).toBe(place + 1);
  }
  const [{ stateHash }, state] = [JSON.parse((await ask('/_sim')).text), await ask('/_sim/state')];
  await ask('/_sim/reset', { method: 'POST' });
  expect(JSON.parse((await ask('/_sim/state', { method: 'PUT', text: state.text })).text).stateHash).toBe(stateHash);
});
