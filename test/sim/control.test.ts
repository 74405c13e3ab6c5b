import { Validator } from '@seriousme/openapi-schema-validator';
import { expect, test } from 'vitest';
import { comment, controlled, countOf, firstEvent, operations } from '../support/control.ts';

const argus = { 'Argus-API-Key': '1/2/mysecretapikey' };

test('what runs is told: version, scenario, seed, clock, counts and a hash of the state', async () => {
  const { tell } = await controlled();
  const { json } = await tell('GET', '/_sim');
  expect(json).toMatchObject({
    world: null,
    scenario: 'default',
    seed: '1',
    clock: { instant: '2026-11-02T00:00:00.000Z', mode: 'frozen', speed: 0 },
    counts: { aggregatedEvents: 60, commands: 0 },
    worlds: 0,
  });
});

test('the document is OpenAPI 3.1 and has every operation', async () => {
  const { tell } = await controlled({ events: 1 });
  const { json } = await tell('GET', '/_sim/openapi.json');
  const { valid, errors } = await new Validator().validate(json);
  expect([errors, valid]).toEqual([undefined, true]);
  for (const { method, path, id } of operations) expect(json.paths[path][method.toLowerCase()].operationId).toBe(id);
});

test('every operation that needs nothing answers as its schema says', async () => {
  const { tell } = await controlled({ events: 5 });
  const plain = operations.filter(
    ({ method, params, id }) => method === 'GET' && params === null && id !== 'streamJournal',
  );
  for (const { path } of plain) expect([path, (await tell('GET', path)).status]).toEqual([path, 200]);
});

test('the clock is set, advanced, run and frozen', async () => {
  const { tell, clock } = await controlled();
  expect((await tell('POST', '/_sim/clock/advance', { by: 'PT1H' })).json.instant).toBe('2026-11-02T01:00:00.000Z');
  expect((await tell('POST', '/_sim/clock/advance', { by: 60_000 })).json.instant).toBe('2026-11-02T01:01:00.000Z');
  expect((await tell('POST', '/_sim/clock/set', { to: '2026-11-03T00:00:00Z' })).json.now).toBe(1_793_664_000_000);
  expect((await tell('POST', '/_sim/clock/resume', { speed: 60 })).json).toMatchObject({ mode: 'running', speed: 60 });
  expect((await tell('POST', '/_sim/clock/freeze')).json.mode).toBe('frozen');
  expect(clock.now()).toBeGreaterThanOrEqual(1_793_664_000_000);
});

test.each([
  ['/_sim/clock/set', { to: 'yesterday' }, 'bad-clock'],
  ['/_sim/clock/set', { to: '2020-01-01T00:00:00Z' }, 'bad-clock'],
  ['/_sim/clock/set', {}, 'invalid-request'],
  ['/_sim/clock/advance', { by: '1 fortnight' }, 'bad-clock'],
  ['/_sim/clock/advance', { by: -1 }, 'invalid-request'],
  ['/_sim/clock/advance', { by: 1e15 }, 'bad-clock'],
  ['/_sim/clock/resume', { speed: 1001 }, 'invalid-request'],
  ['/_sim/clock/resume', { speed: 0 }, 'invalid-request'],
])('%s %o is refused, and time stands where it stood', async (path, body, kind) => {
  const { tell, clock } = await controlled({ events: 1 });
  const before = clock.now();
  const { status, json } = await tell('POST', path, body);
  expect([status, json.type]).toEqual([422, `urn:problem-type:siem-sim:${kind}`]);
  expect([clock.now(), clock.speed()]).toEqual([before, 0]);
});

test('another scenario and another seed are played from their beginning', async () => {
  const simulator = await controlled();
  const { tell } = simulator;
  const first = await tell('GET', '/_sim');
  expect((await tell('PUT', '/_sim/seed', { seed: 'other' })).json).toMatchObject({ seed: 'other', events: 60 });
  expect((await tell('PUT', '/_sim/scenario', { scenario: 'empty' })).json).toMatchObject({
    scenario: 'empty',
    events: 0,
  });
  expect(await countOf(simulator)).toBe(0);
  const again = await tell('PUT', '/_sim/scenario', { scenario: 'default', seed: '1', events: 60 });
  expect(again.json.stateHash).toBe(first.json.stateHash);
});

