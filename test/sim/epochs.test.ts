/** What is handed out at run time belongs to nobody once what is played has begun anew; what the scenario hands out stays. */
import { expect, test } from 'vitest';
import { service, type Service } from '../support/service.ts';
import { basic, good, raw } from '../products/usm/support.ts';
import { csrfToken, logIn } from '../products/argus/identity/client.ts';

const root = '/api/2.0';
const path = '/events/v1/aggregated?limit=1';

/** Everything that can be handed out at run time, and the statuses of requests with it. */
async function holder(simulator: Pick<Service, 'ask' | 'url'>) {
  const { ask, url } = simulator;
  const { bearer, cookie, token, sessionKey } = await logIn(simulator);
  const made = await ask('/authentication/v1/apikey', { key: null, headers: bearer, body: { description: 'x' } });
  const issued = await raw(url, `${root}/oauth/token?grant_type=client_credentials`, {
    method: 'POST',
    headers: { Authorization: basic(good) },
  });
  const authorization = `Bearer ${issued.json.access_token}`;
  const statuses = async () => [
    (await ask(path, { key: null, headers: bearer })).status,
    (await ask(path, { key: null, headers: cookie })).status,
    (await ask(path, { key: made.data.apiKeyString })).status,
    (await raw(url, `${root}/alarms?size=1`, { headers: { Authorization: authorization } })).status,
  ];
  return { statuses, secrets: [token, sessionKey, made.data.apiKeyString, authorization] };
}

const control = (url: string, method: string, at: string, body?: unknown): Promise<Response> =>
  fetch(`${url}/_sim${at}`, {
    method,
    ...(body !== undefined && { headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) }),
  });

const beginnings: Readonly<Record<string, (url: string) => Promise<unknown>>> = {
  'a reset': (url) => control(url, 'POST', '/reset', {}),
  'another seed and back': async (url) => {
    await control(url, 'PUT', '/seed', { seed: 'other' });
    await control(url, 'PUT', '/seed', { seed: '1' });
  },
  'an import': async (url) => control(url, 'PUT', '/state', await (await control(url, 'GET', '/state')).json()),
  'a snapshot that is restored': async (url) => {
    await control(url, 'PUT', '/snapshots/one');
    await control(url, 'POST', '/snapshots/one/restore');
  },
};

test.each(Object.entries(beginnings))('after %s, what was handed out before is nobody’s', async (_, begin) => {
  const simulator = await service({ events: 100 });
  const before = await holder(simulator);
  expect(await before.statuses()).toEqual([200, 200, 200, 200]);
  await begin(simulator.url);
  expect(await before.statuses()).toEqual([401, 401, 401, 401]);
  expect((await simulator.ask(path)).status).toBe(200);
  const after = await holder(simulator);
  expect(await after.statuses()).toEqual([200, 200, 200, 200]);
  expect(after.secrets.filter((secret) => before.secrets.includes(secret))).toEqual([]);
});

test('a state that is refused leaves what was handed out as it is', async () => {
  const simulator = await service({ events: 100 });
  const { statuses } = await holder(simulator);
  const state = (await (await control(simulator.url, 'GET', '/state')).json()) as { commands: object[] };
  const wrong = { ...state, commands: [...state.commands, { ...state.commands[0], id: 'x', data: null }] };
  expect((await control(simulator.url, 'PUT', '/state', wrong)).status).toBe(422);
  expect(await statuses()).toEqual([200, 200, 200, 200]);
});

test('a world of a name that was used before knows nothing of what the one before handed out', async () => {
  const server = await service({ events: 100 });
  const tokenOf = async (url: string): Promise<string> => {
    const answer = await fetch(`${url}/authentication/v1/password/authentication`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ userName: 'all-access', password: 'all-access-password' }),
    });
    return ((await answer.json()) as any).data.credentials.requestCredentialsData;
  };
  const first = server.ownWorld('mine');
  const token = await tokenOf(first.url);
  const status = async (text: string): Promise<number> =>
    (await fetch(`${first.url}${path}`, { headers: { Authorization: `Bearer ${text}` } })).status;
  expect(await status(token)).toBe(200);
  expect(
    (await fetch(`${server.url}${path}`, { headers: { Authorization: `Bearer ${token.slice(0, -1)}` } })).status,
  ).toBe(401);
  for (const again of [() => first.close(), async () => {}]) {
    await again();
    server.ownWorld('mine');
    const own = await tokenOf(first.url);
    expect([await status(token), await status(own), own === token]).toEqual([401, 200, false]);
  }
});

test('the same requests get the same secrets, also after the same beginnings', async () => {
  const all = [];
  for (let count = 0; count < 2; count++) {
    const simulator = await service({ events: 100 });
    const before = await holder(simulator);
    await control(simulator.url, 'POST', '/reset', {});
    all.push([before.secrets, (await holder(simulator)).secrets]);
  }
  expect(all[0]).toEqual(all[1]);
});

test('a CSRF token from before a reset proves nothing', async () => {
  const simulator = await service({ events: 100 });
  const { sessionKey } = await logIn(simulator);
  await control(simulator.url, 'POST', '/reset', {});
  const { cookie, sessionKey: own } = await logIn(simulator);
  const search = '/events/v1/aggregated/search';
  const statusWith = async (key: string): Promise<number> => {
    const token = await csrfToken(key, { url: simulator.url + search, timestamp: Date.now() });
    const headers = { ...cookie, 'Argus-CSRF-Token': token };
    return (await simulator.ask(search, { key: null, headers, body: { startTimestamp: 0 } })).status;
  };
  expect([await statusWith(sessionKey), await statusWith(own)]).toEqual([403, 200]);
});

test('cookies over TLS are for TLS alone', async () => {
  const plain = await service({ events: 10 });
  const proxied = await service({ events: 10, trustProxy: true });
  const cookiesOf = async ({ ask }: Service, headers: Record<string, string>): Promise<readonly string[]> =>
    (
      await ask('/authentication/v1/password/authentication', {
        key: null,
        headers,
        body: { userName: 'all-access', password: 'all-access-password' },
      })
    ).headers.getSetCookie();
  const https = { 'X-Forwarded-Proto': 'https' };
  for (const cookie of await cookiesOf(proxied, https)) expect(cookie).toMatch(/; Secure(;|$)/);
  for (const cookie of [...(await cookiesOf(plain, https)), ...(await cookiesOf(proxied, {}))])
    expect(cookie).not.toContain('Secure');
});
