/** One run: a few replicas and clients over a simulated store, with all trouble there is, drawn from a seed; what was wrong in the end. */
import type { Store } from '../../../src/store/port.ts';
import { check } from '../history/checker/check.ts';
import type { Violation } from '../history/checker/history.ts';
import { makeRecorder } from '../history/workload/recorder.ts';
import { makeClients, type Cluster } from './clients.ts';
import { makeReplica, type Replica, type Seams } from './replica.ts';
import { Scheduler } from './scheduler.ts';
import { SimulatedStore } from './simulated-store.ts';

export const asItIs: Seams = {
  store: (store) => store,
  machine: (machine) => machine,
  line: (line) => line,
  lookUp: (lookUp) => lookUp,
  time: (time) => time,
  newId: (newId) => newId,
};

/** Something wrong, or a promise that was not kept. */
export type Fault = Violation | { readonly wrong: 'bug' | 'silent'; readonly object: string; readonly text: string };

const replicas = 3;
const clients = 5;
const turns = 16;
/** Milliseconds for which entries stay behind a snapshot: longer than anything is under way. */
const kept = 15_000;
/** Simulated milliseconds within which all who ask must be answered, once all is whole again. */
const longest = 120_000;

interface Slot extends Cluster {
  life: number;
  end: () => void;
}

export async function run(seed: string, bug: Partial<Seams> = {}): Promise<readonly Fault[]> {
  const scheduler = new Scheduler(seed);
  const store = new SimulatedStore(scheduler, kept);
  const seams = { ...asItIs, ...bug };
  const recorder = makeRecorder();
  const faults: Fault[] = [];
  const onBug = (error: unknown): unknown =>
    faults.push({
      wrong: 'bug',
      object: 'replica',
      text: error instanceof Error ? String(error.stack) : String(error),
    });
  const slots = Array.from({ length: replicas }, (_, number) => {
    const skew = scheduler.chance.between(-30_000, 30_000);
    const slot: Slot = { name: `r${number}`, life: 0, replica: null, died: Promise.resolve(), end: () => {} };
    return { slot, start: () => start(slot, skew) };
  });
  const start = (slot: Slot, skew: number): Replica => {
    const owner = `${slot.name}.${slot.life++}`;
    slot.died = new Promise((resolve) => {
      slot.end = () => {
        scheduler.kill(owner);
        slot.replica = null;
        resolve();
      };
    });
    const newClient = (): Store => store.client(owner);
    const around = { scheduler, owner, clock: () => scheduler.now() + skew, onBug, newClient };
    return (slot.replica = makeReplica(newClient(), seams, around));
  };
  for (const { start: begin } of slots) begin();
  let failOvers = 0;
  const crowd = makeClients({
    scheduler,
    recorder,
    places: slots.map(({ slot }) => slot),
    failOvers: () => failOvers,
    onBug,
  });

  const ending = { isOver: false };
  const trouble = async (): Promise<void> => {
    while (!ending.isOver) {
      await crowd.rest(scheduler.chance.between(20, 700));
      if (!ending.isOver) await disturb();
    }
  };
  const disturb = async (): Promise<void> => {
    const kind = scheduler.chance.below(10);
    const { slot, start: begin } = scheduler.chance.pick(slots);
    if (kind < 4) {
      slot.end();
      await crowd.rest(scheduler.chance.below(500));
      begin();
    } else if (kind < 6) {
      store.goDown();
      await crowd.rest(scheduler.chance.below(1500));
      store.comeUp();
    } else if (kind < 8) {
      failOvers++;
      store.failOver();
    } else {
      const often = scheduler.chance.below(150);
      store.troubles = { lostBefore: often, lostAfter: scheduler.chance.below(150) };
    }
  };
  const whole = async (): Promise<void> => {
    await crowd.setUp();
    const troubled = trouble();
    await Promise.all(Array.from({ length: clients }, (_, number) => crowd.live(number, turns)));
    ending.isOver = true;
    await troubled;
    store.troubles = { lostBefore: 0, lostAfter: 0 };
    await crowd.readAll();
  };
  let isDone = false;
  void whole().then(
    () => (isDone = true),
    (error: unknown) => {
      faults.push({ wrong: 'bug', object: 'run', text: error instanceof Error ? String(error.stack) : String(error) });
      isDone = true;
    },
  );
  const begin = scheduler.now();
  await scheduler.runUntil(() => isDone || scheduler.now() - begin > longest, 200_000);
  if (!isDone)
    faults.push({ wrong: 'silent', object: 'replica', text: `who asked was not answered (${crowd.waiting()})` });
  for (const { slot } of slots) slot.end();
  return isDone ? [...faults, ...check(recorder.history())] : faults;
}
