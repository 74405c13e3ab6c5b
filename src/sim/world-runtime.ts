/** One World being played: its products over a simulation of its own. Everything frozen is shared with others of the same base. */
import { fixedClock, turnableClock, wallClock, type Clock, type Turnable } from '../kernel/clock.ts';
import { stream } from '../kernel/random.ts';
import type { RoutedRequest, Delivery, Exchange } from '../http/exchange.ts';
import type { Product } from '../http/product.ts';
import { makeRouter, type Dispatch } from '../http/router.ts';
import type { ApiClient, DialectName } from '../model/tenant.ts';
import type { World } from '../model/world.ts';
import { keyText } from '../products/argus/auth/api-key.ts';
import { makeArgus } from '../products/argus/product.ts';
import { makeSimulation, type Simulation } from '../products/shared/simulation.ts';
import { plugins } from '../products/index.ts';
import { makeUsm } from '../products/usm/product.ts';
import type { Base, BaseOptions } from './world-cache.ts';
import type { ClockSetting } from './clock-setting.ts';
import { makeFaults, type Faults } from './faults/faults.ts';

/** What is played. */
export interface Settings extends BaseOptions {
  readonly clock: ClockSetting;
  /** How USM Anywhere speaks; the scenario's own choice when left out. */
  readonly usmDialect?: DialectName | undefined;
}

/** How it is served, the same for all worlds of a server. */
export interface Serving {
  /** Milliseconds that counting may take, at a nominal 100,000 rows each. */
  readonly countBudget: number;
  /** Judges what clients say of their own time; the simulated clock where it says so. */
  readonly clientClock: Clock | 'simulated';
  readonly usmRateLimit: boolean;
  readonly maxBodyMs?: number | undefined;
  readonly onBug: (error: unknown) => void;
  /** Whether a request may ask for a fault by a header of its own. */
  readonly takesFaultHeader: boolean;
}

/** What a stage has to say of the traffic of what is played on it. */
export interface WorldSlotHooks {
  /** Told of each exchange, and of the names of the faults that it met. */
  readonly watch?: (exchange: Exchange, faults: readonly string[]) => void;
  /** What goes out, when faults have had their way. */
  readonly after: (asked: RoutedRequest, delivery: Delivery) => Delivery;
}

/** An API key that the scenario hands out. */
export interface KnownKey {
  readonly label: string;
  /** The value of the header `Argus-API-Key`. */
  readonly value: string;
}

/** An API client of USM Anywhere that the scenario hands out. */
export interface KnownClient {
  readonly label: string;
  readonly id: string;
  readonly secret: string;
}

export interface WorldRuntime {
  readonly settings: Settings;
  readonly base: Base;
  readonly simulation: Simulation;
  readonly products: readonly Product[];
  readonly faults: Faults;
  /** Catches up with the clock, then asks the products. */
  readonly dispatch: Dispatch;
  /** Good below the world's own prefix, or at the root for the server's own. */
  readonly scenarioKeys: readonly KnownKey[];
  /** The same keys and clients with secrets of this world's own, by which it is known without a prefix; the scenario's at the root. */
  readonly keys: readonly KnownKey[];
  readonly clients: readonly KnownClient[];
}

/** Bytes of answers kept for requests that come again: by the server itself, and by each of many worlds. */
const cacheBytes = { alone: 33_554_432, amongMany: 262_144 } as const;

/** `realm` is that of one world among many; null for the server's own. */
export function makeWorldRuntime(
  base: Base,
  settings: Settings,
  serving: Serving,
  hooks: WorldSlotHooks,
  worldTag: string | null,
): WorldRuntime {
  const world = worldTag === null ? base.world : withWorldTag(base.world, worldTag);
  const simulation = makeSimulation(world, clockOf(settings, world), plugins, { countBudget: serving.countBudget });
  const { clientClock } = serving;
  const argus = makeArgus(simulation, clientClock === 'simulated' ? simulation.clock : clientClock) as Product;
  const usm = makeUsm(simulation, {
    ...(settings.usmDialect !== undefined && { dialect: settings.usmDialect }),
    rateClock: serving.usmRateLimit ? wallClock : null,
  }) as Product;
  const products = [argus, usm];
  const faults = makeFaults({
    products,
    seed: world.seed,
    clock: simulation.clock,
    version: () => String(simulation.state.version()),
    rules: base.scenario.faults ?? [],
    takesHeader: serving.takesFaultHeader,
  });
  const { watch, after } = hooks;
  const route = makeRouter(products, {
    version: simulation.moment,
    onBug: serving.onBug,
    hooks: {
      ...(watch !== undefined && { watch: (exchange) => watch(exchange, faults.hitsOf(exchange)) }),
      before: faults.hooks.before,
      after: (asked, reply) => after(asked, faults.hooks.after(asked, reply)),
    },
    cacheBytes: worldTag === null ? cacheBytes.alone : cacheBytes.amongMany,
    ...(serving.maxBodyMs !== undefined && { maxBodyMs: serving.maxBodyMs }),
  });
  const known = (keys: World['keys']): readonly KnownKey[] =>
    keys.map((key) => ({ label: key.label, value: keyText(key) }));
  const clients = world.tenant.clients.slice(worldTag === null ? 0 : base.world.tenant.clients.length);
  return {
    settings,
    base,
    simulation,
    products,
    faults,
    dispatch: (request, response) => {
      simulation.catchUp();
      return route(request, response);
    },
    scenarioKeys: known(world.keys),
    keys: worldTag === null ? known(world.keys) : ownKeys(world, worldTag),
    clients: clients.map(({ label, id, secret }) => ({ label, id, secret })),
  };
}

/** A live clock begins now; where somebody says when the World ends, it begins there. */
function clockOf({ clock, end }: Settings, world: World): Turnable {
  if (clock.kind === 'live') return turnableClock(end ?? Math.max(world.end, wallClock.now()), clock.speed);
  return fixedClock(clock.kind === 'frozen' ? world.end : clock.at);
}

/** The World with API clients that are known to be this world's. */
function withWorldTag(world: World, worldTag: string): World {
  const secrets = stream(world.seed, `worlds/${worldTag}/clients`);
  const own = world.tenant.clients.map((client): ApiClient => ({
    ...client,
    id: `${client.id}-${worldTag}`,
    secret: secrets.hex(32),
  }));
  const dressed = (plain: World): World => ({
    ...plain,
    worldTag,
    tenant: { ...plain.tenant, clients: [...plain.tenant.clients, ...own] },
    // Also as it stood earlier it is this world's.
    asOf: (instant) => dressed(world.asOf(instant)),
  });
  return dressed(world);
}

/** The keys of the scenario with other secrets; whoever sends one is taken for the holder of the scenario's. */
function ownKeys(world: World, worldTag: string): readonly KnownKey[] {
  const secrets = stream(world.seed, `worlds/${worldTag}/keys`);
  return world.keys.map((key) => ({
    label: key.label,
    value: keyText({ ...key, secret: worldTag + secrets.hex(20) }),
  }));
}

/** Worlds whose live clocks begin in the same minute share what is frozen; what happened since its begin is caught up with. */
const liveGrain = 60_000;

/** What the frozen World is made of; with a live clock it ends now, unless somebody says where. */
export function baseOptionsOf({ scenario, seed, end, events, clock }: Settings): BaseOptions {
  const live = clock.kind === 'live' ? Math.floor(wallClock.now() / liveGrain) * liveGrain : undefined;
  return { scenario, seed, end: end ?? live, events };
}
