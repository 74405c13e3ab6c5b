/** Codings: gzip for whoever asks for it and from whoever sends it, the same answer either way. */
import { request } from 'node:http';
import { gunzipSync, gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { wishOf } from '../../src/http/coding.ts';
import { fullKey, service, type Service } from '../support/service.ts';

const shared = service.held({ events: 600 });
const page = '/events/v1/aggregated?startTimestamp=0&limit=25';

interface Given {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body: Buffer;
}

interface Sent {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array;
}

/** An answer as it is on the wire, which fetch would unpack. */
const wire = ({ url }: Service, path: string, { method = 'GET', headers = {}, body }: Sent = {}): Promise<Given> =>
  new Promise((resolve, reject) => {
    const sent = request(url + path, { method, headers: { 'Argus-API-Key': fullKey, ...headers } }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('end', () =>
        resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: Buffer.concat(chunks) }),
      );
    });
    sent.on('error', reject).end(body);
  });

const gzip = { 'Accept-Encoding': 'gzip' };

test('who asks for gzip gets the same answer in it, and caches are told', async () => {
  const given = await shared;
  const plain = await wire(given, page);
  const packed = await wire(given, page, { headers: gzip });
  expect(packed.headers).toMatchObject({ 'content-encoding': 'gzip', vary: 'Accept-Encoding' });
  expect(Number(packed.headers['content-length'])).toBe(packed.body.length);
  expect(packed.body.length).toBeLessThan(plain.body.length / 3);
  expect(gunzipSync(packed.body).equals(plain.body)).toBe(true);
});

test('who does not ask gets bytes and headers as ever', async () => {
  const { headers } = await wire(await shared, page);
  expect([headers['content-encoding'], headers['vary']]).toEqual([undefined, undefined]);
});

test('the same answer is the same bytes each time, kept or not', async () => {
  const given = await shared;
  const asked = Array.from({ length: 4 }, () => wire(given, page, { headers: gzip }));
  const [first, ...others] = (await Promise.all(asked)).map(({ body }) => body.toString('hex'));
  expect(new Set(others)).toEqual(new Set([first]));
});

test('a long list is packed while it is written', async () => {
  const given = await shared;
  const all = '/events/v1/aggregated?startTimestamp=0&limit=0';
  const [plain, packed] = [await wire(given, all), await wire(given, all, { headers: gzip })];
  expect(packed.headers).toMatchObject({ 'content-encoding': 'gzip', 'transfer-encoding': 'chunked' });
  expect(gunzipSync(packed.body).equals(plain.body)).toBe(true);
});

test('HEAD says what GET would', async () => {
  const given = await shared;
  const [{ headers }, head] = [
    await wire(given, page, { headers: gzip }),
    await wire(given, page, { method: 'HEAD', headers: gzip }),
  ];
  expect(head.body.length).toBe(0);
  for (const name of ['content-encoding', 'content-length', 'content-type', 'vary'])
    expect(head.headers[name]).toBe(headers[name]);
});

test('what is short goes as it is, unless nothing else is taken', async () => {
  const given = await shared;
  const short = '/currentuser/v1/user';
  expect((await wire(given, short, { headers: gzip })).headers['content-encoding']).toBeUndefined();
  const only = await wire(given, short, { headers: { 'Accept-Encoding': 'gzip, identity;q=0' } });
  expect(only.headers['content-encoding']).toBe('gzip');
});

test('what a fault cuts, or slows down, goes as it is', async () => {
  const given = await shared;
  const headers = { ...gzip, 'X-Siem-Sim-Fault': 'slow=1000000' };
  expect((await wire(given, page, { headers })).headers['content-encoding']).toBeUndefined();
});

test.each([
  [undefined, false],
  ['', false],
  ['gzip', true],
  ['GZIP', true],
  ['x-gzip', true],
  ['deflate, gzip;q=0.5', true],
  ['gzip;q=0', false],
  ['gzip;q=0.0, *', false],
  ['*', true],
  ['*;q=0', false],
  ['identity', false],
  ['identity, gzip;q=0.5', false],
  ['identity;q=0.5, gzip', true],
  ['br', false],
  ['gzip;q=nonsense', false],
])('a wish of %s is read as the standard has it', (header, isWished) => {
  expect(wishOf(header).gzip).toBe(isWished);
});

const criteria = Buffer.from('{"startTimestamp":0,"limit":3}');
const search = '/events/v1/aggregated/search';
const json = { 'Content-Type': 'application/json' };

test('a body may come in gzip', async () => {
  const given = await shared;
  const plain = await wire(given, search, { method: 'POST', headers: json, body: criteria });
  const headers = { ...json, 'Content-Encoding': 'gzip' };
  const packed = await wire(given, search, { method: 'POST', headers, body: gzipSync(criteria) });
  expect([packed.status, packed.body.equals(plain.body)]).toEqual([200, true]);
});

test('what is no gzip though it says so is malformed', async () => {
  const headers = { ...json, 'Content-Encoding': 'gzip' };
  const broken = [criteria, gzipSync(criteria).subarray(0, 20)];
  for (const body of broken)
    expect((await wire(await shared, search, { method: 'POST', headers, body })).status).toBe(400);
});

test('a body that is small only while it is packed is too large', async () => {
  const given = await shared;
  const bomb = gzipSync(Buffer.alloc(50_000_000, ' '));
  const headers = { ...json, 'Content-Encoding': 'gzip' };
  const { status } = await wire(given, search, { method: 'POST', headers, body: bomb });
  expect(status).toBe(413);
  const metrics = await (await fetch(`${given.url}/_sim/metrics`)).text();
  expect(/^siem_sim_body_bytes (\d+)$/m.exec(metrics)?.[1]).toBe('0');
});

test.each(['br', 'deflate', 'gzip, gzip', 'nonsense'])(
  'a body in %s is refused in the product’s words',
  async (coding) => {
    const headers = { ...json, 'Content-Encoding': coding };
    const {
      status,
      headers: told,
      body,
    } = await wire(await shared, search, { method: 'POST', headers, body: criteria });
    expect([status, told['accept-encoding']]).toEqual([415, 'gzip']);
    expect(JSON.parse(body.toString())).toMatchObject({
      responseCode: 415,
      messages: [{ messageTemplate: 'unsupported.content.encoding' }],
    });
  },
);
