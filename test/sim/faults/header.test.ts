/** A fault for one request alone, by the header `X-Siem-Sim-Fault`. */
import { test, expect } from 'vitest';
import { effectOf } from '../../../src/sim/faults/shorthand.ts';
import { faulty, type Faulty, type Heard } from '../../support/faulty.ts';
import { expectEnvelope } from '../../support/service.ts';

const list = '/events/v1/aggregated?limit=2';
const withFault = (given: Faulty, header: string, path = list): Promise<Heard> =>
  given.argus(path, { headers: { 'X-Siem-Sim-Fault': header } });

test.each<readonly [string, object]>([
  ['503', { error: 503 }],
  ['error=503', { error: 503 }],
  ['429, retry-after=20', { error: 429, retryAfter: 20 }],
  ['412,field=limit', { error: 412, field: 'limit' }],
  ['latency=200', { latency: 200 }],
  ['latency=200ms', { latency: 200 }],
  ['latency=2s', { latency: 2000 }],
  ['latency=100..500', { latency: { from: 100, to: 500 } }],
  ['latency=100ms..1s', { latency: { from: 100, to: 1000 } }],
  ['count=-1', { count: -1 }],
  ['cut', { cut: 'before' }],
  ['cut=middle', { cut: 'middle' }],
  ['cut=100', { cut: 100 }],
  ['pace=1000', { pace: 1000 }],
  ['truncate', { truncate: true }],
  ['truncate=10', { truncate: 10 }],
  ['stale', { stale: 'write' }],
  ['stale=first', { stale: 'first' }],
  ['duplicate', { duplicate: true }],
  ['revoke', { revoke: true }],
  ['429, retry-after=date:30', { error: 429, retryAfter: 'date:30' }],
  ['503, retry-after=none', { error: 503, retryAfter: 'none' }],
  ['gateway=504', { gateway: 504 }],
  ['closed', { closed: true }],
  ['rate-limit=5', { rateLimit: 5 }],
  ['expired-as=400', { expiredAs: 400 }],
  ['expired-as', { expiredAs: 400 }],
  ['cut=reset', { cut: 'reset' }],
  ['gzip', { gzip: true }],
  ['content-type=text/plain', { contentType: 'text/plain' }],
  ['lag=30', { lag: 30 }],
  ['empty-page', { emptyPage: true }],
  ['unsorted', { unsorted: true }],
  ['clamp=5', { clamp: 5 }],
  ['missing-members', { missingMembers: true }],
  ['missing-members=0.2', { missingMembers: { share: 0.2 } }],
  ['null-lists, text-numbers', { nullLists: true, textNumbers: true }],
  ['wide-numbers=1', { wideNumbers: { share: 1 } }],
  ['unknown-members', { unknownMembers: true }],
  [' 503 , latency=5 ', { error: 503, latency: 5 }],
  ['{"error":503,"latency":{"median":20,"sigma":0.5}}', { error: 503, latency: { median: 20, sigma: 0.5 } }],
])('%s is read', (header, effect) => {
  expect(effectOf(header)).toEqual(effect);
});

test.each<readonly [string, string]>([
  ['', 'must NOT have fewer than 1 properties'],
  ['boom', 'boom is no effect'],
  ['503,503', 'error is said twice'],
  ['503, error=500', 'error is said twice'],
  ['418', 'error must be one of 400'],
  ['latency=soon', 'latency=soon cannot be read'],
  ['missing-members=x', 'missing-members=x cannot be read'],
  ['clamp=0', 'clamp must be >= 1'],
  ['lag=x', 'lag=x cannot be read'],
  ['gateway=500', 'gateway must be one of 200, 502, 503 and 504'],
  ['content-type=Text', 'contentType must be a media type in lower case'],
  ['closed, 503', 'closed and error exclude each other'],
  ['latency=5..', 'latency=5.. cannot be read'],
  ['latency=99999999', 'latency must be 1 to 600000 milliseconds'],
  ['latency=9..8', 'latency.from must not be more than latency.to'],
  ['retry-after=3', 'retryAfter needs error, gateway or rateLimit'],
  ['count=3', 'count must be equal to constant'],
  ['constructor=1', 'constructor=1 is no effect'],
  ['__proto__', '__proto__ is no effect'],
  ['503,count=-1', 'error and count exclude each other'],
  ['{"error":', 'the JSON of the header cannot be read'],
  ['{"eror":503}', 'eror is not known'],
  ['{"effect":{"error":503}}', 'effect is not known'],
  [`x${'y'.repeat(5000)}`, 'is no effect'],
])('%s is a problem that names what is wrong', async (header, detail) => {
  const given = await faulty();
  const { status, headers, body } = await withFault(given, header);
  expect([status, headers.get('content-type')]).toEqual([422, 'application/problem+json']);
  expect(body).toMatchObject({
    type: 'urn:problem-type:siem-sim:bad-fault',
    status: 422,
    detail: expect.stringContaining(detail),
  });
  expect(body.detail.length).toBeLessThan(300);
});

test.each<readonly [string, string]>([
  ['count=-1', 'count: USM Anywhere has no count'],
  ['402', 'error: USM Anywhere gives no 402'],
])('%s of USM Anywhere is a problem', async (header, detail) => {
  const given = await faulty();
  const heard = await given.usm('/api/2.0/alarms', { headers: { 'X-Siem-Sim-Fault': header } });
  expect([heard.status, heard.body.detail]).toEqual([422, expect.stringContaining(detail)]);
});

test('a wish that cannot be understood keeps a write from being done', async () => {
  const given = await faulty();
  const { body } = await given.argus('/events/v2/event?limit=1&type=aggregated');
  const before = given.version();
  const heard = await given.argus(`/events/v2/event/${body.data[0].id}/assess`, {
    method: 'PUT',
    headers: { 'X-Siem-Sim-Fault': 'bom' },
    body: { comment: 'x' },
  });
  expect([heard.status, given.version()]).toEqual([422, before]);
});

test('the header is for one request, and comes before all rules', async () => {
  const given = await faulty({ rules: [{ effect: { error: 500 }, times: 1 }] });
  const own = await withFault(given, '503');
  expectEnvelope(503, own.body);
  expect([own.status, (await given.argus(list)).status, (await given.argus(list)).status]).toEqual([503, 500, 200]);
});

test('callers that nobody knows may ask for a fault as well', async () => {
  const given = await faulty();
  const response = await fetch(given.url + list, { headers: { 'X-Siem-Sim-Fault': '503' } });
  expect(response.status).toBe(503);
});

test('a walk of which every request asks for it has an event twice', async () => {
  const given = await faulty();
  const page = (offset: number): Promise<Heard> =>
    withFault(given, 'duplicate', `/events/v1/aggregated?startTimestamp=0&limit=5&offset=${offset}`);
  const [first, second] = [await page(0), await page(5)];
  expect(second.body.data[0].id).toBe(first.body.data.at(-1).id);
});

test('where the control plane is off, nobody looks at the header', async () => {
  const given = await faulty({ takesHeader: false });
  expect((await withFault(given, '503')).status).toBe(200);
  expect((await withFault(given, 'boom')).status).toBe(200);
});
