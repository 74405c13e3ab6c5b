/** Clients of simulated replicas: they ask for one thing after another, record what came of it, and are told nothing by who dies. */
import { Removed, StoreUnavailable, Truncated } from '../../../src/store/port.ts';
import type { ListOperation, Operation } from '../history/checker/history.ts';
import type { Recorder } from '../history/workload/recorder.ts';
import type { Replica } from './replica.ts';
import type { Scheduler } from './scheduler.ts';
import { every, type Request, type ToyState } from './toy-world.ts';

/** A place for a replica. */
export interface Cluster {
  readonly name: string;
  /** Null while it is down. */
  replica: Replica | null;
  /** Resolves when the present one dies. */
  died: Promise<void>;
}

interface Told<Result> {
  readonly operation: Operation;
  /** Undefined where nobody knows. */
  readonly result: Result | undefined;
}

const main = 'main';
const rule = 'each-third';

export interface Crowd {
  readonly scheduler: Scheduler;
  readonly recorder: Recorder;
  readonly places: readonly Cluster[];
  /** Counts machines of the store that died, and with them what was noted but not yet on disk. */
  readonly failOvers: () => number;
  /** Told of errors that no replica may answer with. */
  readonly onBug: (error: unknown) => void;
}

export function makeClients({ scheduler, recorder, places, failOvers, onBug }: Crowd) {
  const { chance } = scheduler;
  let moment = 0;
  let made = 0;
  let waiting = 0;
  const fresh = (what: string): string => `${what}${made++}`;
  const rest = (milliseconds: number): Promise<void> =>
    new Promise((resolve) => void scheduler.after(milliseconds, 'clients', resolve));

  /** Asks one replica; null where it is down. Moments are counted, so that all that happens is before or after all else. */
  const ask = async <Result>(
    client: number,
    place: Cluster,
    question: (replica: Replica) => Promise<Result>,
  ): Promise<Told<Result> | null> => {
    if (place.replica === null) return null;
    const begin = { client, replica: place.name, invoked: ++moment };
    waiting++;
    const unknown = (): Told<Result> => ({
      operation: { ...begin, completed: Infinity, outcome: 'unknown' },
      result: undefined,
    });
    const answered = question(place.replica).then(
      (result): Told<Result> => ({ operation: { ...begin, completed: ++moment, outcome: 'done' }, result }),
      (error: unknown) => {
        if (!(error instanceof StoreUnavailable || error instanceof Truncated || error instanceof Removed))
          onBug(error);
        return unknown();
      },
    );
    const told = await Promise.race([answered, place.died.then(unknown)]);
    waiting--;
    return told;
  };
  const order = (client: number, place: Cluster, request: Request) =>
    ask(client, place, (replica) => replica.write(main, request));
  /** A list is kept as it is here, so that comparing costs its length. */
  const asRead = (operation: Operation, elements: readonly string[]): ListOperation => ({
    ...operation,
    kind: 'read',
    elements,
    length: elements.length,
  });

  const read = async (client: number, place: Cluster): Promise<ToyState | null> => {
    // Notes are promised to be there for as long as the machine of the store lives.
    const journal = `journal ${failOvers()}`;
    const mark = `${journal}: ${fresh('mark')}`;
    const told = await ask(client, place, (replica) => replica.read(main, mark));
    if (told === null) return null;
    const { operation, result } = told;
    const isSame = journal === `journal ${failOvers()}`;
    const noted: Operation = isSame ? operation : { ...operation, completed: Infinity, outcome: 'unknown' };
    recorder.list(journal, { ...noted, kind: 'append', element: mark });
    if (result === undefined || result === null) return null;
    const { state, now } = result;
    recorder.list('list', asRead(operation, state.list));
    if (isSame && now !== null)
      recorder.list(
        journal,
        asRead(
          operation,
          state.journal.filter((one) => one.startsWith(`${journal}:`)),
        ),
      );
    recorder.value('value', { ...operation, kind: 'read', value: state.value });
    if (now !== null) recorder.clock('clock', { ...operation, now });
    return state;
  };
  const append = async (client: number, place: Cluster): Promise<void> => {
    const element = fresh('e');
    const told = await order(client, place, { kind: 'append', element });
    if (told === null) return;
    recorder.list('list', { ...told.operation, kind: 'append', element });
    if (told.result?.now !== undefined) recorder.clock('clock', { ...told.operation, now: told.result.now });
  };
  const swap = async (client: number, place: Cluster): Promise<void> => {
    const state = await read(client, place);
    const to = fresh('v');
    if (state === null) return;
    const told = await order(client, chance.pick(places), { kind: 'swap', from: state.value, to });
    if (told !== null) recorder.value('value', { ...refusedIf(told), kind: 'swap', from: state.value, to });
  };
  const use = async (client: number): Promise<void> => {
    const nonce = fresh('n');
    for (const place of [places, places].flat()) {
      const told = await order(client, place, { kind: 'use', nonce });
      if (told !== null) recorder.nonce(nonce, refusedIf(told));
    }
  };
  const count = async (client: number, place: Cluster): Promise<void> => {
    const element = fresh('c');
    const told = await order(client, place, { kind: 'count', element });
    if (told !== null) recorder.counted(rule, { ...told.operation, element, isHit: told.result?.isDone === true });
  };
  const lookAtClock = async (client: number, place: Cluster): Promise<void> => {
    const told = await order(client, place, { kind: 'turn clock' });
    if (told?.result) recorder.clock('clock', { ...told.operation, now: told.result.now });
  };
  const life = async (client: number, place: Cluster): Promise<void> => {
    const name = `life${Math.floor(made / 25)}`;
    const kind = chance.below(6);
    if (kind < 2) {
      const what = kind === 0 ? 'make' : 'remove';
      const told = await ask(client, place, (replica) => replica[what](name));
      if (told !== null) recorder.world(name, { ...told.operation, kind: what, found: told.result === true });
    } else if (kind < 4) {
      const element = fresh('e');
      const told = await ask(client, place, (replica) => replica.write(name, { kind: 'append', element }));
      if (told !== null)
        recorder.world(name, { ...told.operation, kind: 'write', element, found: told.result !== null });
    } else {
      const told = await ask(client, place, (replica) => replica.read(name, fresh('mark')));
      if (told !== null)
        recorder.world(name, { ...told.operation, kind: 'look', elements: told.result?.state.list ?? null });
    }
  };
  const acts = [
    { weight: 4, act: append },
    { weight: 4, act: read },
    { weight: 3, act: swap },
    { weight: 1, act: use },
    { weight: 3, act: count },
    { weight: 3, act: lookAtClock },
    { weight: 5, act: life },
  ] as const;
  const surely = async <Result>(place: Cluster, question: (replica: Replica) => Promise<Result>): Promise<Result> => {
    for (;;) {
      const told = await ask(-1, place, question);
      if (told?.result !== undefined) return told.result;
      await rest(50);
    }
  };
  return {
    rest,
    waiting: () => waiting,
    setUp: async (): Promise<void> => {
      recorder.register('value', '0');
      recorder.counter(rule, every);
      // What went unanswered may have made it: then the next one would make it anew, which nobody has written to yet.
      await surely(places[0] as Cluster, (replica) => replica.make(main));
    },
    live: async (client: number, turns: number): Promise<void> => {
      for (let turn = 0; turn < turns; turn++) {
        await chance.weighted(acts).act(client, chance.pick(places));
        await rest(chance.below(60));
      }
    },
    /** All that there is, at each replica; each must take a write as well. */
    readAll: async (): Promise<void> => {
      for (const place of places) await surely(place, (replica) => replica.write(main, { kind: 'turn clock' }));
      for (const place of places) {
        let state = await read(-1, place);
        while (state === null) state = await read(-1, place);
        recorder.sequence(rule, state.counted);
      }
      // What is still on its way comes in.
      await rest(10_000);
      const last = places.at(-1) as Cluster;
      await surely(last, (replica) => replica.write(main, { kind: 'turn clock' }));
      for (const place of places) {
        const state = await surely(place, (replica) => replica.read(main, fresh('mark')));
        const { journal: _, ...rest_ } = state?.state ?? { journal: [] };
        recorder.state({ replica: place.name, object: main, hash: JSON.stringify(rest_) });
      }
    },
  };
}

const refusedIf = ({ operation, result }: Told<{ readonly isDone: boolean } | null>): Operation =>
  operation.outcome === 'done' && result?.isDone === false ? { ...operation, outcome: 'refused' } : operation;
