import { expect, test } from 'vitest';
import { StoreUnavailable, Truncated, type Store } from '../../../src/store/port.ts';
import { Scheduler } from './scheduler.ts';
import { SimulatedStore } from './simulated-store.ts';

const entry = (id: string) => ({ id, body: new TextEncoder().encode(id) });
const calm = { lostBefore: 0, lostAfter: 0 };

interface Run {
  readonly scheduler: Scheduler;
  readonly store: SimulatedStore;
  /** Runs until a promise is settled. */
  readonly until: <Value>(promise: Promise<Value>) => Promise<Value>;
}

function begun(seed: string): Run {
  const scheduler = new Scheduler(seed);
  const store = new SimulatedStore(scheduler);
  const until = async <Value>(promise: Promise<Value>): Promise<Value> => {
    let isSettled = false;
    const settled = (): void => {
      isSettled = true;
    };
    promise.then(settled, settled);
    await scheduler.runUntil(() => isSettled);
    return promise;
  };
  return { scheduler, store, until };
}

/** Appends until it is told that it is there. */
async function persistently(client: Store, id: string, told: string[]): Promise<number> {
  for (;;) {
    try {
      return (await client.append('a', [entry(id)], 'durable')).seqs[0] ?? -1;
    } catch (error) {
      if (!(error instanceof StoreUnavailable)) throw error;
      told.push(`${id}: ${error.message}`);
    }
  }
}

const history = async (seed: string) => {
  const { scheduler, store, until } = begun(seed);
  store.troubles = { lostBefore: 200, lostAfter: 200 };
  const told: string[] = [];
  const clients = ['one', 'two', 'three'].map((name) => store.client(name));
  const places = await until(
    Promise.all(Array.from({ length: 30 }, (_, at) => persistently(clients[at % 3]!, `${at}`, told))),
  );
  return { places, told, ids: store.memory.read('a', 0, 1000).map(({ id }) => id), at: scheduler.now() };
};

test('who tries again with the same id finds it once, whatever was lost', async () => {
  const { places, told, ids } = await history('1');
  expect(ids).toHaveLength(30);
  expect(places.map((place) => ids[place])).toEqual(Array.from({ length: 30 }, (_, at) => `${at}`));
  expect(told.length).toBeGreaterThan(5);
  expect(ids).not.toEqual(ids.toSorted((a, b) => Number(a) - Number(b)));
});

test('the same seed is the same history, another one another', async () => {
  const [one, again, other] = [await history('7'), await history('7'), await history('8')];
  expect(again).toEqual(one);
  expect(other).not.toEqual(one);
});

test('who read entries that die with a machine is told so, and begins anew', async () => {
  const { store, until } = begun('2');
  store.troubles = calm;
  const client = store.client('one');
  await until(client.append('a', [entry('kept')], 'durable'));
  for (let at = 0; at < 20; at++) await until(client.append('a', [entry(`note ${at}`)], 'visible'));
  expect(await until(client.read('a', 0, 100))).toHaveLength(21);
  store.failOver();
  expect(store.memory.read('a', 0, 100).length).toBeLessThan(21);
  await expect(until(client.heads(['a']))).rejects.toThrow(Truncated);
  await expect(until(client.append('a', [entry('more')], 'durable'))).rejects.toThrow(Truncated);
  expect(await until(client.latestSnapshot('a'))).toBe(null);
  const ids = (await until(client.read('a', 0, 100))).map(({ id }) => id);
  expect([ids[0], ids.at(-1)]).toEqual(['kept', 'more']);
});

test('calls of who died are never answered, and one that cannot be reached says so in two seconds', async () => {
  const { scheduler, store, until } = begun('3');
  store.troubles = calm;
  const answered: string[] = [];
  void store
    .client('dead')
    .append('a', [entry('x')], 'durable')
    .then(() => answered.push('x'));
  scheduler.kill('dead');
  store.goDown();
  const begin = scheduler.now();
  await expect(until(store.client('one').heads(['a']))).rejects.toThrow(StoreUnavailable);
  expect(scheduler.now() - begin).toBeLessThanOrEqual(2000);
  await scheduler.runUntil(() => false);
  expect(answered).toEqual([]);
});
