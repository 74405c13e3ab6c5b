import { expect, test } from 'vitest';
import { service } from '../../../support/service.ts';
import { csrfToken, logIn } from './client.ts';

const path = '/authentication/v1/session/cache';

async function writer() {
  const simulator = await service();
  const session = await logIn(simulator);
  const url = simulator.url + path;
  const write = async (token: string | null, headers: Readonly<Record<string, string>> = session.cookie) => {
    const csrf = token === null ? {} : { 'Argus-CSRF-Token': token };
    const { status, messages } = await simulator.ask(path, {
      key: null,
      method: 'DELETE',
      headers: { ...headers, ...csrf },
    });
    return status === 200 ? status : messages[0]?.message;
  };
  return { ...simulator, session, url, write };
}

test('a write with a session cookie needs a token, one with a bearer token or a key does not', async () => {
  const { write, session } = await writer();
  expect(await write(null)).toBe('CSRF token is missing');
  expect(await write(null, session.bearer)).toBe(200);
  expect(await write(null, { 'Argus-API-Key': '1/2/mysecretapikey' })).toBe(200);
});

test.each([true, false])('a token is good with its padding kept: %s', async (padding) => {
  const { write, session, url } = await writer();
  expect(await write(csrfToken(session.sessionKey, { url }, { padding }))).toBe(200);
});

test('the query is no part of the URL that a token is for, and letter case of the host does not matter', async () => {
  const { write, session, url } = await writer();
  for (const same of [`${url}?a=b`, `${url}#c`, url.replace('http:', 'https:'), url.replace('http:', 'HTTP:')]) {
    expect(await write(csrfToken(session.sessionKey, { url: same }))).toBe(200);
  }
});

test('a token is for one URL', async () => {
  const { write, session, url } = await writer();
  for (const other of [`${url}/x`, url.replace('127.0.0.1', '127.0.0.2'), path, 'ftp://x', '']) {
    expect(await write(csrfToken(session.sessionKey, { url: other }))).toBe('CSRF token is for another URL');
  }
});

test('a token is for its time', async () => {
  const { write, session, url } = await writer();
  for (const timestamp of [Date.now() - 7_300_000, Date.now() + 7_300_000, String(Date.now()), null]) {
    expect(await write(csrfToken(session.sessionKey, { url, timestamp }))).toBe('CSRF token is outside of its time');
  }
  expect(await write(csrfToken(session.sessionKey, { url, timestamp: Date.now() - 7_000_000 }))).toBe(200);
});

test('a token of another key, of another algorithm, or damaged is no token', async () => {
  const { write, session, url, ask } = await writer();
  const other = await logIn({ ask });
  const good = csrfToken(session.sessionKey, { url });
  const [header, payload, mac] = good.split('.');
  const bad = [
    csrfToken(other.sessionKey, { url }),
    csrfToken(session.sessionKey, { url }, { alg: 'none' }),
    `${header}.${payload}.`,
    `${header}.${payload}`,
    `${header}.${payload}x.${mac}`,
    `${good}.${mac}`,
    '..',
    'x',
  ];
  for (const token of bad) expect(await write(token)).toBe('CSRF token is invalid');
});

test('whatever is no GET needs a token, searches by POST among them', async () => {
  const { ask, session, url: origin } = await writer();
  const search = async (at: string, token?: string) => {
    const proof = token === undefined ? {} : { 'Argus-CSRF-Token': token };
    const headers = { ...session.cookie, ...proof };
    return (await ask(at, { key: null, headers, body: { startTimestamp: 0, limit: 1 } })).status;
  };
  const root = origin.slice(0, -path.length);
  for (const each of ['/events/v1/aggregated/search', '/events/v2/event/search', '/cases/v2/case/search']) {
    expect([each, await search(each)]).toEqual([each, 403]);
    expect([each, await search(each, csrfToken(session.sessionKey, { url: root + each }))]).toEqual([each, 200]);
  }
  expect(
    (await ask('/events/v1/aggregated', { key: null, method: 'PUT', headers: session.cookie, body: {} })).status,
  ).toBe(403);
});

test('a GET needs no token, and one that it sends must be right', async () => {
  const { ask, session, url: origin } = await writer();
  const each = '/events/v1/aggregated';
  const get = async (proof: Readonly<Record<string, string>>) =>
    (await ask(`${each}?limit=1`, { key: null, headers: { ...session.cookie, ...proof } })).status;
  const url = origin.slice(0, -path.length) + each;
  expect(await get({})).toBe(200);
  expect(await get({ 'Argus-CSRF-Token': csrfToken(session.sessionKey, { url }) })).toBe(200);
  expect(await get({ 'Argus-CSRF-Token': 'x' })).toBe(403);
});
