/** Rules of faults: which requests they hit, how they go together, and which are refused. */
import { test, expect } from 'vitest';
import { isoUtc } from '../../../src/kernel/clock.ts';
import { type Fault } from '../../../src/sim/faults/faults.ts';
import type { RuleMatch } from '../../../src/sim/faults/rule.ts';
import { faulty, type Faulty, type Heard } from '../../support/faulty.ts';
import { setting } from '../../support/hooked.ts';

const down: Fault['effect'] = { error: 503 };
const list = '/events/v1/aggregated?limit=1';
const search = '/events/v1/aggregated/search';

/** Statuses of so many requests, one after the other. */
async function statuses(many: number, ask: () => Promise<Heard>): Promise<readonly number[]> {
  const found: number[] = [];
  for (let turn = 0; turn < many; turn++) found.push((await ask()).status);
  return found;
}

const wantedBy: readonly (readonly [
  string,
  RuleMatch,
  (given: Faulty) => Promise<Heard>,
  (given: Faulty) => Promise<Heard>,
])[] = [
  ['product', { product: 'usm' }, ({ usm }) => usm('/api/2.0/alarms'), ({ argus }) => argus(list)],
  [
    'operation',
    { operation: 'findAggregatedEvents' },
    ({ argus }) => argus(search, { body: { startTimestamp: 0 } }),
    ({ argus }) => argus(list),
  ],
  [
    'one of several operations',
    { operation: ['getCurrentUser', 'getUsmAlarms'] },
    ({ usm }) => usm('/api/2.0/alarms'),
    ({ usm }) => usm('/api/2.0/events'),
  ],
  ['path', { path: '/events/v1/*' }, ({ argus }) => argus(list), ({ argus }) => argus('/customers/v2/customer')],
  [
    'path with a parameter',
    { path: '/events/v1/{kind}' },
    ({ argus }) => argus('/events/v1/nids'),
    ({ argus }) => argus(search, { body: { startTimestamp: 0 } }),
  ],
  [
    'method',
    { method: 'POST' },
    ({ argus }) => argus(search, { body: { startTimestamp: 0 } }),
    ({ argus }) => argus(list),
  ],
  ['principal', { principal: '1/2' }, ({ argus }) => argus(list), ({ usm }) => usm('/api/2.0/alarms')],
  ['API client', { principal: 'siem-sim' }, ({ usm }) => usm('/api/2.0/alarms'), ({ argus }) => argus(list)],
];

test.each(wantedBy)('a rule for a %s hits its requests and no other', async (_, match, hit, missed) => {
  const given = await faulty({ rules: [{ match, effect: down }] });
  expect((await missed(given)).status).toBe(200);
  expect((await hit(given)).status).toBe(503);
  expect(given.faults.list()).toEqual([expect.objectContaining({ seen: 1, hits: 1 })]);
});

test.each<readonly [string, Partial<Fault>, readonly number[]]>([
  ['every request', {}, [503, 503, 503, 503, 503, 503]],
  ['the third', { match: { nth: 3 } }, [200, 200, 503, 200, 200, 200]],
  ['from the third on', { match: { nth: { from: 3 } } }, [200, 200, 503, 503, 503, 503]],
  ['the second to the fourth', { match: { nth: { from: 2, to: 4 } } }, [200, 503, 503, 503, 200, 200]],
  ['every second', { match: { nth: { every: 2 } } }, [200, 503, 200, 503, 200, 503]],
  ['every second from the first', { match: { nth: { from: 1, every: 2 } } }, [503, 200, 503, 200, 503, 200]],
  ['twice at most', { times: 2 }, [503, 503, 200, 200, 200, 200]],
  ['every second, twice', { match: { nth: { every: 2 } }, times: 2 }, [200, 503, 200, 503, 200, 200]],
])('a rule can hit %s', async (_, rule, expected) => {
  const { argus } = await faulty({ rules: [{ ...rule, effect: down }] });
  expect(await statuses(6, () => argus(list))).toEqual(expected);
});

test('a time window is one of the simulated clock', async () => {
  const { argus, clock } = await faulty({ rules: [{ match: { from: '+1h', to: '+2h' }, effect: down }] });
  const seen: number[] = [];
  for (const minutes of [0, 59, 1, 59, 1, 60]) {
    clock.advance(minutes * 60_000);
    seen.push((await argus(list)).status);
  }
  expect(seen).toEqual([200, 200, 503, 503, 200, 200]);
});

