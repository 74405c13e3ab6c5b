import { createPrivateKey, createPublicKey, generateKeyPairSync } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { UserError } from '../../../../src/index.ts';
import { service } from '../../../support/service.ts';
import { signed, type Signing } from './client.ts';

const path = '/authentication/v1/session';
const pemOf = (key: Parameters<typeof createPublicKey>[0]): string =>
  createPublicKey(key).export({ type: 'spki', format: 'pem' }) as string;
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
const stranger = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;

async function signer(clientClock?: { readonly now: () => number }) {
  const simulator = await service(clientClock === undefined ? {} : { clientClock });
  const uri = simulator.url + path;
  const send = async (headers: Readonly<Record<string, string>>, at = path) => {
    const { status, messages, data } = await simulator.ask(at, { key: null, headers });
    return status === 200 ? (data.authenticationMethod ?? status) : `${status} ${messages[0]?.message}`;
  };
  return { ...simulator, uri, send, sign: (given?: Signing) => signed(uri, given) };
}

test('a signed request is known, at a higher security level than a key', async () => {
  const { ask, sign, send, url } = await signer();
  expect((await ask(path, { key: null, headers: await sign() })).data).toMatchObject({
    authenticationMethod: 'SIGNATURE',
    securityLevel: 'DEFAULT',
    sessionKey: null,
  });
  expect(await send(await signed(`${url}/authentication/v1/apikey`), '/authentication/v1/apikey')).toBe(200);
});

test('the query is no part of what is signed', async () => {
  const { uri, send } = await signer();
  expect(await send(await signed(`${uri}?domain=1`))).toBe('SIGNATURE');
  expect(await send(await signed(uri), `${path}?domain=mnemonic`)).toBe('SIGNATURE');
});

test('an RSA key that is added signs with RS256', async () => {
  const { addPublicKey, sign, send } = await signer();
  const id = await addPublicKey({ user: 'bank-reader', pem: pemOf(rsa as never) });
  expect(id).toBe('MNEMONIC/bank-reader/1');
  expect(await send(await sign({ id, key: rsa, alg: 'RS256' }))).toBe('SIGNATURE');
  expect(await addPublicKey({ user: '2', pem: pemOf(stranger as never) })).toBe('MNEMONIC/bank-reader/2');
});

test.each<[string, Signing, string]>([
  ['an unknown key', { id: 'MNEMONIC/all-access/99' }, 'Unknown signature key'],
  ['a key of an unknown user', { id: 'MNEMONIC/nobody/0' }, 'Unknown signature key'],
  ['a key of another domain', { id: 'ELSEWHERE/all-access/0' }, 'Unknown signature key'],
  ['a key of another network', { id: 'MNEMONIC/all-access/4' }, 'Signature key is not valid from this source address'],
  ['a signature by somebody else', { key: stranger }, 'Signature does not match'],
  [
    'the wrong algorithm',
    { key: rsa, alg: 'RS256' },
    'Signature algorithm must be ES256 for an EC key or RS256 for an RSA key',
  ],
  ['no uri', { claims: { uri: undefined } }, 'Signature lacks the claim uri'],
  ['no timestamp', { claims: { timestamp: undefined } }, 'Signature lacks the claim timestamp'],
  ['no nonce', { claims: { nonce: null } }, 'Signature lacks the claim nonce'],
  [
    'another uri',
    { claims: { uri: 'http://127.0.0.1/authentication/v1/session' } },
    'Claim uri is not the URI of this request',
  ],
  ['a path for a uri', { claims: { uri: path } }, 'Claim uri is not the URI of this request'],
  ['a number for a uri', { claims: { uri: 1 } }, 'Claim uri is not the URI of this request'],
  ['text for a timestamp', { claims: { timestamp: 'now' } }, 'Claim timestamp is not a number of milliseconds'],
  [
    'seconds for a timestamp',
    { claims: { timestamp: Math.floor(Date.now() / 1000) } },
    'Clock of the client is more than two hours off',
  ],
  ['an empty nonce', { claims: { nonce: '' } }, 'Claim nonce is not a random text of 1 to 256 characters'],
  ['a long nonce', { claims: { nonce: 'x'.repeat(257) } }, 'Claim nonce is not a random text of 1 to 256 characters'],
])('%s is refused in its own words', async (_, given, message) => {
  const { sign, send } = await signer();
  expect(await send(await sign(given))).toBe(`401 ${message}`);
});

test('what is no token is malformed', async () => {
  const { sign, send } = await signer();
  const good = (await sign())['Argus-Signature'] ?? '';
  const [id, token = ''] = good.split(':');
  const [header, payload] = token.split('.');
  for (const bad of ['x', `${id}:`, `${id}:x.y.z`, `${id}:${header}`, `${id}:${'x'.repeat(9000)}`]) {
    expect(await send({ 'Argus-Signature': bad })).toBe('401 Signature is malformed');
  }
  const none = Buffer.from('{"alg":"none"}').toString('base64url');
  expect(await send({ 'Argus-Signature': `${id}:${none}.${payload}.` })).toMatch(/algorithm must be/);
  expect(await send({ 'Argus-Signature': `${id}:${header}.${payload}.` })).toBe('401 Signature does not match');
});