test.each([
  ['PUT', '/_sim/scenario', { scenario: 'nowhere' }, 404, 'unknown-scenario'],
  ['PUT', '/_sim/scenario', { scenario: '/etc/passwd' }, 404, 'unknown-scenario'],
  ['PUT', '/_sim/scenario', { worldFormat: 99 }, 422, 'bad-scenario'],
  ['PUT', '/_sim/scenario', { scenario: 'default', clock: 'soon' }, 422, 'bad-clock'],
  ['PUT', '/_sim/scenario', { scenario: 'default', colour: 'red' }, 422, 'invalid-request'],
  ['PUT', '/_sim/scenario', { events: -1 }, 422, 'invalid-request'],
  ['PUT', '/_sim/seed', {}, 422, 'invalid-request'],
  ['PUT', '/_sim/seed', '{"seed":', 400, 'malformed-json'],
  ['PUT', '/_sim/seed', '[]', 422, 'invalid-request'],
  ['PUT', '/_sim/state', '{"version":"0.1.0","commands":[', 400, 'malformed-json'],
  ['PUT', '/_sim/state', '', 400, 'malformed-json'],
  ['PUT', '/_sim/state', {}, 422, 'bad-state'],
  ['PUT', '/_sim/state', [1], 422, 'bad-state'],
  ['POST', '/_sim/snapshots/none/restore', undefined, 404, 'unknown-snapshot'],
  ['GET', '/_sim/snapshots/none', undefined, 404, 'unknown-snapshot'],
  ['DELETE', '/_sim/snapshots/none', undefined, 404, 'unknown-snapshot'],
  ['PUT', '/_sim/snapshots/a%2Fb', undefined, 422, 'invalid-request'],
  ['GET', '/_sim/worlds/none', undefined, 404, 'unknown-world'],
  ['DELETE', '/_sim/worlds/none', undefined, 404, 'unknown-world'],
  ['PUT', '/_sim/worlds/a%20b', {}, 422, 'invalid-request'],
  ['PUT', '/_sim/worlds/a', { scenario: 'nowhere' }, 404, 'unknown-scenario'],
  ['PUT', '/_sim/worlds/a', { clock: 'soon' }, 422, 'bad-clock'],
  ['POST', '/_sim/faults', {}, 422, 'invalid-request'],
  ['POST', '/_sim/faults', { effect: { error: 500, count: -1 } }, 409, 'conflict'],
  ['DELETE', '/_sim/faults/none', undefined, 404, 'unknown-fault'],
  ['GET', '/_sim/faults/none', undefined, 404, 'unknown-fault'],
  ['GET', '/_sim/journal?status=600', undefined, 422, 'invalid-request'],
  ['GET', '/_sim/journal?oparation=listAlarms', undefined, 422, 'invalid-request'],
  ['GET', '/_sim/journal?since=x', undefined, 422, 'invalid-request'],
  ['POST', '/_sim/journal/verify', { expect: [] }, 422, 'invalid-request'],
  ['POST', '/_sim/journal/verify', { expect: [{ times: -1 }] }, 422, 'invalid-request'],
  ['GET', '/_sim/rules/other', undefined, 404, 'unknown-rules'],
  ['GET', '/_sim/nothing', undefined, 404, 'not-found'],
  ['GET', '/_simulated', undefined, 404, 'not-found'],
  ['POST', '/_sim/clock', undefined, 405, 'method-not-allowed'],
] as const)('%s %s %o is a problem of status %d, %s, and changes nothing', async (method, path, body, status, kind) => {
  const simulator = await controlled({ events: 3 });
  const before = await simulator.tell('GET', '/_sim');
  const { json, ...answer } = await simulator.tell(method, path, body);
  expect([answer.status, json.type]).toEqual([status, `urn:problem-type:siem-sim:${kind}`]);
  expect(json.detail).not.toMatch(/\n|undefined/);
  expect((await simulator.tell('GET', '/_sim')).json).toEqual(before.json);
});

