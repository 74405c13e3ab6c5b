/** Refusals that are not the vendor's: pages of a gateway, resets, ports that nobody answers at, other media types. */
import { expect, test } from 'vitest';
import type { Fault } from '../../../src/sim/faults/faults.ts';
import { faulty, type Faulty } from '../../support/faulty.ts';
import { fullKey } from '../../support/service.ts';
import { curl, python } from '../../support/strangers.ts';

type Name = 'argus' | 'usm';
const lists: Readonly<Record<Name, string>> = { argus: '/events/v1/aggregated?limit=3', usm: '/api/2.0/alarms?size=3' };

const fault = (product: Name, effect: Fault['effect'], match: Fault['match'] = {}): Fault => ({
  match: { product, ...match },
  effect,
});

/** Assesses an event, and tells whether it was done. */
async function assess({ argus, version }: Faulty, id: string) {
  const before = version();
  const heard = await argus(`/events/v2/event/${id}/assess`, { method: 'PUT', body: { comment: 'seen' } }).catch(
    () => null,
  );
  return { status: heard?.status ?? 0, isDone: version() !== before };
}

const anyId = async ({ argus }: Faulty): Promise<string> =>
  (await argus('/events/v2/event?limit=1&type=aggregated')).body.data[0].id;

test.each([
  ['argus', 502, 'Bad Gateway'],
  ['argus', 503, 'Service Temporarily Unavailable'],
  ['argus', 504, 'Gateway Time-out'],
  ['argus', 200, 'Maintenance'],
  ['usm', 502, 'Bad Gateway'],
  ['usm', 504, 'Gateway Time-out'],
] as const)('a gateway before %s says %i in HTML', async (product, status, title) => {
  const given = await faulty({ rules: [fault(product, { gateway: status })] });
  const heard = await given[product](lists[product]);
  expect([heard.status, heard.headers.get('content-type')]).toEqual([status, 'text/html; charset=utf-8']);
  expect(heard.text).toContain(`<h1>${status === 200 ? '' : `${status} `}${title}</h1>`);
  expect(heard.body).toBeUndefined();
});

test.each([
  [502, false],
  [503, false],
  [200, false],
  [504, true],
] as const)('behind a gateway that says %i a write was done: %s', async (gateway, isDone) => {
  const given = await faulty();
  const id = await anyId(given);
  given.faults.add({ effect: { gateway } });
  expect(await assess(given, id)).toEqual({ status: gateway, isDone });
});

test('a gateway answers callers that nobody knows, and says when to come again', async () => {
  const given = await faulty({ rules: [{ effect: { gateway: 503, retryAfter: 7 } }] });
  const response = await fetch(given.url + lists.argus);
  expect([response.status, response.headers.get('retry-after')]).toEqual([503, '7']);
});

test('a page of HTML breaks what reads JSON, as Python does', async () => {
  const given = await faulty({ rules: [fault('argus', { gateway: 200 })] });
  const program = `
import json, sys, urllib.request
request = urllib.request.Request(sys.argv[1], headers={'Argus-API-Key': sys.argv[2]})
answer = urllib.request.urlopen(request)
try:
    json.load(answer)
except ValueError as error:
    print(answer.status, answer.headers.get_content_type(), type(error).__name__)
`;
  const { stdout } = await python(program, given.url + lists.argus, fullKey);
  expect(stdout.trim()).toBe('200 text/html JSONDecodeError');
});

test.each(['argus', 'usm'] as const)(
  'a request of %s meets a closed port: curl is reset, and nothing is done',
  async (product) => {
    const given = await faulty({ rules: [fault(product, { closed: true })] });
    const { code, stderr } = await curl(given.url + lists[product]);
    expect([code, stderr]).toEqual([56, expect.stringContaining('Connection reset by peer')]);
  },
);

