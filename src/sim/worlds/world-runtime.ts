/** One World being played: its products over a simulation of its own. Everything frozen is shared with others of the same base. */
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import type { Quota } from '../../kernel/quota.ts';
import { machineTime, turnableClock, type Clock, type PortableClock, type RealTime } from '../../kernel/clock.ts';
import type { RoutedRequest, Delivery, Exchange } from '../../http/exchange.ts';
import { arrivalOf } from '../../http/arrival.ts';
import type { BodyMemory } from '../../http/body.ts';
import type { Product, RequestHead } from '../../http/product.ts';
import type { Gate } from '../../kernel/gate.ts';
import type { Scheduler } from '../../kernel/slices.ts';
import { makeRoutes, usualRequestBudget, type Router } from '../../http/router.ts';
import type { World } from '../../model/world.ts';
import type { FlagValues, Plugin, WorldCredentials } from '../../products/shared/plugin.ts';
import { makeSimulation, type Simulation } from '../../products/shared/simulation.ts';
import { carrying } from './carried-runtime.ts';
import type { Base, BaseOptions } from './world-cache.ts';
import type { ClockSetting } from './clock-setting.ts';
import { checkBeginning } from '../faults/beginning.ts';
import { makeFaults } from '../faults/faults.ts';
import { makeSinkProduct, type DeliveriesOf } from '../sinks/served/product.ts';
import type { SinkStore } from '../sinks/kept/store.ts';
import { sinkAddress, sinkPrefix } from '../sinks/served/table.ts';
import { makeLagging } from './lagging.ts';

/** What is played. */
export interface Settings extends BaseOptions {
  readonly clock: ClockSetting;
  /** What the products' flags of a world were set to. */
  readonly flags: FlagValues;
}

/** How it is served, the same for all worlds of a server. */
export interface Serving {
  /** Milliseconds that counting may take, at a nominal 100,000 rows each. */
  readonly countBudget: number;
  /** Judges what clients say of their own time; the simulated clock or real time where it says so. */
  readonly clientClock: Clock | 'simulated' | 'wall';
  readonly plugins: readonly Plugin[];
  /** What the products' flags of a server were set to. */
  readonly flags: FlagValues;
  readonly maxBodyMs?: number | undefined;
  readonly minBodyRate?: number | undefined;
  /** What bodies of all connections may take together. */
  readonly bodyMemory: BodyMemory;
  /** Gives long work of all worlds its turns. */
  readonly scheduler: Scheduler;
  /** Nominal milliseconds of work that a request may cost. */
  readonly requestBudget?: number | undefined;
  readonly onBug: (error: unknown) => void;
  /** Whether a request with these headers may ask for a fault by a header of its own. */
  readonly takesFaultHeader: (headers: RequestHead['headers']) => boolean;
}

/** What a slot has to say of the traffic of what is played in it. */
export interface WorldSlotHooks {
  /** Told of each exchange, and of the names of the faults that it met. */
  readonly watch?: (exchange: Exchange, faults: readonly string[]) => void;
  /** Bytes of answers that it is told of. */
  readonly keepsAnswers: number;
  /** What goes out, when faults have had their way. */
  readonly after: (asked: RoutedRequest, delivery: Delivery) => Delivery;
  /** What clients handed on, and by which requests. */
  readonly sinks: { readonly store: SinkStore; readonly deliveries: DeliveriesOf };
  /** Keeps others out while what nobody may see half done is done. */
  readonly gate: Gate;
  /** What a world in it keeps at the most. */
  readonly quota: Quota;
  /** The epoch that the next world in it begins with. */
  readonly epoch: () => number;
  /** What its clocks run by. */
  readonly time: RealTime;
}

/** Bytes of answers kept for requests that come again: by the server itself, and by each of many worlds. */
const cacheBytes = { alone: 33_554_432, amongMany: 262_144 } as const;

export type WorldRuntime = Readonly<ReturnType<typeof makeWorldRuntime>>;

