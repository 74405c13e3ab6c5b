import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { stopwatch } from '../../src/kernel/clock.ts';
import { postgresStore } from '../../src/store/postgres/store.ts';
import { StoreUnavailable, Truncated, type Store } from '../../src/store/port.ts';
import {
  isWithoutPostgres,
  startPostgres,
  startPostgresPair,
  type PostgresPair,
  type PostgresServer,
} from '../support/postgres.ts';
import { wayTo, type Way } from '../support/tcp-proxy.ts';

const entry = (id: string) => ({ id, body: new TextEncoder().encode(id) });

let made = 0;
const name = (): string => `stream ${++made}`;

/** What every operation says while the store is away, and that it says so in time. */
async function refusals(store: Store): Promise<readonly string[]> {
  const asked: readonly (() => Promise<unknown>)[] = [
    () => store.append('a', [entry('x')], 'durable'),
    () => store.append('a', [entry('y')], 'visible'),
    () => store.heads(['a']),
    () => store.read('a', 0, 1),
  ];
  return Promise.all(
    asked.map(async (ask) => {
      const gone = stopwatch();
      const error: unknown = await ask().then(
        () => new Error('it answered'),
        (thrown: unknown) => thrown,
      );
      expect(error).toBeInstanceOf(StoreUnavailable);
      // The promise is 2 s; a machine under load notices its own timers late.
      expect(gone()).toBeLessThan(20_000);
      return (error as Error).message;
    }),
  );
}

/** Appends until it is told that it is there. */
async function persistently(store: Store, stream: string, id: string): Promise<number> {
  for (;;) {
    try {
      return (await store.append(stream, [entry(id)], 'durable')).seqs[0] ?? -1;
    } catch (error) {
      if (!(error instanceof StoreUnavailable)) throw error;
      await sleep(20);
    }
  }
}

const idsOf = async (store: Store, stream: string): Promise<readonly string[]> =>
  (await store.read(stream, 0, 10_000)).map(({ id }) => id);

