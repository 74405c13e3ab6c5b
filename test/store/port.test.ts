import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { memoryStore, StoreMemory } from '../../src/store/memory.ts';
import { postgresStore } from '../../src/store/postgres/store.ts';
import { Removed, StoreUnavailable, Truncated, type Store } from '../../src/store/port.ts';
import { isWithoutPostgres, startPostgres, type PostgresServer } from '../support/postgres.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const text = (given: Uint8Array): string => new TextDecoder().decode(given);
const entry = (id: string) => ({ id, body: bytes(`body of ${id}`) });

/** Clients of one store, which forgets entries behind a snapshot at once or never. */
interface House {
  readonly client: (kept?: number) => Promise<Store>;
}

let server: PostgresServer | undefined;
beforeAll(async () => {
  if (!isWithoutPostgres) server = await startPostgres();
});
afterAll(() => server?.stop());

const houses: Readonly<Record<string, () => House>> = {
  memory: () => {
    const memories = new Map<number | undefined, StoreMemory>();
    return {
      client: async (kept) => {
        const memory = memories.get(kept) ?? new StoreMemory(undefined, kept);
        memories.set(kept, memory);
        return memoryStore(memory);
      },
    };
  },
  PostgreSQL: () => ({
    client: (kept) => postgresStore(server?.url() ?? '', kept === undefined ? {} : { kept }),
  }),
};

/** Asks until it is answered: what is large may take a busy machine longer than the store may be away. */
async function patiently<Told>(ask: () => Promise<Told>): Promise<Told> {
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      if (!(error instanceof StoreUnavailable)) throw error;
    }
  }
}

let made = 0;
const name = (): string => `stream ${++made}`;

