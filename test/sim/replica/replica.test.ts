import { get } from 'node:http';
import { expect, test } from 'vitest';
import { wallClock } from '../../../src/kernel/clock.ts';
import { memoryStore, StoreMemory } from '../../../src/store/memory.ts';
import type { Store } from '../../../src/store/port.ts';
import { replica as replicaOver, replicas, type Replica } from '../../support/replicas.ts';
import { password, sessionOf, signed } from '../../products/argus/identity/client.ts';

async function two(): Promise<readonly [Replica, Replica]> {
  const {
    all: [one, other],
  } = await replicas(2);
  if (one === undefined || other === undefined) throw new Error('two were started');
  return [one, other];
}

/** The status of a request whose Host is as its headers say. */
const statusOf = (url: string, headers: Readonly<Record<string, string>>): Promise<number> =>
  new Promise((resolve, reject) =>
    get(url, { headers }, (response) => resolve(response.resume().statusCode ?? 0)).once('error', reject),
  );

const firstId = async ({ ask }: Replica): Promise<string> => {
  const { body } = await ask('/events/v2/event/search', {
    body: { limit: 1, type: ['aggregated'], customer: ['demo'] },
  });
  return body.data[0].id;
};

test('what is written at one is read at the other, and both say the same of themselves', async () => {
  const [one, other] = await two();
  const id = await firstId(one);
  const written = await one.ask(`/events/v2/event/${id}/assess`, { method: 'PUT', body: { comment: 'seen by all' } });
  expect(written.status).toBe(200);
  const read = await other.ask(`/events/v1/${id}`);
  expect(read.body.data.comments).toMatchObject([{ comment: 'seen by all' }]);
  const [here, there] = await Promise.all([one.control('GET /_sim'), other.control('GET /_sim')]);
  expect(here.body).toEqual(there.body);
  expect(here.body.counts.commands).toBe(1);
});

test('a write by credentials that the world takes is one trip to the store; others may be those of a world made elsewhere', async () => {
  const store = memoryStore(new StoreMemory());
  let looks = 0;
  const counting: Store = { ...store, heads: (streams) => (looks++, store.heads(streams)) };
  const one = await replicaOver(counting);
  const id = await firstId(one);
  const write = (key: string | undefined) =>
    one.ask(`/events/v2/event/${id}/assess`, { method: 'PUT', body: { comment: 'seen' }, ...(key && { key }) });
  looks = 0;
  expect((await write(undefined)).status).toBe(200);
  expect(looks).toBe(0);
  expect((await write('0123456789ab/of/nobody')).status).toBe(401);
  expect(looks).toBe(1);
});

test('requests of both stand in one journal, in the order of what they did', async () => {
  const [one, other] = await two();
  for (const replica of [one, other, one]) await replica.ask('/events/v1/aggregated?limit=1');
  await other.ask('/nowhere/at/all');
  const [here, there] = await Promise.all([one.control('GET /_sim/journal'), other.control('GET /_sim/journal')]);
  expect(here.body).toEqual(there.body);
  expect(here.body.entries.map(({ seq, status }: { seq: number; status: number }) => [seq, status])).toEqual([
    [1, 200],
    [2, 200],
    [3, 200],
    [4, 404],
  ]);
  const verified = await other.control('POST /_sim/journal/verify', {
    expect: [{ path: '/events/v1/aggregated', times: 3 }],
  });
  expect(verified.body.matched).toBe(true);
});

test('the beginnings of answers are kept for both, also of those that the other gave', async () => {
  const { all } = await replicas(2, { journalAnswers: 300 });
  const [one, other] = all as [Replica, Replica];
  const given = await one.ask('/events/v1/aggregated?limit=1');
  await other.ask('/events/v1/aggregated?limit=minus');
  const [here, there] = [await one.control('GET /_sim/journal'), await other.control('GET /_sim/journal')];
  expect(here.body).toEqual(there.body);
  const [read, refused] = here.body.entries;
  expect(read.answer).toMatchObject({ truncated: true, body: expect.stringMatching(/^[^]{100,300}$/) });
  expect(JSON.stringify(given.body).startsWith(read.answer.body.slice(0, 100).replaceAll(/\s/g, ''))).toBe(true);
  expect(refused.status).toBe(412);
});

test('a session that one opens is known to the other, and ends for both', async () => {
  const [one, other] = await two();
  const path = '/authentication/v1/session';
  const opened = await one.ask('/authentication/v1/password/authentication', { key: null, body: password });
  const { bearer, cookie, sessionKey } = sessionOf(opened.body.data);
  const known = await other.ask(path, { key: null, headers: bearer });
  expect(known.body.data).toMatchObject({ authenticationMethod: 'PASSWORD' });
  expect(sessionKey).not.toBe('');
  expect((await other.ask(path, { key: null, headers: cookie })).status).toBe(200);
  expect((await other.ask(path, { method: 'DELETE', key: null, headers: bearer })).status).toBe(200);
  expect((await one.ask(path, { key: null, headers: bearer })).status).toBe(401);
});

