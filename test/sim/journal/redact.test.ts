import { expect, test } from 'vitest';
import { callerName, redacted, redactedText } from '../../../src/sim/journal/redact.ts';

const secret = 'correct-horse';

test.each([
  { password: secret },
  { nested: [{ tokenCode: secret, deep: { Authorization: secret } }] },
  { sessionKey: secret, apiKeyString: secret, requestCredentialsData: secret },
])('secrets of a body are blotted out: %o', (body) => {
  const shown = JSON.stringify(redacted({ ...body, userName: 'somebody' }));
  expect(shown).not.toContain(secret);
  expect(shown).toContain('somebody');
});

test.each([
  `{"userName":"x","password":"${secret}","mode":"a"}`,
  `{"password" : "${secret}`,
  `{"a":1,"password":"quoted \\" ${secret}`,
  `grant_type=client_credentials&client_secret=${secret}&x=1`,
  `password=${secret}`,
])('secrets of a text that is no whole JSON are blotted out: %s', (text) => {
  expect(redactedText(text)).not.toContain(secret);
  expect(redactedText(text)).toContain('[redacted]');
});

test('what is no secret stays', () => {
  expect(redacted({ severity: ['high'], limit: 25 })).toEqual({ severity: ['high'], limit: 25 });
  expect(redactedText('limit=25&sort=-timestamp')).toBe('limit=25&sort=-timestamp');
});

test('a hostile text is looked through in time that grows with its length', () => {
  const text = `{"${'a"'.repeat(8000)}`;
  expect(redactedText(text).length).toBeGreaterThan(0);
});

test('callers are named without the address that they call from', () => {
  expect([callerName('1/2@127.0.0.1'), callerName('signature a@b/1@::1'), callerName('session 3')]).toEqual([
    '1/2',
    'signature a@b/1',
    'session 3',
  ]);
});
