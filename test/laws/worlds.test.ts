/** Worlds side by side never see each other's writes, faults, tokens, clocks or journals, however they are reached. */
import { createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import { comment, controlled, countOf, firstEvent, type Controlled } from '../support/control.ts';
import type { OwnWorld } from '../../src/index.ts';

type Reached = Pick<OwnWorld, 'url' | 'argus' | 'usm' | 'journal' | 'state' | 'clock' | 'faults'>;

/** The three that must not meet: the server's own, one by its prefix, one by its credentials at the server's address. */
function three(simulator: Controlled): readonly [string, Reached][] {
  const [one, two] = [simulator.world('one'), simulator.world('two')];
  return [
    ["the server's own", simulator],
    ['by prefix', { ...one, argus: { ...one.argus, headers: simulator.argus.headers }, usm: one.usm }],
    ['by credential', { ...two, url: simulator.url, argus: two.argus, usm: { ...two.usm, url: simulator.usm.url } }],
  ];
}

const status = async (url: string, headers: Record<string, string>): Promise<number> => {
  const response = await fetch(url, { headers });
  await response.arrayBuffer();
  return response.status;
};

test('a write is seen where it was made, and nowhere else', async () => {
  const simulator = await controlled();
  const worlds = three(simulator);
  const fresh = simulator.state.hash();
  const id = await firstEvent(simulator, simulator.argus.headers);
  const read = async ({ url, argus }: Reached): Promise<string[]> => {
    const response = await fetch(`${url}/events/v2/event/${id}?includeComments=true`, { headers: argus.headers });
    const { data } = (await response.json()) as { data: { comments: { comment: string }[] } };
    return data.comments.map((one) => one.comment);
  };
  for (const [written, [name, world]] of worlds.entries()) {
    await comment(world, world.argus.headers, id, name);
    for (const [at, [other, reached]] of worlds.entries()) {
      const seen = await read(reached);
      expect([other, seen.includes(name)]).toEqual([other, at === written]);
      expect([other, reached.state.hash() === fresh]).toEqual([other, at > written]);
    }
  }
});

test('a request is in the journal of its world alone', async () => {
  const simulator = await controlled();
  const worlds = three(simulator);
  for (const [times, [, { url, argus }]] of worlds.entries())
    for (let time = 0; time <= times; time++) await status(`${url}/events/v1/aggregated`, argus.headers);
  for (const [times, [name, { journal }]] of worlds.entries())
    expect([name, journal.entries().length]).toEqual([name, times + 1]);
});

test('a fault hits its world alone', async () => {
  const simulator = await controlled();
  const worlds = three(simulator);
  for (const [faulty, [, { faults }]] of worlds.entries()) {
    faults.add({ effect: { error: 503 }, match: { product: 'argus' } });
    for (const [at, [name, { url, argus }]] of worlds.entries())
      expect([name, await status(`${url}/events/v1/aggregated`, argus.headers)]).toEqual([
        name,
        at === faulty ? 503 : 200,
      ]);
    faults.clear();
  }
});

test('time passes in its world alone', async () => {
  const simulator = await controlled();
  const worlds = three(simulator);
  const began = simulator.clock.now();
  worlds.forEach(([, { clock }], at) => clock.advance(at * 1000));
  expect(worlds.map(([, { clock }]) => clock.now() - began)).toEqual([0, 1000, 2000]);
});

test('a token of USM Anywhere is good in its world alone', async () => {
  const simulator = await controlled();
  const [one, two] = [simulator.world('one'), simulator.world('two')];
  const everywhere = [simulator, one, two];
  for (const issuer of everywhere) {
    const { url, headers } = issuer.usm;
    const answer = await fetch(`${url}/oauth/token?grant_type=client_credentials`, { method: 'POST', headers });
    const { access_token: token } = (await answer.json()) as { access_token: string };
    const bearer = { Authorization: `Bearer ${token}` };
    for (const { usm, name } of everywhere.slice(1))
      expect([name, await status(`${usm.url}/alarms`, bearer)]).toEqual([name, name === issuer.name ? 200 : 401]);
    // At the server's own address it leads to its world.
    const before = issuer.journal.last();
    expect(await status(`${simulator.usm.url}/alarms`, bearer)).toBe(200);
    expect(issuer.journal.last()).toBe(before + 1);
  }
});

test('the scenario’s API client, used below a prefix, gets tokens for that world', async () => {
  const simulator = await controlled();
  const world = simulator.world('one');
  const answer = await fetch(`${world.usm.url}/oauth/token?grant_type=client_credentials`, {
    method: 'POST',
    headers: simulator.usm.headers,
  });
  const { access_token: token } = (await answer.json()) as { access_token: string };
  const bearer = { Authorization: `Bearer ${token}` };
  expect(await status(`${world.usm.url}/alarms`, bearer)).toBe(200);
  expect(await status(`${simulator.usm.url}/alarms`, bearer)).toBe(401);
});

test('a session of Argus is good in its world alone, and its cookie is for its prefix', async () => {
  const simulator = await controlled();
  const [one, two] = [simulator.world('one'), simulator.world('two')];
  const password = simulator.model.accounts.find(({ userName }) => userName === 'all-access')?.credentials.password;
  expect(password).toBeTypeOf('string');
  const sessions = await Promise.all(
    [simulator, one, two].map(async ({ url }) => {
      const response = await fetch(`${url}/authentication/v1/password/authentication`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ userName: 'all-access', password }),
      });
      const { data } = (await response.json()) as any;
      return {
        token: data.credentials.requestCredentialsData as string,
        key: data.sessionKey as string,
        cookie: response.headers.get('set-cookie') ?? '',
      };
    }),
  );
  const [own, first, second] = sessions as [any, any, any];
  expect(new Set(sessions.map(({ token }) => token)).size).toBe(3);
  expect(new Set(sessions.map(({ key }) => key)).size).toBe(3);
  expect([own.cookie, first.cookie]).toEqual([
    expect.stringContaining('; Path=/;'),
    expect.stringContaining('; Path=/w/one/;'),
  ]);
  const path = '/authentication/v1/session';
  const bearer = (token: string) => ({ Authorization: `Bearer ${token}` });
  expect(await status(one.url + path, bearer(first.token))).toBe(200);
  expect(await status(two.url + path, bearer(first.token))).toBe(401);
  expect(await status(one.url + path, bearer(own.token))).toBe(401);
  expect(await status(simulator.url + path, bearer(own.token))).toBe(200);
  // At the server's own address a session leads to its world, as a token and as a cookie.
  const before = two.journal.last();
  expect(await status(simulator.url + path, bearer(second.token))).toBe(200);
  expect(await status(simulator.url + path, { Cookie: `a=b; argus_session=${second.token}` })).toBe(200);
  expect(two.journal.last()).toBe(before + 2);
  // A write with the cookie is signed for the address that the client uses, prefix and all.
  const signed = (url: string): string => {
    const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
    const text = `${part({ alg: 'HS256' })}.${part({ url, timestamp: Date.now() })}`;
    return `${text}.${createHmac('sha256', Buffer.from(first.key, 'base64')).update(text).digest('base64url')}`;
  };
  const leave = (claimed: string): Promise<Response> =>
    fetch(`${one.url}/authentication/v1/session`, {
      method: 'DELETE',
      headers: { Cookie: `argus_session=${first.token}`, 'Argus-CSRF-Token': signed(claimed) },
    });
  expect((await leave(`${simulator.url}/authentication/v1/session`)).status).toBe(403);
  expect((await leave(`${one.url}/authentication/v1/session`)).status).toBe(200);
});

