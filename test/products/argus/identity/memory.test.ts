/** What identity remembers beside the log goes into snapshots, and is forgotten with a reset. */
import { test, expect } from 'vitest';
import { makeAttempts, mostFailures } from '../../../../src/products/argus/identity/log-in/attempts.ts';
import { makeReplay } from '../../../../src/products/argus/identity/signatures/replay.ts';
import { makeState, type State } from '../../../../src/state/state.ts';
import { service } from '../../../support/service.ts';
import { worldOf } from '../../../support/worlds.ts';

const now = { at: 1_700_000_000_000 };
const clock = { now: () => now.at };

function keeper(): { state: State; attempts: ReturnType<typeof makeAttempts>; replay: ReturnType<typeof makeReplay> } {
  const state = makeState(worldOf({ events: 5 }), {});
  const [attempts, replay] = [makeAttempts(clock), makeReplay(clock)];
  state.keep('attempts', attempts);
  state.keep('nonces', replay);
  return { state, attempts, replay };
}

const throughJson = <Value>(value: Value): Value => JSON.parse(JSON.stringify(value)) as Value;

test('a used nonce and a locked name stay so in a restored snapshot, and are free after a reset', () => {
  const one = keeper();
  expect(one.state.snapshot().memories).toEqual({});
  for (let count = 0; count < mostFailures; count++) one.attempts.failed('somebody');
  one.replay.note('1/2/3', now.at, 'nonce');
  const snapshot = throughJson(one.state.snapshot());
  const other = keeper();
  other.state.restore(snapshot);
  for (const { attempts, replay, state } of [one, other]) {
    expect(attempts.isLocked('somebody')).toBe(true);
    expect(() => replay.note('1/2/3', now.at, 'nonce')).toThrow();
    replay.note('1/2/3', now.at, 'another');
    state.reset();
    expect(attempts.isLocked('somebody')).toBe(false);
    replay.note('1/2/3', now.at, 'nonce');
  }
});

test('memories that make no sense are refused, and what was remembered stays', () => {
  const { state, attempts } = keeper();
  for (let count = 0; count < mostFailures; count++) attempts.failed('somebody');
  const good = state.snapshot();
  for (const memories of [{ nonces: [['a', { generations: [] }]] }, { attempts: 7 }, { attempts: [[1]] }, 7]) {
    expect(() => state.restore({ ...good, memories } as never)).toThrow(/cannot be applied|no sound memories/);
    expect(attempts.isLocked('somebody')).toBe(true);
  }
});

test('a log-in that failed too often is still locked after a restore', async () => {
  const at = await service({ events: 5 });
  const logIn = () =>
    at.ask('/authentication/v1/password/authentication', {
      key: null,
      body: { userName: 'nobody', password: 'wrong' },
    });
  const first = (await logIn()).messages[0]?.messageTemplate;
  for (let count = 1; count < mostFailures; count++) await logIn();
  const locked = (await logIn()).messages[0]?.messageTemplate;
  expect([first, locked]).toEqual(['authentication.failed', 'authentication.locked']);
  const snapshot = throughJson(at.state.snapshot());
  at.state.reset();
  expect((await logIn()).messages[0]?.messageTemplate).toBe('authentication.failed');
  at.state.restore(snapshot);
  expect((await logIn()).messages[0]?.messageTemplate).toBe('authentication.locked');
});