test('a signature is for one request', async () => {
  const { sign, send } = await signer();
  const once = await sign();
  expect(await send(once)).toBe('SIGNATURE');
  expect(await send(once)).toBe('401 Nonce has been used before');
  const nonce = 'the same text';
  expect(await send(await sign({ claims: { nonce } }))).toBe('SIGNATURE');
  expect(await send(await sign({ claims: { nonce } }))).toBe('401 Nonce has been used before');
  expect(await send(await sign({ id: 'MNEMONIC/all-access/1', claims: { nonce } }))).toBe('SIGNATURE');
});

test('of requests that carry one signature at once, one is let in', async () => {
  const { sign, send } = await signer();
  const once = await sign();
  const answers = await Promise.all(Array.from({ length: 20 }, () => send(once)));
  expect(answers.filter((answer) => answer === 'SIGNATURE')).toHaveLength(1);
  expect(answers.filter((answer) => answer === '401 Nonce has been used before')).toHaveLength(19);
});

test('a signed request with a body is heard out', async () => {
  const { ask, url } = await signer();
  const search = '/events/v1/aggregated/search';
  const headers = await signed(url + search);
  const body = { startTimestamp: 0, limit: 1, customer: Array.from({ length: 1000 }, (_, index) => index + 1) };
  expect((await ask(search, { key: null, headers, body: { ...body, exclude: false } })).status).toBe(403);
  expect(
    (await ask(search, { key: null, headers: await signed(url + search), body: { startTimestamp: 0, limit: 1 } }))
      .status,
  ).toBe(200);
});

test.each([-7_199_000, 7_199_000])('a clock may be off by less than two hours: %i ms', async (skew) => {
  const { sign, send } = await signer();
  expect(await send(await sign({ claims: { timestamp: Date.now() + skew } }))).toBe('SIGNATURE');
  expect(await send(await sign({ claims: { timestamp: Date.now() + skew } }))).toBe('SIGNATURE');
});

test.each([-7_201_000, 7_260_000])('a clock may not be off by more: %i ms', async (skew) => {
  const { sign, send } = await signer();
  expect(await send(await sign({ claims: { timestamp: Date.now() + skew } }))).toBe(
    '401 Clock of the client is more than two hours off',
  );
});

test('a client is held to the skew of its first request, until it has rested for two hours', async () => {
  let now = 1_800_000_000_000;
  const { sign, send } = await signer({ now: () => now });
  const at = async (skew: number) => send(await sign({ claims: { timestamp: now + skew } }));
  expect(await at(600_000)).toBe('SIGNATURE');
  expect(await at(659_000)).toBe('SIGNATURE');
  expect(await at(0)).toBe('401 Clock of the client has jumped since its earlier requests');
  expect(await at(661_000)).toBe('401 Clock of the client has jumped since its earlier requests');
  expect(await send(await sign({ id: 'MNEMONIC/all-access/1', claims: { timestamp: now } }))).toBe('SIGNATURE');
  now += 7_100_000;
  expect(await at(600_000)).toBe('SIGNATURE');
  now += 7_300_000;
  expect(await at(0)).toBe('SIGNATURE');
});

test('a key is narrowed to its functions, its customers, or to reading', async () => {
  const { url, ask } = await signer();
  const get = async (id: string, at: string) => ask(at, { key: null, headers: await signed(url + at, { id }) });
  expect((await get('MNEMONIC/all-access/2', '/events/v1/aggregated')).status).toBe(403);
  expect((await get('MNEMONIC/all-access/2', '/customers/v2/customer')).status).toBe(200);
  const bank = await get('MNEMONIC/all-access/3', '/customers/v2/customer');
  expect(bank.data.map((node: any) => node.shortName)).toEqual(['bank', 'norway', 'private-sector']);
  expect((await get('MNEMONIC/all-access/1', path)).data.readOnly).toBe(true);
  const put = await ask('/events/v1/aggregated', {
    key: null,
    method: 'PUT',
    headers: await signed(`${url}/events/v1/aggregated`, { id: 'MNEMONIC/all-access/1' }),
    body: { eventIdentifiers: ['AGGR/1/1/x'], update: {} },
  });
  expect([put.status, put.messages[0]?.message]).toEqual([403, 'Session is read-only']);
});

test('keys that could not be used are not taken', async () => {
  const { addPublicKey } = await signer();
  const weak = generateKeyPairSync('rsa', { modulusLength: 1024 }).publicKey.export({
    type: 'spki',
    format: 'pem',
  }) as string;
  const p384 = generateKeyPairSync('ec', { namedCurve: 'P-384' }).publicKey.export({
    type: 'spki',
    format: 'pem',
  }) as string;
  for (const pem of ['x', weak, p384])
    await expect(addPublicKey({ user: 'all-access', pem })).rejects.toThrow(UserError);
  const pem = pemOf(rsa as never);
  await expect(addPublicKey({ user: 'nobody', pem })).rejects.toThrow(UserError);
  await expect(addPublicKey({ user: 'all-access', pem, customers: ['nobody'] })).rejects.toThrow(UserError);
  await expect(addPublicKey({ user: 'all-access', pem, sources: ['nowhere'] })).rejects.toThrow(UserError);
});

test('the shipped private key belongs to the public keys of the default scenario', async () => {
  const { world } = await signer();
  const shipped = createPrivateKey(
    readFileSync(new URL('../../../../scenarios/demo-signing-key.pem', import.meta.url)),
  );
  expect(world.accounts[0]?.credentials.publicKeys[0]?.pem).toBe(pemOf(shipped as never));
});
