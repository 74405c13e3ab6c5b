/** What is printed holds no secret, and can still be run. */
import { execFileSync } from 'node:child_process';
import { test, expect } from 'vitest';
import { adapters } from '../../src/contract/products/index.ts';
import type { Variables } from '../../src/contract/terms/credentials.ts';
import { curlOf } from '../../src/contract/curl.ts';
import { makeSecrets } from '../../src/contract/terms/secrets.ts';
import type { Sent } from '../../src/contract/terms/exchange.ts';
import { UserError } from '../../src/index.ts';

const credentialsFrom = (given: Variables) => adapters.flatMap(({ callers }) => callers.fromVariables(given));
const variables = {
  ARGUS_API_KEY: '1/2/mysecretapikey',
  ARGUS_API_KEY_READ_ONLY: '1/3/readonlyreadonly',
  USM_CLIENT_ID: 'somebody',
  USM_CLIENT_SECRET: 'correct-horse',
};
const credentials = credentialsFrom(variables);
const sent = (changes: Partial<Sent>): Sent => ({
  method: 'GET',
  url: 'https://api.example/events/v1/aggregated?limit=1',
  headers: {},
  text: null,
  ask: {},
  ...changes,
});

/** What a shell makes of a line, argument by argument. */
const argumentsOf = (line: string): readonly string[] =>
  execFileSync('bash', ['-c', `${line.replace(/^curl/, 'printf "%s\\0"')}`], { env: { ...process.env, ...variables } })
    .toString()
    .split('\0')
    .slice(0, -1);

test('an API key is a variable, and the shell puts it back', () => {
  const line = curlOf(sent({ headers: { 'Argus-API-Key': '1/2/mysecretapikey' } }), makeSecrets({ credentials }));
  expect(line).toContain('"Argus-API-Key: $ARGUS_API_KEY"');
  expect(line).not.toContain('mysecret');
  expect(argumentsOf(line)).toEqual(['-s', '-H', 'Argus-API-Key: 1/2/mysecretapikey', sent({}).url]);
});

test('Basic credentials are two variables', () => {
  const basic = `Basic ${Buffer.from('somebody:correct-horse').toString('base64')}`;
  const line = curlOf(sent({ method: 'POST', headers: { Authorization: basic } }), makeSecrets({ credentials }));
  expect(argumentsOf(line)).toEqual(['-s', '-X', 'POST', '-u', 'somebody:correct-horse', sent({}).url]);
});

test.each([`it's "quoted"`, '$HOME `id` \\n', 'x!y*?', 'æøå 😀'])('a body of %s reaches the shell as it is', (text) => {
  const secrets = makeSecrets({ credentials });
  expect(argumentsOf(curlOf(sent({ method: 'POST', text }), secrets))).toContain(text);
  const mixed = `${text} 1/3/readonlyreadonly`;
  const line = curlOf(sent({ method: 'POST', text: mixed }), secrets);
  expect(line).not.toContain('readonlyreadonly');
  expect(argumentsOf(line)).toContain(mixed);
});

test('a token that came up in the run is hidden from then on', () => {
  const secrets = makeSecrets({ credentials }, adapters);
  secrets.learnFrom({ data: { credentials: { requestCredentialsData: 'abcdefghijklmnopqrstuvwxyz' } } });
  expect(secrets.hide('Bearer abcdefghijklmnopqrstuvwxyz')).toBe('Bearer $ARGUS_SESSION');
});

test('half of a pair is a mistake', () => {
  expect(() => credentialsFrom({ USM_CLIENT_ID: 'somebody' })).toThrow(UserError);
  expect(() => credentialsFrom({ USM_CLIENT_ID: 'somebody' })).toThrow(/USM_CLIENT_SECRET is missing/);
  expect(() => credentialsFrom({ ARGUS_SIGNING_KEY_ID: 'a/b/0', ARGUS_SIGNING_KEY: '-----BEGIN nonsense' })).toThrow(
    /no private key/,
  );
});
