import { expect, test, vi } from 'vitest';
import { service } from '../../../support/service.ts';
import { csrfToken, demoKey, logIn, password, signed } from './client.ts';

const secret = 'correct-horse-battery';
const logInPath = '/authentication/v1/password/authentication';

test.each([
  ['of a wrong type', { userName: 'x', password: [secret] }],
  ['too long', { userName: 'x', password: secret.repeat(50) }],
  ['in the wrong place', { userName: { password: secret, tokenCode: secret }, password: 'x' }],
  ['under another name', { userName: 'x', password: 'x', pass: secret }],
  ['with a wrong name', { userName: 'x', password: secret }],
])('a password %s does not come back in the refusal', async (_, body) => {
  const { ask } = await service();
  const { status, text } = await ask(logInPath, { key: null, body });
  expect(status).toBeGreaterThanOrEqual(400);
  expect(text).not.toContain(secret);
});

test('a body that is no JSON does not come back in the refusal', async () => {
  const { ask } = await service();
  const { status, text } = await ask(logInPath, { key: null, text: `{"password":"${secret}"` });
  expect([status, text.includes(secret)]).toEqual([400, false]);
});

test('nothing secret is in the OpenAPI document, in health, or on the console', async () => {
  const printed: unknown[] = [];
  const spies = (['log', 'error', 'warn', 'info'] as const).map((name) =>
    vi.spyOn(console, name).mockImplementation((...given) => void printed.push(...given)),
  );
  const simulator = await service();
  const { token, sessionKey, cookie } = await logIn(simulator);
  const path = '/authentication/v1/session/cache';
  const headers = await signed(simulator.url + path);
  await simulator.ask(path, {
    key: null,
    method: 'DELETE',
    headers: { ...cookie, 'Argus-CSRF-Token': csrfToken(sessionKey, { url: 'http://x' }) },
  });
  await simulator.ask(path, { key: null, method: 'DELETE', headers });
  await simulator.ask(logInPath, { key: null, body: { ...password, password: secret } });
  const texts = [
    (await simulator.ask('/openapi.json', { key: null })).text,
    (await simulator.ask('/health', { key: null })).text,
    printed.map(String).join('\n'),
  ];
  spies.forEach((spy) => spy.mockRestore());
  const pem = demoKey.export({ type: 'pkcs8', format: 'pem' }) as string;
  const secrets = [
    secret,
    password.password,
    token,
    sessionKey,
    headers['Argus-Signature'] ?? '',
    'JBSWY3DPEHPK3PXP',
    pem.split('\n')[1] ?? '',
  ];
  for (const text of texts) for (const one of secrets) expect(text).not.toContain(one);
});

test('the OpenAPI document says how to authenticate, and which operations need no caller', async () => {
  const { ask } = await service();
  const document = JSON.parse((await ask('/openapi.json', { key: null })).text);
  expect(Object.keys(document.components.securitySchemes)).toEqual(
    expect.arrayContaining(['apiKey', 'signature', 'session', 'cookie']),
  );
  expect(document.paths[logInPath].post.security).toEqual([]);
  expect(document.paths['/authentication/v1/apikey'].get.security).toEqual(expect.arrayContaining([{ session: [] }]));
});

test('the journal blots out what shows and proves passwords and one-time codes', async () => {
  const simulator = await service();
  const { bearer: headers } = await logIn(simulator);
  const made = await simulator.ask('/authentication/v1/totp', {
    key: null,
    headers,
    body: { password: password.password },
  });
  const { seedBase32, seedBase64, cookie } = made.data;
  const write = (path: string, body: object) =>
    simulator.ask(`/authentication/v1/${path}`, { key: null, method: 'PUT', headers, body });
  await write('totp', { cookie, verificationCode: '918273' });
  await write('password', { oldPassword: 'no-such-old-one', newPassword: secret });
  const journal = JSON.stringify(simulator.journal.entries());
  expect(journal).toContain('/authentication/v1/totp');
  for (const one of [seedBase32, seedBase64, cookie, '918273', 'no-such-old-one', secret, password.password])
    expect(journal).not.toContain(one);
});
