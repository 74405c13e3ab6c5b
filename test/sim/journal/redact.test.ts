import { expect, test } from 'vitest';
import { plugins } from '../../../src/products/index.ts';
import { callerName, redacted, redactedText, secretNames, withoutTokens } from '../../../src/sim/journal/redact.ts';

const isSecret = secretNames(plugins.flatMap(({ secrets }) => secrets));

const secret = 'correct-horse';

test.each([
  { password: secret },
  { nested: [{ tokenCode: secret, deep: { Authorization: secret } }] },
  { sessionKey: secret, apiKeyString: secret, requestCredentialsData: secret },
  { 'Argus-API-Key': secret, argus_api_key: secret, x_api_key: secret, 'filter.password': secret },
  { password: [secret, { a: secret }], apikey: { value: secret } },
  {
    properties: [
      { key: 'password', value: [secret] },
      { name: 'client-secret', value: secret },
    ],
  },
  { text: JSON.stringify({ password: secret, b: JSON.stringify({ token: secret, c: 1 }) }) },
  { url: `https://a.example/x?apikey=${secret}&y=1` },
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
  `a=1;Argus-API-Key=${secret}`,
  `argus%5Fapi%5Fkey=${secret}`,
  `{"cut":"{\\"password\\":\\"${secret}\\",\\"a\\":1}","more":`,
  `{"password":["${secret}","${secret}"],"a":`,
])('secrets of a text that is no whole JSON are blotted out: %s', (text) => {
  expect(redactedText(text, isSecret)).not.toContain(secret);
  expect(redactedText(text, isSecret)).toContain('[redacted]');
});

test('what looks like a token is blotted out wherever it stands, and ids are not', () => {
  const jwt = 'eyJhbGciOiJIUzI1NiJ9.eyJ1c2VyIjoxfQ.c2lnbmF0dXJl';
  const long = 'UKvayu0yBz1c5EK7d7HPEg2JqHa7eYD2cPQKtsylza4';
  for (const token of [jwt, long])
    for (const text of [`/sessions/${token}/ip`, `${token}`, `x ${token} y`])
      expect(withoutTokens(text)).not.toContain(token.slice(0, 20));
  for (const id of [
    'AGGR/1569185283911/2171/6c36deb6-d5e3-461c-bab4-fca397006cb9',
    'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    '/events/v1/AGGR/1569185283911/2171/6c36deb6-d5e3-461c-bab4-fca397006cb9/payload',
  ])
    expect(withoutTokens(id)).toBe(id);
});

test('what is no secret stays', () => {
  expect(redacted({ severity: ['high'], limit: 25 }, isSecret)).toEqual({ severity: ['high'], limit: 25 });
  expect(redactedText('limit=25&sort=-timestamp', isSecret)).toBe('limit=25&sort=-timestamp');
});

test.each([
  `{"${'a"'.repeat(8000)}`,
  '\\'.repeat(16_000),
  '\\"a\\":'.repeat(2000),
  'aA1'.repeat(6000),
  '"a":['.repeat(3000),
])('a hostile text is looked through in time that grows with its length', (text) => {
  expect(redactedText(text, isSecret).length).toBeGreaterThan(0);
});

test('callers are named without the address that they call from', () => {
  expect([callerName('1/2@127.0.0.1'), callerName('signature a@b/1@::1'), callerName('session 3')]).toEqual([
    '1/2',
    'signature a@b/1',
    'session 3',
  ]);
});
