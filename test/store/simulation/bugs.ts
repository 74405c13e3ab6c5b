/** Deliberate bugs of a replica, each put around one of its parts. The simulation must find them all. */
import type { Store } from '../../../src/store/port.ts';
import type { ToldTime } from '../../../src/sim/replica/told-time.ts';
import type { Around, Seams } from './replica.ts';

type Bug = Partial<Seams>;

/** A store some of whose calls are others. */
const withStore = (change: (store: Store, around: Around) => Partial<Store>): Bug => ({
  store: (store, around) => ({ ...store, ...change(store, around) }),
});

/** Why a call failed, after which something is done wrong. */
function tellingFailures(store: Store, failed: () => void): Store {
  const told = async <Result>(call: Promise<Result>): Promise<Result> => {
    try {
      return await call;
    } catch (error) {
      failed();
      throw error;
    }
  };
  return {
    ...store,
    append: (...given) => told(store.append(...given)),
    appendAfter: (...given) => told(store.appendAfter(...given)),
    heads: (...given) => told(store.heads(...given)),
    read: (...given) => told(store.read(...given)),
  };
}

/** Owners whose calls failed a moment ago. */
const failed = new WeakMap<Around, boolean>();

/** Times that a replica was told. */
const times = new WeakMap<Around, ToldTime[]>();

