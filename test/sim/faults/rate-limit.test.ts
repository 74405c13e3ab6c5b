/** Quotas for each key, the dialects that tell of them, and the forms of Retry-After. */
import { expect, test } from 'vitest';
import { httpDate } from '../../../src/kernel/clock.ts';
import { faulty, type Faulty, type Heard } from '../../support/faulty.ts';
import { fullKey } from '../../support/service.ts';
import { python } from '../../support/strangers.ts';

const list = '/events/v1/aggregated?limit=1';

async function statuses(many: number, ask: () => Promise<Heard>): Promise<readonly number[]> {
  const found: number[] = [];
  for (let turn = 0; turn < many; turn++) found.push((await ask()).status);
  return found;
}

test.each([
  ['argus', list],
  ['usm', '/api/2.0/alarms?size=1'],
] as const)('a key of %s has so many requests in a window of the simulated clock', async (product, path) => {
  const given = await faulty({ rules: [{ effect: { rateLimit: { limit: 2, window: 30 } } }] });
  const ask = (): Promise<Heard> => given[product](path);
  expect(await statuses(3, ask)).toEqual([200, 200, 429]);
  given.clock.advance(29_000);
  expect((await ask()).headers.get('retry-after')).toBe('1');
  given.clock.advance(1000);
  expect(await statuses(3, ask)).toEqual([200, 200, 429]);
});

test('each key has a quota of its own', async () => {
  const given = await faulty({ rules: [{ effect: { rateLimit: 1 } }] });
  expect((await given.argus(list)).status).toBe(200);
  expect((await given.usm('/api/2.0/alarms')).status).toBe(200);
  expect((await given.argus(list)).status).toBe(429);
});

test('while the clock stands still, a window ends after so many refusals', async () => {
  const given = await faulty({ rules: [{ effect: { rateLimit: { limit: 2, refusals: 2 } } }] });
  expect(await statuses(8, () => given.argus(list))).toEqual([200, 200, 429, 429, 200, 200, 429, 429]);
});

test('a refusal does nothing', async () => {
  const given = await faulty();
  const { body } = await given.argus('/events/v2/event?limit=1&type=aggregated');
  given.faults.add({ effect: { rateLimit: 1 } });
  const write = (): Promise<Heard> =>
    given.argus(`/events/v2/event/${body.data[0].id}/assess`, { method: 'PUT', body: { comment: 'x' } });
  expect((await write()).status).toBe(200);
  const before = given.version();
  expect([(await write()).status, given.version()]).toEqual([429, before]);
});

const headersOf = ({ headers }: Heard, prefix: string): readonly (string | null)[] =>
  ['Limit', 'Remaining', 'Reset'].map((name) => headers.get(`${prefix}-${name}`));

test('answers tell of the quota in the dialect that was asked for', async () => {
  const given = await faulty();
  const now = given.clock.now();
  const heard = async (headers: 'seconds' | 'epoch' | 'date' | 'empty' | 'draft' | 'old-draft' | 'none') => {
    given.faults.replace([{ effect: { rateLimit: { limit: 9, window: 45, headers } } }]);
    return given.argus(list);
  };
  expect(headersOf(await heard('seconds'), 'X-RateLimit')).toEqual(['9', '8', '45']);
  expect(headersOf(await heard('epoch'), 'X-RateLimit')).toEqual(['9', '8', String(Math.floor(now / 1000) + 45)]);
  expect(headersOf(await heard('date'), 'X-RateLimit')).toEqual(['9', '8', httpDate(now + 45_000)]);
  expect(headersOf(await heard('empty'), 'X-RateLimit')).toEqual(['', '', '']);
  expect(headersOf(await heard('old-draft'), 'RateLimit')).toEqual(['9', '8', '45']);
  const { headers } = await heard('draft');
  expect([headers.get('ratelimit-policy'), headers.get('ratelimit')]).toEqual([
    '"default";q=9;w=45',
    '"default";r=8;t=45',
  ]);
  expect(headersOf(await heard('none'), 'X-RateLimit')).toEqual([null, null, null]);
});

test.each<readonly [string | number, (given: Faulty) => string | null]>([
  [30, () => '30'],
  ['date:30', ({ clock }) => httpDate(clock.now() + 30_000)],
  ['empty', () => ''],
  ['none', () => null],
])('Retry-After can be %s', async (retryAfter, expected) => {
  const given = await faulty({ rules: [{ effect: { error: 429, retryAfter } }] });
  const { headers } = await given.argus(list);
  expect(headers.get('retry-after')).toBe(expected(given));
});

test('a date is one of the clock that the answer itself shows, as Python reads them', async () => {
  const given = await faulty({ rules: [{ effect: { error: 503, retryAfter: 'date:90' } }] });
  const program = `
import email.utils, sys, urllib.error, urllib.request
request = urllib.request.Request(sys.argv[1], headers={'Argus-API-Key': sys.argv[2]})
try:
    urllib.request.urlopen(request)
except urllib.error.HTTPError as error:
    dates = [email.utils.parsedate_to_datetime(error.headers[name]) for name in ('Date', 'Retry-After')]
    print(error.code, (dates[1] - dates[0]).total_seconds())
`;
  const { stdout } = await python(program, given.url + list, fullKey);
  expect(stdout.trim()).toBe('503 90.0');
});

test.each([
  [
    { retryAfter: 'tomorrow', error: 429 },
    'effect.retryAfter must be a number of seconds, date:<seconds>, empty or none',
  ],
  [{ retryAfter: 3, latency: 3 }, 'effect.retryAfter needs effect.error, effect.gateway or effect.rateLimit'],
  [{ rateLimit: { window: 3 } }, "must have required property 'limit'"],
  [{ rateLimit: 3, error: 503 }, 'there is one refusal'],
])('%o is refused', async (effect, message) => {
  const given = await faulty();
  expect(() => given.faults.add({ effect })).toThrow(message);
});