test('nothing is done while the port is closed, and it opens after so many tries', async () => {
  const given = await faulty();
  const id = await anyId(given);
  given.faults.add({ effect: { closed: true }, times: 2 });
  const tries = [await assess(given, id), await assess(given, id), await assess(given, id)];
  expect(tries).toEqual([
    { status: 0, isDone: false },
    { status: 0, isDone: false },
    { status: 200, isDone: true },
  ]);
});

test('a connection that is reset after a write had it done', async () => {
  const given = await faulty();
  const id = await anyId(given);
  given.faults.add({ match: { method: 'PUT' }, effect: { cut: 'reset' }, times: 1 });
  const before = given.version();
  const { code, stderr } = await curl(
    '-X',
    'PUT',
    '-H',
    `Argus-API-Key: ${fullKey}`,
    '-H',
    'Content-Type: application/json',
    '-d',
    '{"comment":"x"}',
    `${given.url}/events/v2/event/${id}/assess`,
  );
  expect([code, stderr]).toEqual([56, expect.stringContaining('Connection reset by peer')]);
  expect(given.version()).not.toBe(before);
});

test.each(['argus', 'usm'] as const)('an answer of %s says that it is of another type', async (product) => {
  const given = await faulty();
  const whole = await given[product](lists[product]);
  given.faults.add(fault(product, { contentType: 'text/plain; charset=utf-8' }));
  const heard = await given[product](lists[product]);
  expect([heard.headers.get('content-type'), heard.text]).toEqual(['text/plain; charset=utf-8', whole.text]);
});

test('a client that names no coding gets gzip, however short; one that rules it out does not', async () => {
  const given = await faulty({ rules: [{ effect: { gzip: true } }] });
  const ask = (...more: readonly string[]) =>
    curl('-D', '-', '-H', `Argus-API-Key: ${fullKey}`, ...more, `${given.url}/currentuser/v1/user`);
  const packed = (await ask()).stdout;
  expect(packed).toMatch(/content-encoding: gzip/i);
  expect(packed.split('\r\n\r\n')[1]?.slice(0, 2)).toBe('\x1f\x8b');
  const told = await ask('--compressed');
  expect(told.stdout).toMatch(/content-encoding: gzip[^]*\{"responseCode":200/i);
  const plain = await ask('-H', 'Accept-Encoding: identity');
  expect(plain.stdout).not.toMatch(/content-encoding/i);
  expect(plain.stdout).toContain('{"responseCode":200');
});

test('a cut in the midst of gzip leaves what cannot be unpacked', async () => {
  const given = await faulty({ rules: [{ effect: { gzip: true, cut: 'middle' } }] });
  const { code } = await curl('--compressed', '-H', `Argus-API-Key: ${fullKey}`, given.url + lists.argus);
  expect([18, 61]).toContain(code);
});

test('a token past its time is refused with 400, in the words of its 401', async () => {
  const given = await faulty({ rules: [{ effect: { expiredAs: 400 } }] });
  const ask = (headers: Readonly<Record<string, string>>, path: string) => fetch(given.url + path, { headers });
  const usm = await ask({ Authorization: 'Bearer nobody' }, lists.usm);
  expect([usm.status, usm.headers.get('www-authenticate')]).toEqual([400, null]);
  expect(await usm.json()).toMatchObject({ error: 'invalid_token' });
  const argus = await ask({ 'Argus-API-Key': '1/2/nobody' }, lists.argus);
  expect([argus.status, await argus.json()]).toEqual([400, expect.objectContaining({ responseCode: 400 })]);
  expect((await given.argus(lists.argus)).status).toBe(200);
  expect(given.faults.list()).toEqual([expect.objectContaining({ hits: 2 })]);
});

test('a token that is revoked can be refused with 400 from then on', async () => {
  const given = await faulty({
    rules: [{ match: { nth: 2 }, effect: { revoke: true, expiredAs: 400 } }, { effect: { expiredAs: 400 } }],
  });
  const statuses: number[] = [];
  for (let turn = 0; turn < 3; turn++) statuses.push((await given.usm(lists.usm)).status);
  expect(statuses).toEqual([200, 400, 400]);
});