test('snapshots are taken, restored, exported and imported; reset forgets what was written', async () => {
  const simulator = await controlled();
  const { tell } = simulator;
  const hash = async (): Promise<string> => (await tell('GET', '/_sim')).json.stateHash;
  const id = await firstEvent(simulator, argus);
  const fresh = await hash();
  await comment(simulator, argus, id, 'One.');
  const one = await hash();
  expect((await tell('PUT', '/_sim/snapshots/one')).status).toBe(201);
  await comment(simulator, argus, id, 'Two.');
  expect(new Set([fresh, one, await hash()]).size).toBe(3);
  const exported = (await tell('GET', '/_sim/state')).text;
  const two = await hash();
  expect((await tell('POST', '/_sim/snapshots/one/restore')).json.stateHash).toBe(one);
  expect((await tell('POST', '/_sim/reset')).json.stateHash).toBe(fresh);
  expect((await tell('PUT', '/_sim/state', exported)).json.stateHash).toBe(two);
  const taken = (await tell('GET', '/_sim/snapshots/one')).text;
  expect((await tell('PUT', '/_sim/state', taken)).json.stateHash).toBe(one);
  expect((await tell('DELETE', '/_sim/snapshots/one')).status).toBe(204);
  expect((await tell('GET', '/_sim/snapshots')).json.snapshots).toEqual([]);
});

test('a state that says no world format is of the first', async () => {
  const { tell } = await controlled({ worldFormat: 1 });
  const { worldFormat, ...older } = (await tell('GET', '/_sim/state')).json;
  expect(worldFormat).toBe(1);
  expect((await tell('PUT', '/_sim/state', JSON.stringify(older))).status).toBe(200);
});

test.each([
  ['of another version', (state: any) => ({ ...state, version: '9.9.0' }), 409],
  ['of another size', (state: any) => ({ ...state, events: 5 }), 409],
  ['of another seed', (state: any) => ({ ...state, seed: 'x' }), 409],
  ['of another scenario', (state: any) => ({ ...state, scenario: 'empty' }), 409],
  ['of a World that ends at another time', (state: any) => ({ ...state, end: state.end - 1 }), 409],
  ['of another world format', (state: any) => ({ ...state, worldFormat: 99 }), 409],
  ['with an unknown command', (state: any) => ({ ...state, commands: [{ ...state.commands[0], kind: 'x' }] }), 422],
  ['with a broken command', (state: any) => ({ ...state, commands: [{ ...state.commands[0], data: null }] }), 422],
  ['with a command that lacks its data', (state: any) => ({ ...state, commands: [{ id: 'x', kind: 'x' }] }), 422],
])('a state %s is refused, and the running one is untouched', async (_, change, status) => {
  const simulator = await controlled();
  const { tell } = simulator;
  await comment(simulator, argus, await firstEvent(simulator, argus), 'One.');
  const { json: state } = await tell('GET', '/_sim/state');
  const before = await tell('GET', '/_sim');
  expect((await tell('PUT', '/_sim/state', change(state))).status).toBe(status);
  expect((await tell('GET', '/_sim')).json).toEqual(before.json);
});

test('a reset takes faults and journal along, unless told to leave them', async () => {
  const simulator = await controlled();
  const { tell } = simulator;
  await tell('POST', '/_sim/faults', { id: 'slow', match: { operation: 'none-of-it' }, effect: { latency: 1 } }).catch(
    () => null,
  );
  await tell('POST', '/_sim/faults', { id: 'busy', match: { product: 'usm' }, effect: { error: 429 } });
  await countOf(simulator);
  await tell('POST', '/_sim/reset', { keepFaults: true, keepJournal: true });
  expect((await tell('GET', '/_sim')).json).toMatchObject({ faults: 1, journal: { last: 1 } });
  await tell('POST', '/_sim/reset');
  expect((await tell('GET', '/_sim')).json).toMatchObject({ faults: 0, journal: { last: 0 } });
});

test.each([
  [{ effect: { error: 418 } }, 'body/effect/error must be one of 400, 401, 402, 403, 404, 412, 429, 500 and 503'],
  [
    { effect: { latency: 'slow' } },
    'body/effect/latency must be 1 to 600000 milliseconds, {from, to} or {median, sigma}',
  ],
  [{ match: { nth: 0 }, effect: { error: 500 } }, 'body/match/nth must be a number from 1 on, or {from, to, every}'],
  [{}, 'body/effect is required'],
])('the fault %o is refused with what it must be, alone and among others', async (fault, detail) => {
  const { tell } = await controlled({ events: 1 });
  expect((await tell('POST', '/_sim/faults', fault)).json.detail).toBe(detail);
  const { json } = await tell('PUT', '/_sim/faults', { faults: [{ effect: { error: 500 } }, fault] });
  expect(json.detail).toBe(detail.replace('body/', 'body/faults/1/'));
  expect((await tell('GET', '/_sim/faults')).json.faults).toEqual([]);
});
