import { expect, test } from 'vitest';
import { plugins } from '../../../../src/products/index.ts';
import { makeAttempts, lockMs, mostFailures } from '../../../../src/products/argus/identity/log-in/attempts.ts';
import { quotas } from '../../../../src/kernel/quota.ts';
import { mostSessionsOfOne } from '../../../../src/products/argus/identity/store/commands.ts';
import { sessionTable } from '../../../../src/products/argus/access/records.ts';
import { makeReplay, mostNonces } from '../../../../src/products/argus/identity/signatures/replay.ts';
import {
  makeSessionCheck,
  sessionLifetime,
  sessionSecrets,
} from '../../../../src/products/argus/identity/sessions/session-check.ts';
import { makeSimulation } from '../../../../src/products/shared/simulation.ts';
import { worldOf } from '../../../support/worlds.ts';
import { service } from '../../../support/service.ts';
import { logIn, password } from './client.ts';

const path = '/authentication/v1/password/authentication';

/** A simulation whose clock is moved by hand, and a way to make sessions in it. */
function simulated() {
  const world = worldOf({ scenario: 'empty' });
  const time = { now: world.end };
  const simulation = makeSimulation(world, { now: () => time.now }, plugins);
  const secrets = sessionSecrets(world);
  const check = makeSessionCheck(simulation, secrets);
  const create = async (account = 0) => {
    const at = simulation.state.nextInstant(time.now);
    const data = {
      method: 'PASSWORD',
      level: 'DEFAULT',
      source: '192.0.2.1',
      expires: at + sessionLifetime,
      functions: null,
      customers: null,
      readOnly: false,
    };
    const { session } = (await simulation.state.write('argus/session/create', at, account, data)) as {
      session: number;
    };
    return secrets.token(session);
  };
  return { simulation, time, create, check: (token: string, source = '192.0.2.1') => check(token, source).account.id };
}

test('a session expires on the simulated clock, and says so', async () => {
  const { time, create, check } = simulated();
  const token = await create();
  expect(check(token)).toBe(1);
  time.now += sessionLifetime;
  expect(check(token)).toBe(1);
  time.now += 1000;
  expect(() => check(token)).toThrow('Session has expired');
  await create();
  expect(() => check(token)).toThrow('Invalid session');
});

test('a session is bound to the address of its client', async () => {
  const { create, check } = simulated();
  const token = await create();
  expect(check(token, '::ffff:192.0.2.1')).toBe(1);
  expect(() => check(token, '192.0.2.2')).toThrow('Session is not valid from this source address');
});

test('the oldest session of a user makes room for a new one', async () => {
  const { simulation, create, check } = simulated();
  const [first = '', second = ''] = [await create(), await create()];
  const other = await create(1);
  for (let more = 2; more <= mostSessionsOfOne; more++) await create();
  expect(() => check(first)).toThrow('Invalid session');
  expect([check(second), check(other)]).toEqual([1, 2]);
  expect(sessionTable(simulation.state).size).toBe(mostSessionsOfOne + 1);
});

test('all sessions together are bounded', async () => {
  const { simulation, create } = simulated();
  const { usual: most } = quotas.sessions;
  for (let index = 0; index < most; index++)
    sessionTable(simulation.state).set(`x${index}`, { account: -1, number: index, expires: Infinity } as never);
  await create();
  expect(sessionTable(simulation.state).size).toBe(most);
});

test('a user name that fails too often is locked, right password or not, for a while', async () => {
  let now = 1_800_000_000_000;
  const simulator = await service({ clientClock: { now: () => now } });
  const fail = () => simulator.ask(path, { key: null, body: { ...password, password: 'guess' } });
  for (let failures = 0; failures < mostFailures; failures++)
    expect((await fail()).messages[0]?.message).toBe('Authentication failed');
  expect((await fail()).messages[0]?.message).toBe('Too many failed attempts, try again later');
  const locked = await simulator.ask(path, { key: null, body: password });
  expect([locked.status, locked.messages[0]?.messageTemplate]).toEqual([401, 'authentication.locked']);
  expect((await logIn(simulator, { userName: 'bank-reader', password: 'bank-reader-password' })).token).toBeTypeOf(
    'string',
  );
  now += lockMs;
  expect((await simulator.ask(path, { key: null, body: password })).status).toBe(200);
});

test('guesses of one user count together, by whatever name they are made', async () => {
  const { ask, world } = await service();
  const user = world.users().find(({ userName }) => userName === password.userName);
  const names = [password.userName, 'ALL-Access', String(user?.id), user?.email ?? '', ` ${password.userName}`];
  for (let failures = 0; failures < mostFailures; failures++)
    await ask(path, { key: null, body: { userName: names[failures % names.length], password: 'guess' } });
  for (const userName of names) {
    const { messages } = await ask(path, { key: null, body: { userName, password: password.password } });
    expect([userName, messages[0]?.messageTemplate]).toEqual([userName, 'authentication.locked']);
  }
});

test('guesses at once count as guesses one by one', async () => {
  const { ask } = await service();
  const answers = await Promise.all(
    Array.from({ length: 40 }, () => ask(path, { key: null, body: { ...password, password: 'guess' } })),
  );
  expect(answers.filter(({ messages }) => messages[0]?.messageTemplate === 'authentication.failed')).toHaveLength(
    mostFailures,
  );
});

test('a success forgets the failures before it', () => {
  const attempts = makeAttempts({ now: () => 0 });
  for (let round = 0; round < 3; round++) {
    for (let failures = 1; failures < mostFailures; failures++) attempts.failed('user');
    expect(attempts.isLocked('user')).toBe(false);
    attempts.succeeded('user');
  }
});

test('a nonce is not forgotten while its signature could still be accepted', () => {
  const time = { now: 1_800_000_000_000 };
  const replay = makeReplay({ now: () => time.now });
  const ahead = 7_190_000;
  const first = time.now + ahead;
  replay.note('key', first, 'nonce');
  for (let hour = 0; hour < 8; hour++) {
    time.now += 3_600_000;
    replay.note('key', time.now + ahead, `at ${hour}`);
    expect(() => replay.note('key', first, 'nonce')).toThrow(/Nonce has been used|Clock of the client/);
  }
  replay.note('key', time.now + ahead, 'nonce');
});

test('where more nonces came than are remembered, a forgotten one cannot be used again', () => {
  const now = 1_800_000_000_000;
  const replay = makeReplay({ now: () => now });
  for (let index = 0; index <= 2 * mostNonces; index++)
    replay.note('key', now + Math.floor(index / 100), String(index));
  expect(() => replay.note('key', now, '0')).toThrow('Nonce has been used before');
  expect(() => replay.note('key', now, 'new, but as old')).toThrow('Nonce has been used before');
  replay.note('key', now + 1000, 'new');
});