test('a nonce that is replayed at both at once is good once', async () => {
  const [one, other] = await two();
  const path = '/authentication/v1/session';
  const headers = { ...(await signed(`http://siem.example${path}`)), Host: 'siem.example' };
  const statuses = await Promise.all([one, other, one, other].map(({ url }) => statusOf(url + path, headers)));
  expect(statuses.toSorted((left, right) => left - right)).toEqual([200, 401, 401, 401]);
});

test('a fault of every third request counts those of both', async () => {
  const [one, other] = await two();
  const rule = { id: 'third', match: { nth: { every: 3 } }, effect: { error: 503 }, times: 2 };
  expect((await one.control('POST /_sim/faults', rule)).status).toBe(201);
  const statuses: number[] = [];
  for (let turn = 0; turn < 10; turn++)
    statuses.push((await (turn % 2 === 0 ? one : other).ask('/events/v1/aggregated?limit=1')).status);
  expect(statuses).toEqual([200, 200, 503, 200, 200, 503, 200, 200, 200, 200]);
  expect((await other.control('GET /_sim/faults/third')).body).toMatchObject({ seen: 10, hits: 2 });
});

test('a world that one makes is served by the other, and gone for both', async () => {
  const [one, other] = await two();
  const made = await one.control('PUT /_sim/worlds/mine', { scenario: 'empty' });
  expect(made.status).toBe(201);
  const [key] = made.body.keys;
  expect((await other.ask('/w/mine/authentication/v1/session')).status).toBe(200);
  expect((await other.ask('/authentication/v1/session', { key: key.value })).status).toBe(200);
  const listed = await other.control('GET /_sim/worlds');
  expect(listed.body.worlds.map(({ name }: { name: string }) => name)).toEqual(['mine']);
  expect((await other.control('DELETE /_sim/worlds/mine')).status).toBe(204);
  expect((await one.ask('/w/mine/authentication/v1/session')).status).toBe(404);
  expect((await one.ask('/authentication/v1/session', { key: key.value })).status).toBe(401);
  expect((await one.control('POST /_sim/worlds', {})).body.name).toBe('world-1');
  expect((await other.control('POST /_sim/worlds', {})).body.name).toBe('world-2');
});

test('the clock that one turns is the clock of both', async () => {
  const [one, other] = await two();
  await one.control('POST /_sim/clock/advance', { by: '2h' });
  const [here, there] = await Promise.all([one.control('GET /_sim/clock'), other.control('GET /_sim/clock')]);
  expect(here.body).toEqual(there.body);
  await other.control('POST /_sim/clock/resume', { speed: 100 });
  const times: number[] = [];
  for (let turn = 0; turn < 6; turn++)
    times.push((await (turn % 2 === 0 ? one : other).control('GET /_sim/clock')).body.now);
  expect(times).toEqual(times.toSorted((left, right) => left - right));
});

test('snapshots by name are taken at one and restored at the other', async () => {
  const [one, other] = await two();
  const id = await firstId(one);
  const comment = (replica: Replica, text: string) =>
    replica.ask(`/events/v2/event/${id}/assess`, { method: 'PUT', body: { comment: text } });
  await comment(one, 'first');
  expect((await one.control('PUT /_sim/snapshots/then')).status).toBe(201);
  await comment(other, 'second');
  expect((await other.control('POST /_sim/snapshots/then/restore')).status).toBe(200);
  const read = await one.ask(`/events/v1/${id}`);
  expect(read.body.data.comments).toMatchObject([{ comment: 'first' }]);
});

test('what goes to a sink by one is seen by the other', async () => {
  const [one, other] = await two();
  expect((await one.ask('/_sink/mine', { key: null, body: { hello: 1 } })).status).toBe(200);
  expect((await other.ask('/_sink/mine', { key: null, body: { hello: 2 } })).status).toBe(200);
  expect((await other.control('GET /_sim/sinks/mine')).body).toMatchObject({ count: 2 });
});

test('a clock that runs never goes back, though a write was given its time before others looked and is seen after', async () => {
  let since = 0;
  const memory = new StoreMemory({ now: () => wallClock.now() - since });
  const slow: Store = {
    ...memoryStore(memory),
    append: async (...asked) => {
      const [, , how] = asked;
      since = how === 'durable' ? 400 : 0;
      const appended = memoryStore(memory).append(...asked);
      since = 0;
      return appended;
    },
  };
  const [one, other] = [await replicaOver(slow), await replicaOver(memoryStore(memory))];
  await one.control('POST /_sim/clock/resume', { speed: 1000 });
  const clock = async ({ control }: Replica): Promise<number> => (await control('GET /_sim/clock')).body.now;
  const shown: number[] = [];
  for (let round = 0; round < 4; round++) {
    await new Promise((resolve) => setTimeout(resolve, 60));
    shown.push(await clock(other));
    await one.control('POST /_sim/clock/freeze');
    shown.push(await clock(one), await clock(other));
    await one.control('POST /_sim/clock/resume', { speed: 1000 });
  }
  expect(shown).toEqual([...shown].sort((first, second) => first - second));
  expect(new Set(shown).size).toBeGreaterThan(3);
});
