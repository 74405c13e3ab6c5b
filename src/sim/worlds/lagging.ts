/** What a world answered some time ago: a second simulation that stays behind the first, for faults to ask. */
import { turnableClock } from '../../kernel/clock.ts';
import { finished, isSliced } from '../../kernel/slices.ts';
import { wholeReply } from '../../http/delivery.ts';
import type { Reply } from '../../http/endpoint.ts';
import { makePerform, type Perform } from '../../http/perform.ts';
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
  const follow = (): void => {
    const snapshot = state.snapshot();
    const at = wanted();
    const since = Math.min(snapshot.since, at);
    const known = snapshot.commands.filter((command) => command.at <= at);
    const now = `${simulation.world.epoch} ${known.length} ${since}`;
    if (now === written && at >= behind.state.now()) {
      behind.clock.set(at);
      return behind.catchUp();
    }
    behind.state.restore({ ...snapshot, since, now: at, clock: at, commands: known });
    written = now;
  };
  return (product: string): Perform => {
    const perform = performs.get(product);
    if (perform === undefined) throw new Error(`${product} is not served`);
    return (...asked) => {
      follow();
      const reply = perform(...asked);
      // It is done in one piece: what it reads moves on with the next request.
      return reply instanceof Promise ? reply.then(whole) : whole(isSliced(reply) ? finished(reply) : reply);
    };
  };
}

const whole = (reply: Reply): Reply => finished(wholeReply(reply));
