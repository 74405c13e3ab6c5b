/** A whole server without its sockets: the server's own world, worlds beside it, and the control plane; who a request is for. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Express } from 'express';
import { makeQuota, type Quota, type QuotaLimits } from '../../kernel/quota.ts';
import { packageVersion } from '../../kernel/package.ts';
import { makeApp } from '../../http/app.ts';
import type { Exchange } from '../../http/exchange.ts';
import type { Dispatch, Router } from '../../http/router.ts';
import type { FindExamples } from '../../http/docs-found.ts';
import type { Pages } from '../../http/docs-page.ts';
import { makeShutdown, type Shutdown } from '../../http/farewell.ts';
import { makeWorldCache, type WorldCache } from './world-cache.ts';
import type { Serving, Settings } from './world-runtime.ts';
import type { JournalKeeping } from '../journal/journal.ts';
import { secretNames } from '../journal/redact.ts';
import { makeStreams, type Streams } from '../journal/stream.ts';
import { makeTally, type Tally } from '../metrics/tally.ts';
import { checkIds } from '../names/operation-names.ts';
import type { SyslogListener } from '../sinks/syslog/listener.ts';
import { makeAlone } from './alone.ts';
import { makeWorldSlot, type WorldSlot, type SharedServices, type Surroundings } from './world-slot.ts';
import type { Places, Sharing, Way } from './way.ts';
import { makeWorlds, type WorldBounds, type Worlds } from './worlds.ts';

export interface ServerCoreOptions {
  readonly settings: Settings;
  readonly serving: Serving;
  readonly journal: JournalKeeping;
  /** What worlds and the server keep at the most, where that is not as usual. */
  readonly quotas: QuotaLimits;
  readonly worlds: WorldBounds;
  /** Where the control plane answers: beside the products, at an address of its own, or nowhere. */
  readonly control: 'beside' | 'apart' | 'off';
  /** The control plane of a world, loaded when it is first asked for. */
  readonly planeOf: (core: ServerCore, slot: WorldSlot) => Promise<ControlPlane>;
  /** What people in a browser see; there is nothing for them when left out. */
  readonly pagesOf?: (core: ServerCore, slotOf: (request: IncomingMessage) => WorldSlot) => Pages;
  /** The port that products answer at, where the control plane is apart from them and its callers see another; null elsewhere. */
  readonly productPort: () => string | null;
  /** What callers of the control plane must show; null asks for nothing. */
  readonly controlToken: string | null;
  /** Names by which callers of the control plane may know the server, beside those that nobody on the internet can own. */
  readonly allowHosts: readonly string[];
  /** Whether what `X-Forwarded-*` say is believed. */
  readonly trustProxy: boolean;
  /** Where Worlds are kept, and what tells that the server is on its way out; its own when left out. */
  readonly worldCache?: WorldCache | undefined;
  readonly shutdown?: Shutdown | undefined;
  /** Finds requests that succeed, for the pages that document them; they have no examples when left out. */
  readonly findExamples?: FindExamples | undefined;
  /** How it shares its worlds with other servers; it does not when left out. */
  readonly shared?: Sharing | undefined;
  readonly onExchange?: ((exchange: Exchange, world: string | null) => void) | undefined;
}

/** The control plane of a world. */
export interface ControlPlane extends Router {
  /** Answers a request that came by a connection. */
  readonly serve: (request: IncomingMessage, response: ServerResponse) => void;
  /** Throws ControlError for a caller that may not use it. */
  readonly guard: (asked: Pick<IncomingMessage, 'headers' | 'method'>) => void;
}

