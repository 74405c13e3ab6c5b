/** How rules are kept: what is refused, and what adding, replacing and resetting does. */
import { test, expect } from 'vitest';
import { UserError } from '../../../src/kernel/fault.ts';
import { makeFaults, mostFaults, type Fault } from '../../../src/sim/faults/faults.ts';
import { ControlError } from '../../../src/sim/problems/problem.ts';
import { faulty, type Heard } from '../../support/faulty.ts';
import { hooked, setting } from '../../support/hooked.ts';

const down: Fault['effect'] = { error: 503 };
const list = '/events/v1/aggregated?limit=1';
/** Statuses of so many requests, one after the other. */
async function statuses(many: number, ask: () => Promise<Heard>): Promise<readonly number[]> {
  const found: number[] = [];
  for (let turn = 0; turn < many; turn++) found.push((await ask()).status);
  return found;
}

const options = { ...setting(), seed: '1' };
const make = (rules: readonly Fault[] = []) => makeFaults({ ...options, rules });

test.each<readonly [string, unknown, string]>([
  ['nothing', null, 'fault: the rule must be object'],
  ['no effect', {}, 'fault: effect must have required property'],
  ['an empty effect', { effect: {} }, 'effect must NOT have fewer than 1 properties'],
  ['an unknown member', { effect: { eror: 503 } }, 'effect.eror is not known'],
  ['a name with a blank', { id: 'a b', effect: down }, 'fault a b: id must match pattern'],
  [
    'an unknown product',
    { match: { product: 'splunk' }, effect: down },
    'match.product splunk is not one of argus and usm',
  ],
  ['an unknown operation', { match: { operation: 'fly' }, effect: down }, 'match.operation fly is not known'],
  [
    'an operation of the other product',
    { match: { product: 'usm', operation: 'listEvents' }, effect: down },
    'match.operation listEvents is not known',
  ],
  ['a status nobody gives', { effect: { error: 418 } }, 'effect.error must be one of 400, 401'],
  [
    'a status that the product does not give',
    { match: { product: 'usm' }, effect: { error: 402 } },
    'effect.error: USM Anywhere gives no 402, only 400, 401, 403, 404, 429, 500, 503',
  ],
  [
    'a count of USM Anywhere',
    { match: { product: 'usm' }, effect: { count: -1 } },
    'effect.count: USM Anywhere has no count that times out',
  ],
  ['a count that is not -1', { effect: { count: 7 } }, 'effect.count must be equal to constant'],
  [
    'a count of a single event',
    { match: { operation: 'getEventByPath' }, effect: { count: -1 } },
    'match.operation getEventByPath: effect.count: getEventByPath has no pages',
  ],
  [
    'a stale write',
    { match: { operation: 'updateEvents' }, effect: { stale: 'write' } },
    'effect.stale: updateEvents reads nothing',
  ],
  [
    'a token that nobody shows',
    { match: { operation: 'getToken' }, effect: { revoke: true } },
    'effect.revoke: getToken asks for no token',
  ],
  ['a delay of eleven minutes', { effect: { latency: 660_000 } }, 'effect.latency must be 1 to 600000 milliseconds'],
  ['half a range', { effect: { latency: { from: 3 } } }, 'effect.latency must be'],
  ['a median and a bound', { effect: { latency: { from: 3, median: 3 } } }, 'effect.latency must be'],
  ['a chance of 2', { match: { probability: 2 }, effect: down }, 'match.probability must be <= 1'],
  ['no chance', { match: { probability: 0 }, effect: down }, 'match.probability must be > 0'],
  ['a window of nonsense', { match: { from: 'tomorrow' }, effect: down }, 'match.from must be epoch milliseconds'],
  ['a cut somewhere', { effect: { cut: 'end' } }, 'effect.cut must be before, middle, reset or a number of bytes'],
  ['no operation at all', { match: { operation: [] }, effect: down }, 'match.operation must contain at least 1'],
  ['a number of times that is none', { effect: down, times: -1 }, 'times must be >= 0'],
])('%s is refused', (_, rule, message) => {
  const faults = make();
  expect(() => faults.add(rule)).toThrow(UserError);
  expect(() => faults.add(rule)).toThrow(message);
  expect(faults.list()).toEqual([]);
});