export const bugs: Readonly<Record<string, Bug>> = {
  'a look tells the time of a clock that runs': {
    time: (time, around) => {
      times.set(around, [...(times.get(around) ?? []), time]);
      return time;
    },
    lookUp:
      (lookUp, around) =>
      async (...asked) => {
        const look = await lookUp(...asked);
        for (const time of times.get(around) ?? []) time.tellAtLeast(look.now);
        return look;
      },
  },
  'an append that is made again is never answered': withStore((store) => {
    const asked = new Set<string>();
    return {
      append: (stream, entries, how, besides) => {
        const isAgain = entries.some(({ id }) => asked.has(id));
        for (const { id } of entries) asked.add(id);
        return isAgain ? new Promise(() => {}) : store.append(stream, entries, how, besides);
      },
    };
  }),
  'an append that is made again has other ids': withStore((store) => {
    const asked = new Set<string>();
    return {
      append: (stream, entries, how, besides) => {
        const isAgain = entries.some(({ id }) => asked.has(id));
        for (const { id } of entries) asked.add(id);
        const renamed = entries.map(({ id, body }) => ({ id: `${id} again`, body }));
        return store.append(stream, isAgain ? renamed : entries, how, besides);
      },
    };
  }),
  'a look serves who came after it began': {
    lookUp: (lookUp) => {
      const underWay = new Map<string, ReturnType<typeof lookUp>>();
      return (streams) => {
        const key = streams.join();
        const before = underWay.get(key);
        if (before !== undefined) return before;
        const look = lookUp(streams);
        underWay.set(key, look);
        const over = (): unknown => underWay.delete(key);
        look.then(over, over);
        return look;
      };
    },
  },
  'a read waits for nothing': {
    line: (line) => ({ ...line, reach: async () => {}, asOf: (_, act, patience) => line.asOf(0, act, patience) }),
  },
  'what is read ahead counts whatever came meanwhile': {
    line: (line) => ({ ...line, noteAsOf: async (note, _, patience) => (await line.note(note, patience), true) }),
  },
  'what is read ahead is held against what was carried out since': {
    line: (line, { scheduler, owner }) => ({
      ...line,
      noteAsOf: async (note, _, patience) => {
        await new Promise<void>((resolve) => void scheduler.after(30, owner, resolve));
        return line.noteAsOf(note, line.version(), patience);
      },
    }),
  },
  'each replica counts its own requests': {
    machine: (machine, _, world) => ({
      ...machine,
      execute: (entry, isOwn) => {
        const before = [...world.state().counted];
        const outcome = machine.execute(entry, isOwn);
        if (!isOwn) world.state().counted.splice(0, Infinity, ...before);
        return outcome;
      },
    }),
  },
  'a read is answered before its note is seen': {
    line: (line) => ({
      ...line,
      note: async (note) => {
        line.note(note).catch(() => {});
      },
    }),
  },
  'a snapshot counts as one of a later place': withStore((store) => ({
    saveSnapshot: (stream, seq, bytes) => store.saveSnapshot(stream, seq + 1, bytes),
  })),
  'a snapshot forgets what no command tells of': {
    machine: (machine) => ({
      ...machine,
      save: () => {
        const saved = machine.save();
        return saved === null ? null : Buffer.from(JSON.stringify({ ...JSON.parse(String(saved)), nonces: [] }));
      },
    }),
  },
  'the clock of the machine counts': { time: (time, { clock }) => ({ ...time, wall: { now: clock } }) },
  'an entry is carried out twice after the connection was cut': {
    store: (store, around) => tellingFailures(store, () => void failed.set(around, true)),
    machine: (machine, around) => ({
      ...machine,
      execute: (entry, isOwn) => {
        if (failed.get(around) === true) void machine.execute(entry, isOwn);
        failed.set(around, false);
        return machine.execute(entry, isOwn);
      },
    }),
  },
  'a write is acknowledged before it is on disk': withStore((store) => ({
    append: (stream, entries, _, besides) => store.append(stream, entries, 'visible', besides),
  })),
  'entries that the store lost are kept': {
    // Each call is by a client of its own, which has read nothing that could be gone.
    store: (store, { newClient }) => ({
      ...store,
      append: (...given) => newClient().append(...given),
      appendAfter: (...given) => newClient().appendAfter(...given),
      heads: (...given) => newClient().heads(...given),
      read: (...given) => newClient().read(...given),
      saveSnapshot: (...given) => newClient().saveSnapshot(...given),
    }),
  },
  'all worlds of a name are one': withStore((store) => {
    const plain = (stream: string): string => stream.replace(/#\d+$/, '');
    return {
      append: (stream, entries, how) => store.append(plain(stream), entries, how),
      heads: async (streams) => {
        const { heads, now } = await store.heads(streams.map(plain));
        return { now, heads: new Map(streams.map((stream) => [stream, heads.get(plain(stream)) ?? 0])) };
      },
      read: (stream, from, most) => store.read(plain(stream), from, most),
      saveSnapshot: (stream, seq, bytes) => store.saveSnapshot(plain(stream), seq, bytes),
      latestSnapshot: (stream) => store.latestSnapshot(plain(stream)),
      remove: async () => {},
    };
  }),
  'a world goes on after its end': withStore((store) => ({
    append: (stream, entries, how) => store.append(stream, entries, how),
  })),
  'each wait has a patience of its own': {
    lookUp: (lookUp) => (streams) => lookUp(streams),
    line: (line) => ({
      ...line,
      order: (body, besides) => line.order(body, besides),
      reach: (head) => line.reach(head),
      asOf: (head, act) => line.asOf(head, act),
      note: (note) => line.note(note),
    }),
  },
  'two replicas make the same ids': {
    newId: () => {
      let ids = 0;
      return () => `${ids++}`;
    },
  },
  'entries that come together are taken in the order of their ids': withStore((store) => ({
    read: async (stream, from, most) => {
      const entries = await store.read(stream, from, most);
      const sorted = [...entries].sort((one, other) => (one.id < other.id ? -1 : 1));
      return sorted.map((entry, at) => ({ ...entry, seq: entries[at]?.seq ?? 0 }));
    },
  })),
  'an entry has the time of who carries it out': {
    machine: (machine, { clock }) => ({
      ...machine,
      execute: (entry, isOwn) => machine.execute({ ...entry, at: clock() }, isOwn),
    }),
  },
  'what is not answered in time counts as done': {
    line: (line) => ({
      ...line,
      order: (body) => line.order(body).catch(() => ({ isDone: true, now: 0 })),
    }),
  },
};
