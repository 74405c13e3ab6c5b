/** What a world answered some time ago: a second simulation that stays behind the first, for faults to ask. */
import { turnableClock } from '../../kernel/clock.ts';
import { isSliced, type Held, type Waiting } from '../../kernel/slices.ts';
import type { Reply } from '../../http/endpoint.ts';
import { makePerform, type Perform, type PerformLater } from '../../http/perform.ts';
import type { Product } from '../../http/product.ts';

import { makeSimulation, type Simulation } from '../../products/shared/simulation.ts';
import type { ProductCommands } from '../../products/shared/commands.ts';
import type { Lagging } from '../faults/hooks.ts';

interface LaggingOptions {
  readonly simulation: Simulation;
  readonly commands: readonly ProductCommands[];
  readonly serve: (simulation: Simulation) => readonly Product[];
  readonly requestBudget: number;
}

/** Lags of different length that are kept for the next request. */
const mostKept = 4;

/** Made when somebody first asks for a lag: it costs what a world costs. */
export function makeLagging(options: LaggingOptions): Lagging {
  const kept = new Map<number, ReturnType<typeof makeFollower>>();
  return (product, seconds) => {
    const follower = kept.get(seconds) ?? makeFollower(options, seconds * 1000);
    kept.delete(seconds);
    kept.set(seconds, follower);
    const [oldest] = kept.keys();
    if (kept.size > mostKept && oldest !== undefined) kept.delete(oldest);
    return follower(product);
  };
}

function makeFollower({ simulation, commands, serve, requestBudget }: LaggingOptions, lag: number) {
  const { base, clock, state, limits } = simulation;
  const wanted = (): number => Math.max(base.start, clock.now() - lag);
  const behind = makeSimulation(base, turnableClock(Math.min(wanted(), base.end)), commands, limits);
  const performs = new Map(
    serve(behind).map((product) => [
      product.name,
      makePerform(product, { version: behind.moment, cacheBytes: 0, requestBudget }),
    ]),
  );
  let written = '';
  /** Whoever moves it on does so alone. */
  let moving: Promise<void> | null = null;
  function* follow(): Waiting<void> {
    for (let other = moving; other !== null; other = moving) yield other;
    const snapshot = state.snapshot();
    const at = wanted();
    const since = Math.min(snapshot.since, at);
    const known = snapshot.commands.filter((command) => command.at <= at);
    const now = `${simulation.world.epoch} ${known.length} ${since}`;
    const isFurther = now === written && at >= behind.state.now();
    let moved = (): void => {};
    moving = new Promise((resolve) => (moved = resolve));
    // Where nobody waits for the end of it any more, the next begins anew.
    written = '';
    try {
      if (isFurther) {
        behind.clock.set(at);
        yield* behind.catchingUp();
      } else yield* behind.state.restoring({ ...snapshot, since, now: at, clock: at, commands: known });
      written = now;
    } finally {
      moving = null;
      moved();
    }
  }
  function* lagged(perform: Perform, asked: Parameters<Perform>): Waiting<Reply> {
    yield* follow();
    const held = behind.state.hold();
    const outcome = perform(...asked);
    if (outcome instanceof Promise) throw new Error('what reads does not wait');
    return heldReply(held, isSliced(outcome) ? yield* heldWork(held, outcome) : outcome);
  }
  return (product: string): PerformLater => {
    const perform = performs.get(product);
    if (perform === undefined) throw new Error(`${product} is not served`);
    return (...asked) => lagged(perform, asked);
  };
}

/** Work that goes on with what it began with, however the past moves on meanwhile. */
function* heldWork<Step, Result>(held: Held, work: Generator<Step, Result, void>): Generator<Step, Result, void> {
  try {
    for (;;) {
      const leave = held.enter();
      const step = work.next();
      leave();
      if (step.done === true) return step.value;
      yield step.value;
    }
  } finally {
    work.return(undefined as never);
  }
}

function heldReply(held: Held, reply: Reply): Reply {
  const { pieces, withItems } = reply;
  if (pieces === undefined) {
    held.release();
    return reply;
  }
  return {
    ...reply,
    pieces: () => heldWork(held, pieces()),
    ...(withItems && { withItems: (change) => heldReply(held, withItems(change)) }),
  };
}
