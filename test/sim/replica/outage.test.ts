import { expect, test } from 'vitest';
import { UserError } from '../../../src/index.ts';
import { memoryStore, StoreMemory } from '../../../src/store/memory.ts';
import { StoreUnavailable, type Store } from '../../../src/store/port.ts';
import { replica } from '../../support/replicas.ts';

/** A store that can go away, and says why. */
function away(memory = new StoreMemory()) {
  const store = memoryStore(memory);
  const state = { isAway: false };
  const unlessAway = async <Result>(ask: () => Promise<Result>): Promise<Result> => {
    if (state.isAway) throw new StoreUnavailable('nobody answers at 127.0.0.1:5432');
    return ask();
  };
  const guarded: Store = {
    ...store,
    append: (...given) => unlessAway(() => store.append(...given)),
    heads: (...given) => unlessAway(() => store.heads(...given)),
    read: (...given) => unlessAway(() => store.read(...given)),
    latestSnapshot: (...given) => unlessAway(() => store.latestSnapshot(...given)),
  };
  return { store: guarded, state };
}

const options = { scenario: 'empty' } as const;

test('without the store each is refused in its own words, and all heals when it is back', async () => {
  const { store, state } = away();
  const one = await replica(store, options);
  expect((await one.ask('/health/ready', { key: null })).body).toEqual({ status: 'ok' });
  state.isAway = true;
  const read = await one.ask('/events/v1/aggregated?limit=1');
  expect([read.status, read.body.messages.at(-1).messageTemplate]).toEqual([503, 'service.timeout']);
  const written = await one.ask('/events/v2/event', { body: { id: { customer: 'demo', type: 'aggregated' } } });
  expect([written.status, written.body.responseCode]).toEqual([503, 503]);
  expect((await one.ask('/api/2.0/alarms', { key: null })).status).toBe(503);
  const controlled = await one.control('POST /_sim/reset');
  expect([controlled.status, controlled.body.type]).toEqual([503, 'urn:problem-type:siem-sim:store-unreachable']);
  const ready = await one.ask('/health/ready', { key: null });
  expect([ready.status, ready.body]).toEqual([
    503,
    { status: 'not ready', reason: 'nobody answers at 127.0.0.1:5432' },
  ]);
  expect((await one.ask('/health/live', { key: null })).status).toBe(200);
  state.isAway = false;
  expect((await one.ask('/events/v1/aggregated?limit=1')).status).toBe(200);
  expect((await one.control('POST /_sim/reset')).status).toBe(200);
});

test('a server that is another one does not join', async () => {
  const memory = new StoreMemory();
  await replica(memoryStore(memory), { ...options, seed: '7' });
  const joining = replica(memoryStore(memory), { ...options, seed: '8' });
  await expect(joining).rejects.toThrow(new UserError('the store is of a server with seed "7", and here it is "8"'));
});

test('a store that cannot be had is told in one line', async () => {
  const { store, state } = away();
  state.isAway = true;
  await expect(replica(store, options)).rejects.toThrow(
    new UserError('the store cannot be used: nobody answers at 127.0.0.1:5432'),
  );
});

test('the library changes nothing that is shared', async () => {
  const { simulator } = await replica(memoryStore(), options);
  expect(() => simulator.reset()).toThrow(UserError);
  expect(() => simulator.clock.advance('1h')).toThrow('a shared world is changed over HTTP');
  expect(() => simulator.world('mine')).toThrow(UserError);
});