describe.skipIf(isWithoutPostgres)('the way to PostgreSQL', () => {
  let server: PostgresServer;
  beforeAll(async () => {
    server = await startPostgres();
  });
  afterAll(() => server.stop());

  const opened = async (): Promise<{ readonly way: Way; readonly store: Store }> => {
    const way = await wayTo(server.port);
    const store = await postgresStore(server.url().replace(String(server.port), String(way.port)));
    onTestFinished(async () => {
      await store.close();
      await way.close();
    });
    return { way, store };
  };

  test('may be slow', async () => {
    const { way, store } = await opened();
    const stream = name();
    way.delay = 40;
    const seqs = await Promise.all(['a', 'b', 'c'].map((id) => persistently(store, stream, id)));
    expect(seqs.toSorted()).toEqual([0, 1, 2]);
  });

  test('may be cut again and again, and nothing is lost or doubled', async () => {
    const { way, store } = await opened();
    const stream = name();
    const ids = Array.from({ length: 120 }, (_, at) => `${at}`);
    const seqs: number[] = [];
    // Cut while it is written, sooner or later, and then left open for as long as it needs.
    for (const [at, id] of ids.entries()) {
      way.isCuttingAnswers = at % 3 !== 2;
      const writing = persistently(store, stream, id);
      await sleep((at % 7) * 5);
      if (at % 2 === 0) way.cut();
      way.isCuttingAnswers = false;
      seqs.push(await writing);
    }
    expect(await idsOf(store, stream)).toEqual(ids);
    expect(seqs).toEqual(ids.map(Number));
  });

  test('may say everything twice', async () => {
    const { way, store } = await opened();
    const stream = name();
    way.isDoubling = true;
    way.cut();
    const ids = Array.from({ length: 60 }, (_, at) => `${at}`);
    await Promise.all(ids.map((id) => persistently(store, stream, id)));
    for (const id of ids.slice(0, 10)) await persistently(store, stream, `${id} more`);
    const read = await store.read(stream, 0, 1000);
    expect(read.map(({ seq }) => seq)).toEqual(Array.from({ length: 70 }, (_, at) => at));
    expect(new Set(read.map(({ id }) => id)).size).toBe(70);
  });

  test('may end in a black hole: that is said, and it heals', async () => {
    const { way, store } = await opened();
    const stream = name();
    await persistently(store, stream, 'x');
    way.isBlackHole = true;
    await refusals(store);
    await refusals(store);
    way.isBlackHole = false;
    expect(await persistently(store, stream, 'y')).toBe(1);
    expect((await store.heads([stream])).heads.get(stream)).toBe(2);
  });

  test('may end at a server that is paused, or gone, and back after a while', async () => {
    const own = await startPostgres();
    onTestFinished(() => own.stop());
    const store = await postgresStore(own.url());
    onTestFinished(() => store.close());
    const stream = name();
    await persistently(store, stream, 'x');
    own.signal('SIGSTOP');
    await refusals(store);
    own.signal('SIGCONT');
    expect(await persistently(store, stream, 'y')).toBe(1);
    await own.halt();
    for (const message of await refusals(store))
      expect(message).toMatch(/nobody listens there|ended the connection|cut|in time/);
    await own.start();
    expect(await persistently(store, stream, 'z')).toBe(2);
    expect(await idsOf(store, stream)).toEqual(['x', 'y', 'z']);
  });

  test('may end at a server that takes no writes, has no connection left, or lost the tables', async () => {
    const own = await startPostgres({ settings: { max_connections: 10, superuser_reserved_connections: 0 } });
    onTestFinished(() => own.stop());
    const store = await postgresStore(own.url());
    onTestFinished(() => store.close());
    await store.append('a', [entry('x')], 'durable');
    own.configure({ default_transaction_read_only: 'on' });
    own.reload();
    await sleep(300);
    await expect(store.append('a', [entry('y')], 'durable')).rejects.toThrow(/takes no writes|in time/);
    own.configure({ default_transaction_read_only: 'off' });
    own.reload();
    expect(await persistently(store, 'a', 'z')).toBe(1);
    await own.query('alter schema siem_sim rename to elsewhere');
    for (const message of await refusals(store)) expect(message).toMatch(/gone|in time/);
    await own.query('alter schema elsewhere rename to siem_sim');
    await persistently(store, 'a', 'v');
    const clients = Array.from({ length: 10 }, () => new pg.Client({ connectionString: own.url() }));
    for (const client of clients) client.on('error', () => undefined);
    await own.query(`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'siem-sim'`);
    await Promise.allSettled(clients.map((client) => client.connect()));
    for (const message of await refusals(store)) expect(message).toMatch(/no connection left|in time/);
    await Promise.allSettled(clients.map((client) => client.end()));
    expect(await persistently(store, 'a', 'w')).toBe(3);
  });
});

