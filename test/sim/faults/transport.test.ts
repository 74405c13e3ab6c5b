/** What a fault does to a request: nothing is done, or the answer is late, slow, cut or broken. */
import { test, expect } from 'vitest';
import { violations } from '../../../src/kernel/schema.ts';
import type { Fault } from '../../../src/sim/faults/faults.ts';
import { faulty, type Faulty, type Heard } from '../../support/faulty.ts';
import { setting } from '../../support/hooked.ts';
import { expectEnvelope, fullKey } from '../../support/service.ts';

type Name = 'argus' | 'usm';

const lists: Readonly<Record<Name, string>> = { argus: '/events/v1/aggregated?limit=3', usm: '/api/2.0/alarms?size=3' };
const ask = (given: Faulty, product: Name, path = lists[product]): Promise<Heard> => given[product](path);

const fault = (product: Name, effect: Fault['effect'], match: Fault['match'] = {}): Fault => ({
  match: { product, ...match },
  effect,
});

test.each(['argus', 'usm'] as const)('an error of %s keeps what was asked from being done', async (product) => {
  const given = await faulty();
  const paths = { argus: await assessPath(given), usm: await labelPath(given) };
  const write = (): Promise<Heard> =>
    given[product](paths[product], { method: 'PUT', ...(product === 'argus' && { body: { comment: 'seen' } }) });
  const before = given.version();
  given.faults.add({ id: 'down', ...fault(product, { error: 503 }) });
  expect([(await write()).status, given.version()]).toEqual([503, before]);
  given.faults.remove('down');
  expect((await write()).status).toBe(200);
  expect(given.version()).not.toBe(before);
});

const assessPath = async ({ argus }: Faulty): Promise<string> => {
  const { body } = await argus('/events/v2/event?limit=1&type=aggregated');
  return `/events/v2/event/${body.data[0].id}/assess`;
};

const labelPath = async ({ usm }: Faulty): Promise<string> => {
  const { body } = await usm('/api/2.0/alarms?size=50');
  const alarms = body._embedded.alarms as readonly { uuid: string; alarm_labels?: readonly string[] }[];
  const label = alarms.flatMap(({ alarm_labels: labels = [] }) => labels)[0];
  const bare = alarms.find(({ alarm_labels: labels = [] }) => !labels.includes(label ?? ''));
  return `/api/2.0/alarms/${bare?.uuid}/labels/${label}`;
};

test.each(['argus', 'usm'] as const)('an answer of %s is as late as asked', async (product) => {
  const given = await faulty();
  const whole = await ask(given, product);
  given.faults.add(fault(product, { latency: 120 }));
  const waited = await late(() => ask(given, product));
  expect(waited.result.text).toBe(whole.text);
  expect(waited.isLateBy(120)).toBe(true);
});

/** Runs, and tells whether a timer of so many milliseconds would have been over by then. */
async function late<Result>(run: () => Promise<Result>) {
  const began = performance.now();
  const result = await run();
  const took = performance.now() - began;
  // Timers may be up to a millisecond early.
  return { result, isLateBy: (milliseconds: number) => took >= milliseconds - 1 };
}

test('latencies of several rules are added', async () => {
  const given = await faulty({ rules: [fault('argus', { latency: 60 }), fault('argus', { latency: 70 })] });
  const { isLateBy } = await late(() => ask(given, 'argus'));
  expect(isLateBy(130)).toBe(true);
});

test('an error can be late', async () => {
  const given = await faulty({ rules: [fault('usm', { error: 503, latency: 60 })] });
  const { result, isLateBy } = await late(() => ask(given, 'usm'));
  expect([result.status, isLateBy(60)]).toEqual([503, true]);
});

test.each([
  '/events/v1/aggregated?limit=3',
  '/events/v1/nids?limit=3',
  '/events/v2/event?limit=3',
  '/customers/v2/customer?limit=3',
  '/alarms/v1/alarm?limit=3',
])('the count of %s times out, and all else stays', async (path) => {
  const given = await faulty();
  const whole = await given.argus(path);
  given.faults.add(fault('argus', { count: -1 }));
  const heard = await given.argus(path, { headers: { 'Accept-Encoding': 'identity' } });
  expectEnvelope(200, heard.body);
  expect(whole.body.count).toBeGreaterThan(0);
  expect(heard.body).toEqual({ ...whole.body, count: -1 });
  expect(Number(heard.headers.get('content-length'))).toBe(Buffer.byteLength(heard.text));
});