test('an API key that was made in a world leads to it, and is none elsewhere', async () => {
  const simulator = await controlled();
  const [one, two] = [simulator.world('one'), simulator.world('two')];
  const key = '1/2/mysecretapikey';
  expect([await countOf(one, key), await countOf(one, one.argus.key)]).toEqual([60, 60]);
  expect(one.journal.last()).toBe(2);
  expect(await status(`${two.url}/events/v1/aggregated`, one.argus.headers)).toBe(401);
  expect(await status(`${simulator.url}/events/v1/aggregated`, one.argus.headers)).toBe(200);
  expect([one.journal.last(), simulator.journal.last()]).toEqual([3, 0]);
});

test('every link that a world returns keeps its prefix', async () => {
  const simulator = await controlled({ events: 200 });
  for (const usmDialect of ['live', 'documented'] as const) {
    const world = simulator.world(`links-${usmDialect}`, { usmDialect });
    const headers = { Authorization: `Bearer ${await world.usm.token()}` };
    const bodies = await Promise.all(
      ['/alarms?size=3&page=1', '/events?size=3'].map(async (path) =>
        (await fetch(world.usm.url + path, { headers })).text(),
      ),
    );
    const document = await (await fetch(`${world.url}/openapi.json`)).text();
    const links = [...bodies.join('').matchAll(/"href":"([^"]+)"/g)].map(([, href = '']) => href);
    expect(links.length).toBeGreaterThan(5);
    for (const href of links) expect(href.startsWith(`${world.url}/api/2.0/`)).toBe(true);
    expect(JSON.parse(document).servers).toEqual([{ url: world.url }]);
    expect((await fetch(`${world.url}/docs`)).url).toBe(`${world.url}/docs/`);
    for (const href of links.filter((link) => !link.includes('{'))) expect(await status(href, headers)).toBe(200);
  }
});

test('worlds of the same name and scenario are the same, whatever else there is', async () => {
  const [here, there] = [await controlled(), await controlled()];
  there.world('other');
  const [one, other] = [here.world('same'), there.world('same')];
  expect(one.keys).toEqual(other.keys);
  expect(one.clients).toEqual(other.clients);
  expect(one.state.hash()).toBe(other.state.hash());
  expect(await one.usm.token()).toBe(await other.usm.token());
});