/** `worldTag` is that of one world among many; null for the server's own. */
export function makeWorldRuntime(
  base: Base,
  settings: Settings,
  serving: Serving,
  hooks: WorldSlotHooks,
  worldTag: string | null,
) {
  const { plugins, countBudget, flags } = serving;
  const world = worldTag === null ? base.world : withWorldTag(base.world, worldTag);
  const hand = clockOf(settings, world, hooks.time);
  const simulation = makeSimulation(world, hand, plugins, {
    countBudget,
    quota: hooks.quota,
    epoch: hooks.epoch(),
    gate: hooks.gate,
  });
  const served = { ...flags, ...settings.flags };
  const { wall } = hooks.time;
  const clientClock = clientClockOf(serving.clientClock, simulation, wall);
  const serve = (lived: Simulation): readonly Product[] =>
    plugins.map((plugin) => plugin.serve(lived, { clientClock, wall, flags: served }));
  const products = serve(simulation);
  const sink = makeSinkProduct(hooks.sinks.store, hooks.sinks.deliveries) as Product;
  const faults = makeFaults({
    products: [...products, sink],
    seed: world.seed,
    clock: simulation.clock,
    version: () => String(simulation.state.version()),
    rules: checkBeginning(base.scenario, products, simulation.clock.now()),
    takesHeader: serving.takesFaultHeader,
    clientClock,
    lagging: makeLagging({
      simulation,
      commands: plugins,
      serve,
      requestBudget: serving.requestBudget ?? usualRequestBudget,
    }),
  });
  const { watch, after, keepsAnswers } = hooks;
  const { answer, routed } = makeRoutes([...products, sink], {
    version: simulation.moment,
    onBug: serving.onBug,
    hooks: {
      ...(watch !== undefined && { watch: (exchange) => watch(exchange, faults.hitsOf(exchange)) }),
      keepsAnswers,
      before: faults.hooks.before,
      instead: faults.hooks.instead,
      bends: faults.hooks.bends,
      after: (asked, reply) => after(asked, faults.hooks.after(asked, reply)),
    },
    cacheBytes: worldTag === null ? cacheBytes.alone : cacheBytes.amongMany,
    bodyMemory: serving.bodyMemory,
    scheduler: serving.scheduler,
    owner: { world: simulation, interrupted: simulation.state.hold },
    gate: hooks.gate,
    ...(serving.requestBudget !== undefined && { requestBudget: serving.requestBudget }),
    ...(serving.maxBodyMs !== undefined && { maxBodyMs: serving.maxBodyMs }),
    ...(serving.minBodyRate !== undefined && { minBodyRate: serving.minBodyRate }),
  });
  const credentials = plugins.map((plugin) => plugin.credentials(world));
  const translations = credentials.flatMap(({ translate }) => translate ?? []);
  return {
    settings,
    /** What the products' flags are set to. */
    flags: served,
    base,
    simulation,
    products,
    faults,
    ...carrying({ settings, simulation, hand, products, faults }),
    dispatch: dispatching(answer),
    /** Answers a request however it came, once its address is that of the table. */
    answer,
    routed: routed satisfies Router['routed'],
    /** What it hands out to callers, by member, such as `keys`; of one world among many those by which it is known without a prefix. */
    credentials: Object.assign({}, ...credentials.map(({ listed }) => listed)) as WorldCredentials['listed'],
    /** Whether it has credentials of its own. */
    isTranslating: translations.length > 0,
    /** Puts in the place of a world's own credential the scenario's that it stands for. */
    translate: (headers: IncomingHttpHeaders): void => {
      for (const translate of translations) translate(headers);
    },
  };
}

/** A live clock begins now; where somebody says when the World ends, it begins there. */
function clockOf({ clock, end }: Settings, world: World, { wall, steady }: RealTime): PortableClock {
  if (clock.kind === 'live') return turnableClock(end ?? Math.max(world.end, wall.now()), clock.speed, steady);
  return turnableClock(clock.kind === 'frozen' ? world.end : clock.at, 0, steady);
}

/** Answers requests that come by connections, at addresses of the table. */
const dispatching =
  (answer: Router['answer']) =>
  (request: IncomingMessage, response: ServerResponse): boolean => {
    if (request.url?.startsWith(sinkPrefix) === true) {
      request.url = sinkAddress(request.url);
      // Clients of other systems ask for types of those; all get JSON.
      delete request.headers.accept;
    }
    return answer(arrivalOf(request, response));
  };

function clientClockOf(which: Serving['clientClock'], { clock }: Simulation, wall: Clock): Clock {
  if (which === 'wall') return wall;
  return which === 'simulated' ? clock : which;
}

/** The World as one among many; also as it stood earlier it is this one. */
const withWorldTag = (world: World, worldTag: string): World => ({
  ...world,
  worldTag,
  asOf: (instant) => withWorldTag(world.asOf(instant), worldTag),
});

/** Worlds whose live clocks begin in the same minute share what is frozen; what happened since its begin is caught up with. */
const liveGrain = 60_000;

/** What the frozen World is made of; with a live clock it ends now, unless somebody says where. */
export function baseOptionsOf(
  { scenario, seed, end, events, worldFormat, clock }: Settings,
  { wall }: RealTime = machineTime,
): BaseOptions {
  const live = clock.kind === 'live' ? Math.floor(wall.now() / liveGrain) * liveGrain : undefined;
  return { scenario, seed, end: end ?? live, events, worldFormat };
}