describe.skipIf(isWithoutPostgres)('a primary and its synchronous standby', () => {
  let pair: PostgresPair;
  const opened = async (): Promise<Store> => {
    const store = await postgresStore(pair.url());
    onTestFinished(() => store.close());
    return store;
  };
  const begun = async (): Promise<void> => {
    pair = await startPostgresPair();
    onTestFinished(() => pair.stop());
  };

  test('lose nothing that was acknowledged when the primary is killed, and go on after the promotion', async () => {
    await begun();
    const stores = await Promise.all([opened(), opened(), opened()]);
    const stream = name();
    const places = new Map<string, number>();
    const over = new AbortController();
    const writers = Promise.all(
      Array.from({ length: 12 }, async (_, writer) => {
        for (let turn = 0; !over.signal.aborted || turn < 5; turn++) {
          const id = `${writer}-${turn}`;
          places.set(id, await persistently(stores[writer % 3]!, stream, id));
        }
      }),
    );
    await sleep(300);
    await pair.primary.kill();
    await pair.standby.promote();
    const before = places.size;
    while (places.size < before + 12) await sleep(10);
    over.abort();
    await writers;
    const read = await stores[0]!.read(stream, 0, 100_000);
    expect(read.map(({ seq }) => seq)).toEqual(read.map((_, at) => at));
    expect(new Set(read.map(({ id }) => id)).size).toBe(read.length);
    expect([...places].filter(([id, seq]) => read[seq]?.id !== id)).toEqual([]);
    expect(read.filter(({ at }, of) => at < (read[of - 1]?.at ?? 0))).toEqual([]);
  });

  test('are not mistaken for each other when a primary that was replaced comes back', async () => {
    await begun();
    const store = await opened();
    const stream = name();
    await persistently(store, stream, 'x');
    await store.heads([stream]);
    await store.read(stream, 0, 1);
    pair.primary.signal('SIGSTOP');
    await refusals(store);
    await pair.standby.promote();
    expect(await persistently(store, stream, 'y')).toBe(1);
    pair.primary.signal('SIGCONT');
    await sleep(200);
    const other = await opened();
    for (const one of [store, other, store, other]) {
      expect((await one.heads([stream])).heads.get(stream)).toBe(2);
      expect(await idsOf(one, stream)).toEqual(['x', 'y']);
    }
    expect(await persistently(other, stream, 'z')).toBe(2);
  });

  test('take no durable write while the standby is away, answer looks, and heal', async () => {
    await begun();
    const store = await opened();
    const stream = name();
    await persistently(store, stream, 'x');
    await pair.standby.halt();
    await expect(store.append(stream, [entry('y')], 'durable')).rejects.toThrow(StoreUnavailable);
    expect((await store.heads([stream])).heads.get(stream)).toBe(1);
    await expect(store.append(stream, [entry('z')], 'durable')).rejects.toThrow(StoreUnavailable);
    await pair.standby.start();
    await persistently(store, stream, 'z');
    await persistently(store, stream, 'y');
    expect((await idsOf(store, stream)).toSorted()).toEqual(['x', 'y', 'z']);
  });

  test('tell who read entries that were only visible that they died with the primary', async () => {
    await begun();
    const [store, other] = [await opened(), await opened()];
    const stream = name();
    await persistently(store, stream, 'x');
    // What the standby does not get is on the primary alone.
    pair.standby.signal('SIGSTOP');
    await store.append(stream, [entry('note')], 'visible');
    expect(await idsOf(store, stream)).toEqual(['x', 'note']);
    await pair.primary.kill();
    await sleep(200);
    pair.standby.signal('SIGCONT');
    await pair.standby.promote();
    const kept = await idsOf(other, stream);
    if (kept.length === 1) {
      await expect(store.heads([stream])).rejects.toThrow(Truncated);
      expect(await persistently(other, stream, 'another')).toBe(1);
      await expect(store.heads([stream])).rejects.toThrow(Truncated);
      await expect(store.append(stream, [entry('more')], 'durable')).rejects.toThrow(Truncated);
      await expect(store.read(stream, 2, 10)).rejects.toThrow(Truncated);
      await expect(store.saveSnapshot(stream, 2, new Uint8Array(1))).rejects.toThrow(Truncated);
    }
    await store.latestSnapshot(stream);
    expect(await idsOf(store, stream)).toEqual(await idsOf(other, stream));
  });

  test('tell who finds an entry of its own in its place, appended again, that what stands before it is another', async () => {
    await begun();
    const [store, other, fresh] = [await opened(), await opened(), await opened()];
    const stream = name();
    await persistently(store, stream, 'x');
    pair.standby.signal('SIGSTOP');
    await other.append(stream, [entry('theirs')], 'visible');
    await store.append(stream, [entry('mine')], 'visible');
    expect(await idsOf(store, stream)).toEqual(['x', 'theirs', 'mine']);
    await pair.primary.kill();
    await sleep(200);
    pair.standby.signal('SIGCONT');
    await pair.standby.promote();
    if ((await idsOf(fresh, stream)).length === 1) {
      await persistently(fresh, stream, 'another');
      // As an append does that was on its way.
      await persistently(fresh, stream, 'mine');
      await expect(store.heads([stream])).rejects.toThrow(Truncated);
    }
    await store.latestSnapshot(stream);
    expect(await idsOf(store, stream)).toEqual(await idsOf(fresh, stream));
  });
});
