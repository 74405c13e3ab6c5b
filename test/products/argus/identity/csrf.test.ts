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

test('reads with a session cookie need no token, searches by POST among them', async () => {
  const { ask, session } = await writer();
  const headers = session.cookie;
  expect((await ask('/events/v1/aggregated?limit=1', { key: null, headers })).status).toBe(200);
  expect(
    (await ask('/events/v1/aggregated/search', { key: null, headers, body: { startTimestamp: 0, limit: 1 } })).status,
  ).toBe(200);
  expect((await ask('/events/v1/aggregated', { key: null, method: 'PUT', headers, body: {} })).status).toBe(403);
});
