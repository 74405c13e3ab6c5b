/** Long computations in slices: a generator that says what it has done, driven to its end or a slice at a time among others. */
import { stopwatch } from './clock.ts';

/**
 * A long computation. It yields, after each piece of work, how many units the piece was; a unit is the test of one row by one
 * column, nominally 10 ns. What it yields follows from request and state alone, never from how it is driven.
 */
export type Sliced<Result> = Generator<number, Result, void>;

/** The same where it may also wait for somebody, such as the reader of what it writes. */
export type Waiting<Result> = Generator<number | Promise<unknown>, Result, void>;

/** Units that a piece should not exceed: some 0.2 ms, and ten times as long where it is done for the first time. */
export const pieceOfWork = 16_384;

/** Yielded before a step that cannot be cut: it begins a slice of its own. */
export const turnOver = 0;

/** Units of a nominal millisecond. */
export const unitsPerMs = 100_000;

/** Does it all at once. */
export function finished<Result>(work: Sliced<Result>): Result {
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
  }
}

/** Does it a slice at a time, with whatever else there is to do between. */
export async function finishedInTurns<Result>(work: Sliced<Result>): Promise<Result> {
  for (;;) {
    const spent = stopwatch();
    let step = work.next();
    while (step.done !== true && step.value !== turnOver && spent() < longestSlice) step = work.next();
    await new Promise((resolve) => void setImmediate(resolve));
    if (step.done === true) return step.value;
  }
}

/** Calls `each` for every item, which costs so many units. */
export function* inPieces<Item>(items: Iterable<Item>, units: number, each: (item: Item) => void): Sliced<void> {
  let done = 0;
  for (const item of items) {
    each(item);
    done += units;
    if (done >= pieceOfWork) {
      yield done;
      done = 0;
    }
  }
  if (done > 0) yield done;
}

/** Whether what a handler gave is work to be driven. */
export const isSliced = <Value>(value: Value): value is Extract<Value, Generator<unknown, unknown, never>> =>
  typeof value === 'object' && value !== null && Symbol.iterator in value && 'throw' in value;

/** Work that costs more than it may. */
export class OverBudget extends Error {}

/** Stops work that takes more than so many units, before it gives anything. Throws OverBudget. */
export function* within<Result>(units: number, work: Sliced<Result>): Sliced<Result> {
  let left = units;
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
    left -= step.value;
    if (left < 0) {
      work.return(undefined as never);
      throw new OverBudget(`more than ${units} units of work`);
    }
    yield step.value;
  }
}

/** What somebody sees who goes on where others have been meanwhile. */
export interface Held {
  /** Begins a slice, and says how it ends. */
  readonly enter: () => () => void;
  /** Nobody goes on any more. */
  readonly release: () => void;
}

/** Whose work it is, and what is to be done around its slices. */
export interface WorkOwner {
  /** Worlds take turns, and within a world its callers. */
  readonly world: object;
  readonly caller: string;
  /** Called when the work is interrupted for the first time. */
  readonly interrupted?: () => Held;
  /** True when nobody waits for the result any more: the work ends then. */
  readonly isUnwanted?: () => boolean;
}

export interface Scheduler {
  /**
   * Does work: at once as far as a slice reaches, the rest in turns with all other work. `done` is told the result, `failed`
   * what it threw; neither for work that nobody wants any more, whose `finally` blocks run.
   */
  readonly run: <Result>(
    work: Waiting<Result>,
    owner: WorkOwner,
    done: (result: Result) => void,
    failed: (error: unknown) => void,
  ) => void;
  /** Pieces of work that wait for their owner. */
  readonly waiting: () => number;
  /** Units of the largest piece so far, and how many slices there were. */
  readonly largestPiece: () => number;
  readonly slices: () => number;
}

interface Job {
  readonly owner: WorkOwner;
  /** Drives it for so many milliseconds; true when it is over, a promise when it waits. */
  readonly drive: (milliseconds: number) => boolean | Promise<unknown>;
  held: Held | null;
}

/** Milliseconds of a slice; what comes while others wait gets a shorter one at first. */
export const longestSlice = 4;
const firstAmongOthers = 1;

export function makeScheduler(): Scheduler {
  const queue = makeTurns<Job>();
  let isRunning = false;
  let largest = 0;
  let count = 0;

  const next = (): void => {
    const job = queue.take();
    if (job === undefined) {
      isRunning = false;
      return;
    }
    slice(job, longestSlice);
    setImmediate(next);
  };
  const add = (job: Job): void => {
    queue.add(job.owner.world, job.owner.caller, job);
    if (isRunning) return;
    isRunning = true;
    setImmediate(next);
  };
  const slice = (job: Job, milliseconds: number): void => {
    count++;
    const leave = job.held?.enter();
    const outcome = job.drive(milliseconds);
    leave?.();
    if (outcome === true) return job.held?.release();
    job.held ??= job.owner.interrupted?.() ?? null;
    if (outcome === false) add(job);
    else {
      const resume = (): void => add(job);
      void outcome.then(resume, resume);
    }
  };
  return {
    run: (work, owner, done, failed) => {
      const drive = (milliseconds: number): boolean | Promise<unknown> => {
        const spent = stopwatch();
        try {
          do {
            if (owner.isUnwanted?.() === true) {
              work.return(undefined as never);
              return true;
            }
            const step = work.next();
            if (step.done === true) {
              done(step.value);
              return true;
            }
            if (typeof step.value !== 'number') return step.value;
            if (step.value === turnOver) return false;
            if (step.value > largest) largest = step.value;
          } while (spent() < milliseconds);
          return false;
        } catch (error) {
          failed(error);
          return true;
        }
      };
      slice({ owner, drive, held: null }, isRunning ? firstAmongOthers : longestSlice);
    },
    waiting: queue.size,
    largestPiece: () => largest,
    slices: () => count,
  };
}

interface Turns<Item> {
  readonly add: (world: object, caller: string, item: Item) => void;
  /** The next by turns: another world each time, and in a world another caller each time. */
  readonly take: () => Item | undefined;
  readonly size: () => number;
}

/** Queues of worlds, each with queues of callers; whoever had a turn goes to the end. */
function makeTurns<Item>(): Turns<Item> {
  const worlds = new Map<object, Map<string, Item[]>>();
  let size = 0;
  return {
    add: (world, caller, item) => {
      const callers = worlds.get(world) ?? new Map<string, Item[]>();
      worlds.set(world, callers);
      const items = callers.get(caller) ?? [];
      callers.set(caller, items);
      items.push(item);
      size++;
    },
    take: () => {
      const [first] = worlds;
      if (first === undefined) return undefined;
      const [world, callers] = first;
      const [[caller, items] = ['', []]] = callers;
      const item = items.shift();
      callers.delete(caller);
      if (items.length > 0) callers.set(caller, items);
      worlds.delete(world);
      if (callers.size > 0) worlds.set(world, callers);
      size--;
      return item;
    },
    size: () => size,
  };
}
