/** Long work of one world: others are answered meanwhile, its own requests wait, and it comes to the same as work at once. */
import { expect, test } from 'vitest';
import { service, type Service } from '../support/service.ts';

const control = async (given: Service, path: string, body: object, method: 'POST' | 'PUT' = 'POST') => {
  const response = await fetch(`${given.url}${path}`, {
    method,
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
  return { status: response.status, json: (await response.json()) as Record<string, any> };
};

test('while a world lives many days, others are answered, and its own requests wait for the end', async () => {
  const given = await service({ events: 3000 });
  await control(given, '/_sim/worlds/slow', { events: 3000 }, 'PUT');
  const order: string[] = [];
  const noted = async <Value>(name: string, work: Promise<Value>): Promise<Value> => {
    const value = await work;
    order.push(name);
    return value;
  };
  const clock = async (): Promise<number> =>
    Number(((await (await fetch(`${given.url}/w/slow/_sim/clock`)).json()) as { now: number }).now);
  const before = await clock();
  const living = noted('lived', control(given, '/w/slow/_sim/clock/advance', { by: 'P20D' }));
  while ((await clock()) === before);
  const [lived, own, other, health] = await Promise.all([
    living,
    noted('own', given.ask('/w/slow/events/v1/aggregated?limit=1')),
    noted('other', given.ask('/events/v1/aggregated?limit=1')),
    noted('health', fetch(`${given.url}/health/live`)),
  ]);
  expect([lived.status, own.status, other.status, health.status]).toEqual([200, 200, 200, 200]);
  expect(order.indexOf('other')).toBeLessThan(order.indexOf('lived'));
  expect(order.indexOf('health')).toBeLessThan(order.indexOf('lived'));
  // What was asked while it lived sees the world as it is at the end.
  const now = Date.parse(lived.json['instant'] as string);
  expect(own.data[0].timestamp).toBeGreaterThan(now - 86_400_000);
});

test('days lived in pieces over HTTP come to the same as days lived at once', async () => {
  const [one, other] = [await service({ events: 500 }), await service({ events: 500 })];
  await control(one, '/_sim/clock/advance', { by: 'P10D' });
  other.clock.advance('P10D');
  expect(one.state.hash()).toBe(other.state.hash());
});

test('a state of many commands is taken in while others are answered, and is the same', async () => {
  const given = await service({ events: 1000 });
  for (let at = 0; at < 60; at++)
    await given.ask('/events/v1/aggregated/bulk', {
      method: 'PUT',
      body: { criteria: { startTimestamp: 0, limit: 500 }, update: { comment: `the comment ${at}` } },
    });
  const state = given.snapshot();
  const hash = given.state.hash();
  given.reset();
  await control(given, '/_sim/worlds/other', {}, 'PUT');
  const order: string[] = [];
  const [put, other] = await Promise.all([
    control(given, '/_sim/state', state, 'PUT').then((answer) => (order.push('state'), answer)),
    given.ask('/w/other/events/v1/aggregated?limit=1').then((answer) => (order.push('other'), answer)),
  ]);
  expect([put.status, other.status, given.state.hash()]).toEqual([200, 200, hash]);
});

test('a state that cannot be applied leaves all as it was, and says so', async () => {
  const given = await service({ events: 200 });
  await given.ask('/events/v1/aggregated/bulk', {
    method: 'PUT',
    body: { criteria: { startTimestamp: 0, limit: 5 }, update: { comment: 'kept' } },
  });
  const hash = given.state.hash();
  const state = given.snapshot();
  const [command] = state.commands;
  const broken = { ...state, commands: [command, { ...command, id: 'x', data: null }] };
  const { status, json } = await control(given, '/_sim/state', broken, 'PUT');
  expect([status, given.state.hash()]).toEqual([422, hash]);
  expect(json['type']).toContain('bad-state');
});

test.each([
  ['GET', '/_sim/timeline'],
  ['GET', '/_sim/truth/events'],
  ['POST', '/_sim/journal/verify', { expect: [{ method: 'GET' }] }],
  ['POST', '/_sim/sinks/mine/verify', { product: 'argus', kind: 'events' }],
] as const)('%s %s is refused as what it is where it costs more than a request may', async (method, path, body?) => {
  const given = await service({ events: 2000, requestBudget: 0.001 });
  await given.ask('/currentuser/v1/user');
  const response = await fetch(`${given.url}${path}`, {
    method,
    ...(body !== undefined && { headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) }),
  });
  expect([response.status, await response.json()]).toMatchObject([
    503,
    { type: 'urn:problem-type:siem-sim:over-budget' },
  ]);
});
