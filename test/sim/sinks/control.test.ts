/** Sinks as the control plane shows them: listed, verified and removed; write-only by their own address, and bounded. */
import { expect, test } from 'vitest';
import { listedEvents, send, simulated } from './client.ts';

const told = async (url: string, method: 'GET' | 'DELETE' | 'POST' = 'GET', body?: object) => {
  const answer = await fetch(url, {
    method,
    ...(body !== undefined && { headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  return { status: answer.status, json: text === '' ? null : JSON.parse(text) };
};

test('sinks are listed with what they took, and forgotten one by one or all', async () => {
  const { url } = await simulated({ events: 10 });
  expect((await told(`${url}/_sim/sinks`)).json).toEqual({ sinks: [] });
  await send(`${url}/_sink/one`, [{ n: 1 }, { n: 2 }]);
  await send(`${url}/_sink/two/in/a/path?key=x`, 'some text\nand more', 'text/plain', 'PUT');
  const one = { name: 'one', count: 1, records: 2, bytes: 17 };
  expect((await told(`${url}/_sim/sinks`)).json).toEqual({
    sinks: [one, { name: 'two', count: 1, records: 2, bytes: 18 }],
  });
  expect((await told(`${url}/_sim/sinks/two`)).json.deliveries).toEqual([
    {
      seq: 2,
      at: '2026-10-28T00:00:00.000Z',
      form: 'webhook',
      method: 'PUT',
      path: 'in/a/path',
      type: 'text/plain',
      bytes: 18,
      records: 2,
      status: 200,
      faults: [],
      body: 'some text\nand more',
      truncated: false,
    },
  ]);
  expect((await told(`${url}/_sim/sinks/two?since=2`)).json.deliveries).toEqual([]);
  expect((await told(`${url}/_sim/sinks/two`, 'DELETE')).status).toBe(204);
  expect((await told(`${url}/_sim/sinks/two`)).json).toMatchObject({
    status: 404,
    type: expect.stringContaining('unknown-sink'),
  });
  expect((await told(`${url}/_sim/sinks`, 'DELETE')).status).toBe(204);
  expect((await told(`${url}/_sim/sinks`)).json).toEqual({ sinks: [] });
});

test('verify over HTTP says what the library says', async () => {
  const simulator = await simulated({ events: 60 });
  const events = await listedEvents(simulator);
  await send(simulator.sink('mine').url, events.slice(1));
  const options = { product: 'argus', kind: 'events', ignore: ['comments'], delay: '10m' };
  const { status, json } = await told(`${simulator.url}/_sim/sinks/mine/verify`, 'POST', options);
  expect(status).toBe(200);
  expect(json).toEqual(await simulator.sink('mine').verify(options));
  expect(json).toMatchObject({ ok: false, counts: { lost: 1 } });
});

test.each([
  [{ kind: 'nonsense' }, /kind must be one of events/],
  [{ product: 'nobody' }, /product must be one of argus, usm/],
  [{ criteria: { nonsense: 1 } }, /nonsense/],
  [{ product: 'argus', kind: 'events', criteria: { startTimestamp: 'x' } }, /startTimestamp/],
  [{ product: 'usm', criteria: { nothing: 'x' } }, /nothing/],
  [{ delay: 'soon' }, /delay must be a span/],
  [{ from: 'yesterday' }, /from must be an instant/],
  [{ as: 'nobody' }, /nobody/],
  [{ unknown: true }, /is not known/],
  [{ idAt: 'id' }, /idAt/],
])('what cannot be verified is refused: %j', async (options, reason) => {
  const { url } = await simulated({ events: 10 });
  const { status, json } = await told(`${url}/_sim/sinks/mine/verify`, 'POST', options);
  expect([status, json.detail]).toEqual([422, expect.stringMatching(reason)]);
});

test('a sink is written to without a token, not read, and only its world sees what it took', async () => {
  const simulator = await simulated({ events: 10, control: { token: 'secret-of-the-test' } });
  const world = simulator.world('mine');
  expect((await send(`${simulator.url}/_sink/a`, {})).status).toBe(200);
  expect((await send(world.sink('a').url, [1, 2])).status).toBe(200);
  expect((await fetch(`${simulator.url}/_sink/a/b`)).status).toBe(405);
  expect((await send(`${simulator.url}/_sink/${'x'.repeat(65)}`, {})).status).toBe(404);
  expect((await told(`${simulator.url}/_sim/sinks`)).status).toBe(401);
  expect([(await simulator.sink('a').list())[0]?.body, (await world.sink('a').list())[0]?.body]).toEqual([
    '{}',
    '[1,2]',
  ]);
});

test('a reset and another scenario empty the sinks, a snapshot leaves them alone', async () => {
  const simulator = await simulated({ events: 10 });
  const sink = simulator.sink('a');
  const count = async () => (await sink.list()).length;
  await send(sink.url, {});
  const snapshot = simulator.snapshot();
  await send(sink.url, {});
  simulator.restore(snapshot);
  expect(await count()).toBe(2);
  simulator.reset();
  expect(await count()).toBe(0);
  await send(sink.url, {});
  simulator.play({ seed: '2' });
  expect(await count()).toBe(0);
  await send(sink.url, {});
  expect((await sink.list())[0]?.seq).toBe(1);
  await sink.reset();
  expect(await count()).toBe(0);
});

test('there is an end to sinks, deliveries and bytes, and each form says so in its own words', async () => {
  const { url } = await simulated({ events: 10, quotas: { sinks: 2, deliveries: 3, 'sink-bytes': 2000 } });
  const hec = { Authorization: 'Splunk x' };
  const to = async (path: string, body: string, headers: Record<string, string> = {}) => {
    const answer = await fetch(`${url}/_sink/${path}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', ...headers },
      body,
    });
    return { status: answer.status, json: await answer.json() };
  };
  expect((await to('a', '{}')).status).toBe(200);
  expect((await to('b', '{}')).status).toBe(200);
  expect(await to('c', '{}')).toEqual({ status: 503, json: { error: 'The sinks of this world are full.' } });
  expect((await to('a', 'x'.repeat(2000))).status).toBe(503);
  expect((await to('a', '{}')).status).toBe(200);
  expect(await to('a/services/collector', '{"event":1}', hec)).toEqual({
    status: 503,
    json: { text: 'Server is busy', code: 9 },
  });
  expect(await to('a/_bulk', '{"index":{"_index":"i"}}\n{}\n')).toMatchObject({
    status: 429,
    json: { status: 429, error: { type: 'es_rejected_execution_exception' } },
  });
});

test('faults meet deliveries where a rule speaks of them; what is cut after it was taken is kept', async () => {
  const simulator = await simulated({ events: 10 });
  const sink = simulator.sink('a');
  const deliver = () =>
    send(sink.url, {}).then(
      ({ status }) => status,
      () => 0,
    );
  simulator.faults.add({ id: 'all', effect: { error: 503 } });
  expect(await deliver()).toBe(200);
  simulator.faults.replace([{ id: 'full', match: { product: 'sink' }, effect: { error: 429, retryAfter: 7 } }]);
  const refused = await send(sink.url, {});
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '7']);
  simulator.faults.replace([{ id: 'cut', match: { path: '/_sink/*' }, effect: { cut: 'before' } }]);
  expect(await deliver()).toBe(0);
  simulator.faults.replace([{ id: 'late', match: { operation: 'deliver' }, effect: { latency: 20 } }]);
  expect(await deliver()).toBe(200);
  expect((await sink.list()).map(({ status, faults }) => [status, ...faults])).toEqual([
    [200],
    [0, 'cut'],
    [200, 'late'],
  ]);
  expect(simulator.journal.entries()).toEqual([]);
});
