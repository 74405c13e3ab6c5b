import { expect, test } from 'vitest';
import { codeAt, stepOf } from '../../../../src/products/argus/identity/log-in/totp.ts';
import { violations } from '../../../../src/kernel/schema.ts';
import { service } from '../../../support/service.ts';
import { password, sessionOf } from './client.ts';

const seed = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP';
const current = '/authentication/v1/totp/authentication';

test('codes are those of RFC 6238, appendix B, cut to six digits', () => {
  const rfc = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
  const vectors = [
    [59, '287082'],
    [1111111109, '081804'],
    [1111111111, '050471'],
    [1234567890, '005924'],
    [2000000000, '279037'],
    [20000000000, '353130'],
  ] as const;
  for (const [seconds, code] of vectors) expect(codeAt(rfc, seconds * 1000)).toBe(code);
  expect(stepOf(rfc, '287082', 59_000)).toBe(1);
  expect(stepOf(rfc, '287082', 59_000 + 30_000)).toBe(1);
  expect(stepOf(rfc, '287082', 59_000 + 60_000)).toBe(null);
});

test.each([current, '/authentication/v1/totp/authenticate'])(
  'a password and a code begin a session at %s',
  async (path) => {
    let now = 1_800_000_000_000;
    const { ask } = await service({ clientClock: { now: () => now } });
    const { status, data } = await ask(path, { key: null, body: { ...password, tokenCode: codeAt(seed, now) } });
    expect(status).toBe(200);
    const session = await ask('/authentication/v1/session', { key: null, headers: sessionOf(data).bearer });
    expect(session.data).toMatchObject({ authenticationMethod: 'TOTP', securityLevel: 'DEFAULT' });
    now += 30_000;
    expect((await ask(path, { key: null, body: { ...password, tokenCode: codeAt(seed, now) } })).status).toBe(200);
  },
);

test('a code works once: the second time it is challenged', async () => {
  const now = 1_800_000_000_000;
  const { ask } = await service({ clientClock: { now: () => now } });
  const body = { ...password, tokenCode: codeAt(seed, now) };
  expect((await ask(current, { key: null, body })).status).toBe(200);
  const again = await ask(current, { key: null, body });
  expect([again.status, again.headers.get('set-cookie')]).toEqual([206, null]);
  expect(violations('argus/challenge.schema.json', again.data)).toEqual([]);
  const older = { ...password, tokenCode: codeAt(seed, now - 30_000) };
  expect((await ask(current, { key: null, body: older })).status).toBe(206);
});

test('a wrong code, an old code, and a user without a generator are refused alike', async () => {
  const now = 1_800_000_000_000;
  const { ask } = await service({ clientClock: { now: () => now } });
  const bodies = [
    { ...password, tokenCode: '000000' },
    { ...password, tokenCode: codeAt(seed, now - 120_000) },
    { ...password, password: 'wrong-password', tokenCode: codeAt(seed, now) },
    { userName: 'bank-reader', password: 'bank-reader-password', tokenCode: codeAt(seed, now) },
  ];
  for (const body of bodies) {
    const answer = await ask(current, { key: null, body });
    expect([answer.status, answer.messages[0]?.message]).toEqual([401, 'Authentication failed']);
  }
  expect((await ask(current, { key: null, body: password })).status).toBe(412);
});