describe.each(Object.keys(houses))('a store in %s', (kind) => {
  const opened = async (kept?: number, house = houses[kind]!()): Promise<Store> => {
    const store = await house.client(kept);
    onTestFinished(() => store.close());
    return store;
  };
  const both = async (): Promise<readonly [Store, Store]> => {
    const house = houses[kind]!();
    return [await opened(undefined, house), await opened(undefined, house)];
  };
  const all = async (store: Store, stream: string): Promise<readonly string[]> =>
    (await store.read(stream, 0, 100_000)).map(({ id }) => id);
  const it = test.skipIf(kind === 'PostgreSQL' && isWithoutPostgres);

  it('keeps entries in the order in which they came, with their bodies', async () => {
    const [one, other] = await both();
    const stream = name();
    const binary = Uint8Array.from({ length: 256 }, (_, at) => at);
    expect((await one.append(stream, [entry('x'), { id: 'y', body: binary }], 'durable')).seqs).toEqual([0, 1]);
    expect((await other.append(stream, [{ id: 'z', body: new Uint8Array() }], 'visible')).seqs).toEqual([2]);
    const read = await one.read(stream, 0, 10);
    expect(read.map(({ seq, id }) => [seq, id])).toEqual([
      [0, 'x'],
      [1, 'y'],
      [2, 'z'],
    ]);
    expect(Buffer.from(read[1]!.body).equals(binary)).toBe(true);
    expect(read[2]!.body).toHaveLength(0);
    expect((await other.read(stream, 1, 1)).map(({ id }) => id)).toEqual(['y']);
    expect(await other.read(stream, 3, 10)).toEqual([]);
  });

  it('appends behind an entry where that is the last, and otherwise nothing', async () => {
    const [one, other] = await both();
    const stream = name();
    await one.append(stream, [entry('x')], 'durable');
    expect(await other.appendAfter(stream, 'x', entry('y'))).toMatchObject({ seqs: [1], end: 1 });
    expect(await one.appendAfter(stream, 'x', entry('z'))).toBeNull();
    expect(await all(one, stream)).toEqual(['x', 'y']);
    expect(await one.appendAfter(name(), 'x', entry('z'))).toBeNull();
    await one.remove(stream);
    expect(await other.appendAfter(stream, 'y', entry('z')).catch((error: unknown) => error)).toSatisfy(
      (found) => found === null || found instanceof Removed,
    );
  });

  it('appends behind an entry once, however often it is asked to', async () => {
    const [one, other] = await both();
    const stream = name();
    await one.append(stream, [entry('x')], 'durable');
    const first = await one.appendAfter(stream, 'x', entry('y'));
    expect(await one.appendAfter(stream, 'x', entry('y'))).toMatchObject({ seqs: first!.seqs, ats: first!.ats });
    await other.append(stream, [entry('z')], 'durable');
    expect(await one.appendAfter(stream, 'x', entry('y'))).toMatchObject({ seqs: first!.seqs, ats: first!.ats });
    expect(await all(one, stream)).toEqual(['x', 'y', 'z']);
  });

  it('appends behind the last entries of several streams at once, but not beside others', async () => {
    const store = await opened();
    const streams = [name(), name(), name()];
    const [first = '', second = '', third = ''] = streams;
    for (const stream of streams) await store.append(stream, [entry(`x of ${stream}`)], 'durable');
    const after = (stream: string, last = `x of ${stream}`) => store.appendAfter(stream, last, entry(`y of ${stream}`));
    const [, ...found] = await Promise.all([
      store.append(third, [entry('w')], 'visible'),
      after(first),
      after(second, 'another'),
      after(third),
      store.heads(streams),
      after(name()),
    ]);
    expect(found[0]).toMatchObject({ seqs: [1] });
    expect([found[1], found[2], found[4]]).toEqual([null, null, null]);
    const lengths = await Promise.all(streams.map(async (stream) => (await all(store, stream)).length));
    expect(lengths).toEqual([2, 1, 2]);
  });

  it('tells when each entry was appended, and never a time that goes back', async () => {
    const [one, other] = await both();
    const stream = name();
    const appended = await one.append(stream, [entry('x'), entry('y')], 'durable');
    const again = await other.append(stream, [entry('y'), entry('z')], 'visible');
    const read = await other.read(stream, 0, 10);
    expect(read.map(({ at }) => at)).toEqual([...appended.ats, again.ats[1]]);
    expect(again.ats[0]).toBe(appended.ats[1]);
    expect(read.map(({ at }) => at)).toEqual(read.map(({ at }) => at).toSorted((a, b) => a - b));
    const looked = await one.heads([stream]);
    expect(looked.now).toBeGreaterThanOrEqual(again.now);
    expect(Number.isInteger(looked.now)).toBe(true);
  });

  it('gives an id one place for ever', async () => {
    const [one, other] = await both();
    const stream = name();
    await one.append(stream, [entry('x'), entry('y')], 'durable');
    expect((await other.append(stream, [entry('y'), entry('z'), entry('x')], 'durable')).seqs).toEqual([1, 2, 0]);
    expect((await one.append(stream, [entry('z'), entry('z')], 'visible')).seqs).toEqual([2, 2]);
    expect(await all(one, stream)).toEqual(['x', 'y', 'z']);
  });

  it('gives an id one place when many append it at once', async () => {
    const house = houses[kind]!();
    const clients = await Promise.all([1, 2, 3].map(() => opened(undefined, house)));
    const stream = name();
    const answers = await Promise.all(
      Array.from({ length: 12 }, (_, at) =>
        clients[at % 3]!.append(stream, [entry('same'), entry(`own ${at}`)], at % 2 === 0 ? 'durable' : 'visible'),
      ),
    );
    expect(new Set(answers.map(({ seqs }) => seqs[0])).size).toBe(1);
    const ids = await all(clients[0]!, stream);
    expect(ids).toHaveLength(13);
    expect(answers.map(({ seqs }, at) => ids[seqs[1]!] === `own ${at}`)).not.toContain(false);
  });

  it('has no gap and loses nothing, with 24 writers by three clients', async () => {
    const house = houses[kind]!();
    const clients = await Promise.all([1, 2, 3].map(() => opened(undefined, house)));
    const streams = [name(), name()];
    const places = new Map<string, number>();
    await Promise.all(
      Array.from({ length: 24 }, async (_, writer) => {
        let before = -1;
        for (let turn = 0; turn < 20; turn++) {
          const stream = streams[(writer + turn) % 2]!;
          const id = `${writer}-${turn}`;
          const client = clients[writer % 3]!;
          const { seqs } = await client.append(stream, [entry(id)], turn % 3 === 0 ? 'durable' : 'visible');
          places.set(`${stream} ${id}`, seqs[0]!);
          const { heads } = await client.heads([stream]);
          expect(heads.get(stream)).toBeGreaterThan(seqs[0]!);
          expect(heads.get(stream)).toBeGreaterThan(before);
          before = turn % 2 === 0 ? -1 : before;
        }
      }),
    );
    for (const stream of streams) {
      const read = await clients[0]!.read(stream, 0, 10_000);
      expect(read.map(({ seq }) => seq)).toEqual(Array.from({ length: 240 }, (_, at) => at));
      expect(read.filter(({ seq, id }) => places.get(`${stream} ${id}`) !== seq)).toEqual([]);
      expect(read.filter(({ at }, of) => at < (read[of - 1]?.at ?? 0))).toEqual([]);
    }
  });

  it('appends what goes to other streams at the same moment, and leaves out those that were removed', async () => {
    const [one, other] = await both();
    const [stream, beside, gone] = [name(), name(), name()];
    await one.append(beside, [entry('first')], 'durable');
    await one.remove(gone);
    const besides = [
      { ...entry('b'), stream: beside },
      { ...entry('c'), stream: gone },
    ];
    for (const client of [one, other])
      expect((await client.append(stream, [entry('a')], 'durable', besides)).seqs).toEqual([0]);
    expect((await other.read(stream, 0, 9)).map(({ id }) => id)).toEqual(['a']);
    expect((await other.read(beside, 0, 9)).map(({ id }) => id)).toEqual(['first', 'b']);
    expect((await one.heads([gone])).heads.get(gone)).toBe(0);
  });

  it('appends of several streams at once each where they belong', async () => {
    const store = await opened();
    const streams = Array.from({ length: 8 }, name);
    const answers = await Promise.all(
      streams.flatMap((stream) =>
        ['a', 'b'].map((id) => store.append(stream, [entry(id), entry(`${id}2`)], 'durable')),
      ),
    );
    expect(answers.map(({ seqs }) => seqs)).toEqual(
      streams.flatMap(() => [
        [0, 1],
        [2, 3],
      ]),
    );
    const { heads } = await store.heads([...streams, 'none']);
    expect([...heads.values()]).toEqual([...streams.map(() => 4), 0]);
  });

  it('reads large entries in pieces, and one at least', async () => {
    const store = await opened();
    const stream = name();
    const large = new Uint8Array(5 * 1024 * 1024).fill(7);
    for (const id of ['a', 'b', 'c']) await patiently(() => store.append(stream, [{ id, body: large }], 'durable'));
    let from = 0;
    const ids: string[] = [];
    const next = () => patiently(() => store.read(stream, from, 10));
    for (let got = await next(); got.length > 0; got = await next()) {
      for (const { seq, id, body } of got) {
        expect(seq).toBe(from);
        expect(Buffer.from(body).equals(large)).toBe(true);
        ids.push(id);
        from += 1;
      }
    }
    expect(ids).toEqual(['a', 'b', 'c']);
  });

  it('keeps the newest snapshot, of any size', async () => {
    const [one, other] = await both();
    const stream = name();
    expect(await one.latestSnapshot(stream)).toBe(null);
    await one.append(stream, [entry('x'), entry('y')], 'durable');
    const large = Uint8Array.from({ length: 1_700_000 }, (_, at) => at % 251);
    await patiently(() => other.saveSnapshot(stream, 2, large));
    await one.saveSnapshot(stream, 1, bytes('older'));
    const kept = await patiently(() => one.latestSnapshot(stream));
    expect(kept?.seq).toBe(2);
    expect(Buffer.from(kept!.bytes).equals(large)).toBe(true);
    await one.saveSnapshot(stream, 2, bytes(''));
    await expect(one.saveSnapshot(stream, 3, bytes('of nothing'))).rejects.toThrow(Truncated);
    expect((await other.latestSnapshot(stream))?.seq).toBe(2);
    await one.saveSnapshot(`${stream} new`, 0, bytes('begin'));
    expect(text((await one.latestSnapshot(`${stream} new`))!.bytes)).toBe('begin');
  });

  it('keeps entries behind a snapshot for who appends them again', async () => {
    const store = await opened();
    const stream = name();
    await store.append(stream, [entry('x'), entry('y')], 'durable');
    await store.saveSnapshot(stream, 2, bytes('both'));
    expect((await store.append(stream, [entry('x')], 'durable')).seqs).toEqual([0]);
    expect(await all(store, stream)).toEqual(['x', 'y']);
  });

  it('lets old entries behind a snapshot go, and says so to who would read them', async () => {
    const store = await opened(-1);
    const stream = name();
    await store.append(stream, [entry('x'), entry('y'), entry('z')], 'durable');
    await store.saveSnapshot(stream, 2, bytes('two'));
    await expect(store.read(stream, 0, 10)).rejects.toThrow(Truncated);
    await expect(store.read(stream, 1, 10)).rejects.toThrow(Truncated);
    expect((await store.read(stream, 2, 10)).map(({ id }) => id)).toEqual(['z']);
    expect((await store.append(stream, [entry('w')], 'durable')).seqs).toEqual([3]);
    expect((await store.heads([stream])).heads.get(stream)).toBe(4);
    await expect(store.read(stream, 5, 10)).rejects.toThrow(Truncated);
  });

  it('removes a stream for good', async () => {
    const [one, other] = await both();
    const [stream, unknown] = [name(), name()];
    await one.append(stream, [entry('x')], 'durable');
    await one.saveSnapshot(stream, 1, bytes('x'));
    await other.remove(stream);
    await other.remove(unknown);
    for (const gone of [stream, unknown]) {
      await expect(one.append(gone, [entry('y')], 'durable')).rejects.toThrow(Removed);
      await expect(one.read(gone, 0, 1)).rejects.toThrow(Removed);
      await expect(one.latestSnapshot(gone)).rejects.toThrow(Removed);
      await expect(one.saveSnapshot(gone, 0, bytes(''))).rejects.toThrow(Removed);
      await one.remove(gone);
    }
    const beside = name();
    const answers = await Promise.allSettled([
      one.append(stream, [entry('late')], 'durable'),
      one.append(beside, [entry('x')], 'durable'),
    ]);
    expect(answers.map(({ status }) => status)).toEqual(['rejected', 'fulfilled']);
    expect((await one.heads([stream, beside])).heads).toEqual(
      new Map([
        [stream, 0],
        [beside, 1],
      ]),
    );
  });

  it('keeps blobs by their content', async () => {
    const [one, other] = await both();
    const blob = Uint8Array.from({ length: 1_200_000 }, (_, at) => (at * 7) % 256);
    const [first, second] = await Promise.all([one.putBlob(blob), other.putBlob(blob)]);
    expect(second).toBe(first);
    expect(first).toMatch(/^[0-9a-f]{64}$/);
    expect(Buffer.from((await other.getBlob(first))!).equals(blob)).toBe(true);
    const empty = await one.putBlob(new Uint8Array());
    expect(await other.getBlob(empty)).toHaveLength(0);
    expect(await one.getBlob('0'.repeat(64))).toBe(null);
  });

  it('refuses once it is closed', async () => {
    const store = await houses[kind]!().client();
    await store.close();
    await expect(store.heads([])).rejects.toThrow(StoreUnavailable);
    await expect(store.append('a', [entry('x')], 'durable')).rejects.toThrow(StoreUnavailable);
    await store.close();
  });
});