test('a time window can be one of instants', async () => {
  const given = setting();
  const at = given.clock.now();
  const from = isoUtc(at);
  const { argus, clock } = await faulty({ rules: [{ match: { from, to: at + 1000 }, effect: down }], setting: given });
  const first = (await argus(list)).status;
  clock.advance(1000);
  expect([first, (await argus(list)).status]).toEqual([503, 200]);
});

test('chance hits about as many as it says, and the same for the same seed', async () => {
  const run = async (seed: string, id: string): Promise<readonly number[]> => {
    const { argus } = await faulty({ seed, rules: [{ id, match: { probability: 0.3 }, effect: down }] });
    return statuses(200, () => argus(list));
  };
  const [one, same, otherSeed, otherName] = [
    await run('1', 'a'),
    await run('1', 'a'),
    await run('2', 'a'),
    await run('1', 'b'),
  ];
  const hits = one.filter((status) => status === 503).length;
  expect(hits).toBeGreaterThan(35);
  expect(hits).toBeLessThan(85);
  expect(same).toEqual(one);
  expect(otherSeed).not.toEqual(one);
  expect(otherName).not.toEqual(one);
});

test('a rule of its own does not change the chances of another', async () => {
  const chance = { id: 'a', match: { probability: 0.5 }, effect: down };
  const alone = await faulty({ rules: [chance] });
  const beside = await faulty({ rules: [{ id: 'b', match: { probability: 0.5 }, effect: { truncate: 1e9 } }, chance] });
  expect(await statuses(40, () => beside.argus(list))).toEqual(await statuses(40, () => alone.argus(list)));
});

test('refused requests are hit as well: an outage spares nobody', async () => {
  const given = await faulty({ rules: [{ match: { product: 'argus' }, effect: { error: 503, retryAfter: 9 } }] });
  const heard = async (path: string, headers = {}): Promise<readonly unknown[]> => {
    const response = await fetch(given.url + path, { headers });
    return [response.status, ((await response.json()) as { messages: unknown[] }).messages.length];
  };
  expect(await heard(list)).toEqual([503, 2]);
  expect(await heard('/events/v1/nowhere')).toEqual([503, 2]);
  expect(given.faults.list()).toEqual([expect.objectContaining({ seen: 2, hits: 2 })]);
});

test('an operation of no name is not matched by one', async () => {
  const given = await faulty({ rules: [{ match: { operation: 'getSession' }, effect: down }] });
  expect((await given.argus('/events/v1/nowhere')).status).toBe(404);
});

test('of two errors the first decides, and the second is not used up', async () => {
  const { argus, faults } = await faulty({
    rules: [
      { id: 'first', effect: { error: 500 }, times: 1 },
      { id: 'second', effect: { error: 503 }, times: 1 },
    ],
  });
  expect(await statuses(3, () => argus(list))).toEqual([500, 503, 200]);
  expect(faults.list().map(({ id, seen, hits }) => [id, seen, hits])).toEqual([
    ['first', 3, 1],
    ['second', 3, 1],
  ]);
});

test('what needs a page does not hit an error, and is not used up', async () => {
  const { argus } = await faulty({
    rules: [
      { effect: { count: -1 }, times: 1 },
      { effect: down, times: 1 },
    ],
  });
  const answers = [await argus(list), await argus(list), await argus(list)];
  expect(answers.map(({ status, body }) => [status, Math.sign(body.count)])).toEqual([
    [503, 0],
    [200, -1],
    [200, 1],
  ]);
});

test('effects of several rules go together', async () => {
  const given = await faulty({
    rules: [{ effect: { truncate: 30 } }, { effect: { count: -1 } }, { effect: { truncate: 40 } }],
  });
  const { text } = await given.argus(list);
  expect(text).toBe('{"responseCode":200,"limit":1,');
});

test('a rule for both products leaves alone what it cannot be of', async () => {
  const given = await faulty({ rules: [{ effect: { error: 402 } }] });
  expect([(await given.usm('/api/2.0/alarms')).status, (await given.argus(list)).status]).toEqual([200, 402]);
});