test.each<readonly [string, Fault, string]>([
  ['an error and a count', { effect: { error: 503, count: -1 } }, 'effect.error and effect.count exclude each other'],
  ['an error and a stale page', { effect: { error: 503, stale: 'write' } }, 'effect.error and effect.stale'],
  ['an error and a revoked token', { effect: { error: 503, revoke: true } }, 'effect.error and effect.revoke'],
  ['a revoked token and a page', { effect: { revoke: true, duplicate: true } }, 'effect.revoke and effect.duplicate'],
  ['two kinds of page', { effect: { stale: 'first', duplicate: true } }, 'effect.stale and effect.duplicate'],
  ['half and no JSON', { effect: { truncate: true, cut: 'middle' } }, 'effect.truncate and effect.cut'],
  ['an error that nobody hears', { effect: { cut: 'before', error: 503 } }, 'effect.cut and effect.error'],
  ['a field of a 503', { effect: { error: 503, field: 'limit' } }, 'only a 412 complains of a field'],
  [
    'the third, five times',
    { match: { nth: 3 }, effect: down, times: 5 },
    'times is 5, and match.nth allows no more than 1',
  ],
  [
    'more times than there are numbers',
    { match: { nth: { from: 2, to: 8, every: 3 } }, effect: down, times: 4 },
    'match.nth allows no more than 3',
  ],
  [
    'an end before its begin',
    { match: { nth: { from: 5, to: 4 } }, effect: down },
    'match.nth begins with 5 and ends with 4',
  ],
  [
    'a window that ends first',
    { match: { from: '+2h', to: '+1h' }, effect: down },
    'match.from must be before match.to',
  ],
  [
    'a window of now and long ago',
    { match: { from: 'now', to: 1000 }, effect: down },
    'match.from must be before match.to',
  ],
  ['a range upside down', { effect: { latency: { from: 9, to: 8 } } }, 'effect.latency.from must not be more'],
])('%s is a contradiction', (_, rule, message) => {
  const faults = make();
  expect(() => faults.add(rule)).toThrow(ControlError);
  expect(() => faults.add(rule)).toThrow(message);
});

test('two rules of one name are refused', () => {
  const faults = make([{ id: 'a', effect: down }]);
  expect(() => faults.add({ id: 'a', effect: { latency: 5 } })).toThrow('fault a: there is a rule of that name');
  expect(faults.list()).toHaveLength(1);
});

test('there is an end to the number of rules', () => {
  const faults = make(Array.from({ length: mostFaults }, () => ({ effect: down })));
  expect(() => faults.add({ effect: down })).toThrow(`no more than ${mostFaults} faults`);
});

test('wrong rules in the place of others leave these as they were', () => {
  const faults = make([{ id: 'a', effect: down }]);
  expect(() => faults.replace([{ effect: { latency: 5 } }, { effect: {} }])).toThrow(UserError);
  expect(faults.list().map(({ id }) => id)).toEqual(['a']);
});

test('rules are added, shown, replaced and taken away', () => {
  const faults = make([{ effect: down }]);
  const added = faults.add({ match: { product: 'argus' }, effect: { latency: 5 }, times: 3 });
  expect(added).toEqual({
    id: 'fault-2',
    match: { product: 'argus' },
    effect: { latency: 5 },
    times: 3,
    seen: 0,
    hits: 0,
    class: 'known',
  });
  expect(faults.get('fault-2')).toEqual(added);
  expect(faults.get('fault-3')).toBeNull();
  expect([faults.remove('fault-1'), faults.remove('fault-1')]).toEqual([true, false]);
  expect(faults.add({ effect: down }).id).toBe('fault-1');
  faults.replace([{ id: 'only', effect: down }]);
  expect(faults.list().map(({ id }) => id)).toEqual(['only']);
  faults.reset();
  expect(faults.list().map(({ id }) => id)).toEqual(['fault-1']);
  faults.clear();
  expect(faults.list()).toEqual([]);
});

test('a rule that was added is not changed through the object it came in', () => {
  const rule = { id: 'a', effect: { error: 503 } };
  const faults = make();
  faults.add(rule);
  rule.effect.error = 500;
  expect(faults.list()).toEqual([expect.objectContaining({ effect: { error: 503 } })]);
});

test('reset and restart begin to count anew', async () => {
  const { argus, faults } = await faulty();
  faults.add({ match: { nth: 1 }, effect: down });
  const seen = [...(await statuses(2, () => argus(list)))];
  faults.restart();
  seen.push(...(await statuses(2, () => argus(list))));
  faults.reset();
  seen.push(...(await statuses(2, () => argus(list))));
  expect(seen).toEqual([503, 200, 503, 200, 200, 200]);
});

test('whoever watches can ask which rules hit an exchange', async () => {
  const given = setting();
  const faults = makeFaults({
    ...given,
    seed: '1',
    rules: [
      { id: 'late', effect: { latency: 1 } },
      { id: 'down', effect: down },
    ],
  });
  const seen: unknown[] = [];
  const { url } = await hooked(
    { ...faults.hooks, watch: (exchange) => void seen.push(faults.hitsOf(exchange)) },
    given,
  );
  await (await fetch(url + list)).text();
  faults.clear();
  await (await fetch(url + list)).text();
  expect(seen).toEqual([['late', 'down'], []]);
});