export interface ServerCore {
  readonly options: ServerCoreOptions;
  readonly main: WorldSlot;
  readonly worlds: Worlds;
  /** Makes a slot that is nowhere yet. */
  readonly makeSlot: (
    settings: Settings,
    place: Parameters<typeof makeWorldSlot>[2],
    surroundings: Surroundings,
  ) => WorldSlot;
  /** Takes what others share with it, where it shares; to be called before any request comes. */
  readonly join: () => Promise<void>;
  /** How it takes requests. */
  readonly way: () => Way;
  readonly tally: Tally;
  readonly streams: Streams;
  /** Ports that take syslog into sinks. */
  readonly syslogs: Set<SyslogListener>;
  /** What the server keeps beside its worlds. */
  readonly quota: Quota;
  /** Begun when the server is on its way out. */
  readonly shutdown: Shutdown;
  /** Requests that were taken and not yet answered. */
  readonly inFlight: () => number;
  /** Answers a request of a product or of the control plane; what is left is Express's. */
  readonly dispatch: Dispatch;
  /** Answers at the control plane's own address. */
  readonly control: Dispatch;
  /** Made when first asked for: products answer without it, and loading Express takes longer than the rest of a start. */
  readonly app: () => Express;
  /** Lets live clocks drive their worlds, and removes worlds that nobody asks for, until the returned function is called. */
  readonly run: () => () => void;
}

/** Throws UserError for a scenario or a clock that cannot be used, and for products that call an operation alike. */
export function makeServerCore(options: ServerCoreOptions): ServerCore {
  checkIds(options.serving.plugins);
  const tally = makeTally();
  const services: SharedServices = {
    worldCache: options.worldCache ?? makeWorldCache(),
    serving: options.serving,
    journal: options.journal,
    quotas: options.quotas,
    together: () => {
      // What one of many servers holds of others is its own business.
      if (options.shared !== undefined) return { worlds: 1, bytes: 0 };
      const slots = [main, ...worlds.list()];
      return { worlds: slots.length, bytes: slots.reduce((sum, { quota: own }) => sum + own.used('state-bytes'), 0) };
    },
    isSecret: secretNames(options.serving.plugins.flatMap(({ secrets }) => secrets)),
    watchers: [options.control === 'off' ? null : tally.note, options.onExchange ?? null].filter((one) => one !== null),
  };
  const main = makeWorldSlot(services, options.settings, null, options.shared?.surroundings);
  const worlds = makeWorlds(services, options.worlds);
  const places: Places = new WeakMap();
  let app: Express | undefined;
  const quota = makeQuota(options.quotas);
  quota.count('server-state-bytes', () => services.together().bytes);
  const core: ServerCore = {
    options,
    main,
    worlds,
    tally,
    streams: makeStreams(quota),
    syslogs: new Set(),
    quota,
    shutdown: options.shutdown ?? makeShutdown(),
    makeSlot: (settings, place, surroundings) => makeWorldSlot(services, settings, place, surroundings),
    join: async () => {
      if (options.shared !== undefined) way = await options.shared.begin(core, places);
    },
    way: () => way,
    inFlight: () => way.inFlight(),
    dispatch: (request, response) => way.dispatch(request, response),
    control: (request, response) => way.control(request, response),
    app: () => (app ??= appOf(core, (request) => places.get(request) ?? main)),
    run: () => way.run(),
  };
  let way: Way = makeAlone(core, places);
  return core;
}

const appOf = (core: ServerCore, slotOf: (request: IncomingMessage) => WorldSlot): Express =>
  makeApp(core.dispatch, {
    packageVersion: packageVersion(),
    isReady: () => !core.shutdown.hasBegun(),
    onBug: core.options.serving.onBug,
    trouble: () => core.way().trouble(),
    servedTo: (request) => servedBy(core, slotOf(request)),
    ...(core.options.pagesOf !== undefined && { pages: core.options.pagesOf(core, slotOf) }),
  });

/** What Express serves of a world. */
function servedBy(core: ServerCore, slot: WorldSlot) {
  const { products, simulation } = slot.runtime();
  const { world, clock } = simulation;
  return {
    products,
    health: () => ({
      version: packageVersion(),
      seed: world.seed,
      scenario: world.scenario,
      ...(slot.name !== null && { world: slot.name }),
      now: clock.now(),
      speed: clock.speed(),
      counts: {
        aggregatedEvents: world.aggregated.length,
        customers: world.customers.length,
        sensors: world.sensors.length,
        users: world.accounts.length,
        cases: world.cases.length,
      },
    }),
    unmatchedRequest: (method: string, path: string, search: string) =>
      core.way().noteUnmatched(slot, { method, path, search, status: 404 }),
  };
}