test('a count that times out leaves single events and CSV alone', async () => {
  const given = await faulty();
  const path = await assessPath(given);
  given.faults.add(fault('argus', { count: -1 }));
  const single = await given.argus(path.replace('/assess', ''));
  expect([single.status, single.body.count]).toEqual([200, 0]);
  const csv = await given.argus('/events/v1/aggregated?limit=3', { headers: { Accept: 'text/csv' } });
  expect([csv.status, csv.text.split('\n').length > 3]).toEqual([200, true]);
});

test.each(['argus', 'usm'] as const)('a connection to %s is cut before the status', async (product) => {
  const given = await faulty({ rules: [fault(product, { cut: 'before' })] });
  await expect(ask(given, product)).rejects.toThrow('fetch failed');
});

test.each([
  ['argus', 'middle'],
  ['usm', 'middle'],
  ['argus', 10],
  ['usm', 10],
] as const)('a connection to %s is cut in the body: %s', async (product, cut) => {
  const given = await faulty();
  const headers = { 'Argus-API-Key': fullKey, Authorization: `Bearer ${await given.token()}` };
  given.faults.add(fault(product, { cut }));
  const response = await fetch(given.url + lists[product], { headers });
  expect(response.status).toBe(200);
  await expect(response.text()).rejects.toThrow('terminated');
});

test('a write is done before its connection is cut', async () => {
  const given = await faulty();
  const path = await assessPath(given);
  const before = given.version();
  given.faults.add(fault('argus', { cut: 'before' }, { method: 'PUT' }));
  const written = given.argus(path, { method: 'PUT', body: { comment: 'done all the same' } });
  await expect(written).rejects.toThrow('fetch failed');
  expect(given.version()).not.toBe(before);
});

test.each(['argus', 'usm'] as const)('a body of %s comes slowly, and whole', async (product) => {
  const given = await faulty();
  const whole = await ask(given, product);
  given.faults.add(fault(product, { pace: whole.text.length * 8 }));
  const { result, isLateBy } = await late(() => ask(given, product));
  expect(result.text).toBe(whole.text);
  expect(isLateBy(100)).toBe(true);
});

test.each([
  ['argus', true],
  ['usm', true],
  ['argus', 7],
  ['usm', 7],
] as const)('the JSON of %s ends too early in an answer that is whole: %s', async (product, truncate) => {
  const given = await faulty();
  const whole = await ask(given, product);
  given.faults.add(fault(product, { truncate }));
  const heard = await ask(given, product);
  const length = truncate === true ? Math.floor(Buffer.byteLength(whole.text) / 2) : truncate;
  expect(heard.status).toBe(200);
  expect(heard.body).toBeUndefined();
  expect(whole.text.startsWith(heard.text.replace(/\uFFFD+$/, ''))).toBe(true);
  expect(Buffer.byteLength(heard.text.replace(/\uFFFD+$/, ''))).toBeLessThanOrEqual(length);
});

test('what is not JSON is not truncated', async () => {
  const given = await faulty();
  const path = '/events/v1/aggregated?limit=2';
  const headers = { Accept: 'text/csv' };
  const whole = await given.argus(path, { headers });
  given.faults.add(fault('argus', { truncate: true }));
  expect((await given.argus(path, { headers })).text).toBe(whole.text);
});

test('in the live dialect, faults come with the headers and chunks of the live product', async () => {
  const given = await faulty({ setting: setting(200, 'live') });
  const whole = await ask(given, 'usm');
  const looks = ({ headers }: Heard): readonly unknown[] =>
    ['content-type', 'transfer-encoding', 'content-length', 'x-frame-options', 'strict-transport-security'].map(
      (name) => headers.get(name),
    );
  expect(looks(whole)).toEqual([
    'application/json;charset=UTF-8',
    'chunked',
    null,
    'DENY',
    'max-age=31536000 ; includeSubDomains',
  ]);
  for (const effect of [{ error: 503 }, { error: 429 }, { truncate: true }, { pace: 1e9 }] as const) {
    given.faults.replace([fault('usm', effect)]);
    const heard = await ask(given, 'usm');
    expect(looks(heard)).toEqual(looks(whole));
    if ('error' in effect) expect(violations('usm/failure.schema.json', heard.body)).toEqual([]);
    if ('truncate' in effect) expect([whole.text.startsWith(heard.text), heard.body]).toEqual([true, undefined]);
  }
  given.faults.replace([fault('usm', { cut: 'middle' })]);
  await expect(ask(given, 'usm')).rejects.toThrow('terminated');
});
