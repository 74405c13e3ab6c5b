/** The library: start a simulator in a test, or mount its application in a server of your own. */
import type { Express } from 'express';
import { fixedClock, type Clock } from './kernel/clock.ts';
import { packageVersion } from './kernel/package.ts';
import { makeWorld } from './generator/generate.ts';
import { readScenario } from './generator/scenario.ts';
import { makeApp } from './http/app.ts';
import type { Product } from './http/product.ts';
import { makeRouter, type Dispatch } from './http/router.ts';
import { close, listen, makeServer } from './http/server.ts';
import type { World } from './model/world.ts';
import { argusAppliers } from './products/argus/appliers.ts';
import { keyText } from './products/argus/auth/api-key.ts';
import { addPublicKey, type NewPublicKey } from './products/argus/auth/public-keys.ts';
import { makeArgus } from './products/argus/product.ts';
import { usmAppliers } from './products/usm/labels.ts';
import { makeUsm, realSeconds } from './products/usm/product.ts';
import { makeSimulation } from './products/simulation.ts';
import { ruleFiles } from './sim/rules.ts';
import type { State } from './state/state.ts';

export type { Snapshot } from './state/state.ts';
export type { NewPublicKey } from './products/argus/auth/public-keys.ts';
export { UserError } from './kernel/fault.ts';
export { runContract } from './contract/run.ts';
export { simulatedTarget } from './contract/simulated.ts';
export { contractTests } from './contract/tests.ts';
export type { Target } from './contract/target.ts';
export type { Report } from './contract/report/report.ts';

export interface SimulatorOptions {
  /** Name of a shipped scenario, or path of a scenario file; `default` when left out. */
  readonly scenario?: string;
  /** Same seed, same bytes; `1` when left out. */
  readonly seed?: string;
  /** Epoch milliseconds at which the World ends and "now" stands; the scenario's own end when left out. */
  readonly end?: number;
  /** Overrides the number of background events. */
  readonly events?: number;
  /** Milliseconds that counting may take before `count` is -1, at a nominal 100,000 rows each; 1000 when left out. */
  readonly countBudget?: number;
  /** Judges what clients say of their own time, such as the timestamp of a signature; the machine's clock when left out. */
  readonly clientClock?: Clock;
  /** How USM Anywhere speaks: as documented, or as clients meet it; the scenario's own choice when left out. */
  readonly usmDialect?: 'documented' | 'live';
  /** Limits each API client of USM Anywhere to 100 reads and 50 writes a second; false when left out. */
  readonly usmRateLimit?: boolean;
  /** Milliseconds that a client may take to send a body; 30,000 when left out. */
  readonly maxBodyMs?: number;
  /** Called with our own bugs, which clients see as status 500; by default they are printed on stderr. */
  readonly onBug?: (error: unknown) => void;
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

export interface Simulated {
  readonly app: Express;
  readonly world: World;
  readonly keys: readonly KnownKey[];
  readonly clients: readonly KnownClient[];
  /** Adds a public key that signatures of a user are checked against; resolves with its id, `<domain>/<user>/<index>`. */
  readonly addPublicKey: (key: NewPublicKey) => Promise<string>;
  /** What was written since the start: reset, snapshot (plain JSON) and restore. */
  readonly state: Pick<State, 'reset' | 'snapshot' | 'restore' | 'version'>;
}

/** Makes the World and an Express application that serves it. Throws UserError for a bad scenario. */
export function createApp(options: SimulatorOptions = {}): Simulated {
  const { app, ...rest } = simulate(options);
  return { ...rest, app: app() };
}

interface Parts extends Omit<Simulated, 'app'> {
  /** Made when first asked for: products answer without it, and loading Express takes longer than the rest of a start. */
  readonly app: () => Express;
  readonly failure: Product['failure'];
  readonly dispatch: Dispatch;
}

function simulate(options: SimulatorOptions): Parts {
  const { scenario = 'default', seed = '1', end, events } = options;
  const base = makeWorld({
    seed,
    scenario: readScenario(scenario),
    ...(end !== undefined && { end }),
    ...(events !== undefined && { events }),
  });
  const simulation = makeSimulation(
    base,
    fixedClock(base.end),
    { ...argusAppliers, ...usmAppliers },
    {
      countBudget: options.countBudget ?? 1000,
    },
  );
  const { world, state } = simulation;
  const version = packageVersion();
  const argus = makeArgus(simulation, options.clientClock) as Product;
  const usm = makeUsm(simulation, {
    ...(options.usmDialect !== undefined && { dialect: options.usmDialect }),
    rateClock: options.usmRateLimit === true ? realSeconds : null,
  }) as Product;
  const products = [argus, usm];
  const onBug = options.onBug ?? ((error: unknown) => console.error(error));
  const dispatch = makeRouter(products, {
    version: simulation.moment,
    onBug,
    ...(options.maxBodyMs !== undefined && { maxBodyMs: options.maxBodyMs }),
  });
  let made: Express | undefined;
  const app = (): Express => (made ??= makeApp(products, dispatch, served));
  const served = {
    packageVersion: version,
    onBug,
    files: ruleFiles(world),
    health: () => ({
      version,
      seed,
      scenario: world.scenario,
      now: world.end,
      counts: {
        aggregatedEvents: world.aggregated.length,
        customers: world.customers.length,
        sensors: world.sensors.length,
        users: world.accounts.length,
        cases: world.cases.length,
      },
    }),
  };
  const keys = world.keys.map((key) => ({ label: key.label, value: keyText(key) }));
  const clients = world.tenant.clients.map(({ label, id, secret }) => ({ label, id, secret }));
  return {
    app,
    world,
    keys,
    clients,
    addPublicKey: (key) => addPublicKey(simulation, key),
    state,
    failure: argus.failure,
    dispatch,
  };
}

export interface Simulator {
  /** Base URL without a trailing slash, such as `http://127.0.0.1:8080`. */
  readonly url: string;
  readonly world: World;
  readonly keys: readonly KnownKey[];
  readonly clients: readonly KnownClient[];
  readonly addPublicKey: Simulated['addPublicKey'];
  readonly state: Simulated['state'];
  /** Stops listening and resolves when what was in flight is answered. */
  readonly close: () => Promise<void>;
}

/** Starts a simulator; port 0, the default, takes any free port. Rejects with the system's error when it cannot listen. */
export async function startSimulator(
  options: SimulatorOptions & { readonly port?: number; readonly host?: string } = {},
): Promise<Simulator> {
  const { app, world, keys, clients, addPublicKey: add, state, failure, dispatch } = simulate(options);
  const server = makeServer(app, dispatch, failure);
  const { address, port, family } = await listen(server, options.port ?? 0, options.host ?? '127.0.0.1');
  return {
    url: `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`,
    world,
    keys,
    clients,
    addPublicKey: add,
    state,
    close: () => close(server),
  };
}
