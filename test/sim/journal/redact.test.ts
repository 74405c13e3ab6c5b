import { expect, test } from 'vitest';
import { plugins } from '../../../src/products/index.ts';
import { callerName, redacted, redactedText, secretNames } from '../../../src/sim/journal/redact.ts';

const isSecret = secretNames(plugins.flatMap(({ secrets }) => secrets));

const secret = 'correct-horse';

test.each([
  { password: secret },
  { nested: [{ tokenCode: secret, deep: { Authorization: secret } }] },
  { sessionKey: secret, apiKeyString: secret, requestCredentialsData: secret },
])('secrets of a body are blotted out: %o', (body) => {
  const shown = JSON.stringify(redacted({ ...body, userName: 'somebody' }, isSecret));
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
  expect(redactedText(text, isSecret)).not.toContain(secret);
  expect(redactedText(text, isSecret)).toContain('[redacted]');
});

test('what is no secret stays', () => {
  expect(redacted({ severity: ['high'], limit: 25 }, isSecret)).toEqual({ severity: ['high'], limit: 25 });
  expect(redactedText('limit=25&sort=-timestamp', isSecret)).toBe('limit=25&sort=-timestamp');
});

test('a hostile text is looked through in time that grows with its length', () => {
  const text = `{"${'a"'.repeat(8000)}`;
  expect(redactedText(text, isSecret).length).toBeGreaterThan(0);
});

test('callers are named without the address that they call from', () => {
  expect([callerName('1/2@127.0.0.1'), callerName('signature a@b/1@::1'), callerName('session 3')]).toEqual([
    '1/2',
    'signature a@b/1',
    'session 3',
  ]);
});
