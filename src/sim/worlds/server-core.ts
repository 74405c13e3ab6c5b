/** A whole server without its sockets: the server's own world, worlds beside it, and the control plane; who a request is for. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Express } from 'express';
import { makeQuota, type Quota, type QuotaLimits } from '../../kernel/quota.ts';
import { packageVersion } from '../../kernel/package.ts';
import { makeApp } from '../../http/app.ts';
import type { Exchange } from '../../http/exchange.ts';
import type { Dispatch } from '../../http/router.ts';
import type { FindExamples } from '../../http/docs-found.ts';
import type { Pages } from '../../http/docs-page.ts';
import { makeShutdown, type Shutdown } from '../../http/farewell.ts';
import { makeWorldCache, type WorldCache } from './world-cache.ts';
import type { Serving, Settings } from './world-runtime.ts';
import type { JournalBounds } from '../journal/journal.ts';
import { secretNames } from '../journal/redact.ts';
import { makeStreams, type Streams } from '../journal/stream.ts';
import { makeTally, type Tally } from '../metrics/tally.ts';
import { checkIds } from '../names/operation-names.ts';
import type { SyslogListener } from '../sinks/syslog/listener.ts';
import { ControlError, sendProblem } from '../problems/problem.ts';
import { enter, type Entered } from './entry.ts';
import { makeWorldSlot, type WorldSlot, type SharedServices } from './world-slot.ts';
import { makeWorlds, type WorldBounds, type Worlds } from './worlds.ts';

export interface ServerCoreOptions {
  readonly settings: Settings;
  readonly serving: Serving;
  readonly journal: Pick<JournalBounds, 'entries'>;
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
  readonly onExchange?: ((exchange: Exchange, world: string | null) => void) | undefined;
}

/** Answers a request of the control plane. */
export type ControlPlane = (request: IncomingMessage, response: ServerResponse) => void;

export interface ServerCore {
  readonly options: ServerCoreOptions;
  readonly main: WorldSlot;
  readonly worlds: Worlds;
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

/** Real milliseconds between two looks at live clocks, and at idle worlds. */
const liveTick = 250;
const sweepTick = 15_000;

/** Throws UserError for a scenario or a clock that cannot be used, and for products that call an operation alike. */
export function makeServerCore(options: ServerCoreOptions): ServerCore {
  checkIds(options.serving.plugins);
  const tally = makeTally();
  const shared: SharedServices = {
    worldCache: options.worldCache ?? makeWorldCache(),
    serving: options.serving,
    journal: options.journal,
    quotas: options.quotas,
    together: () => {
      const slots = [main, ...worlds.list()];
      return { worlds: slots.length, bytes: slots.reduce((sum, { quota: own }) => sum + own.used('state-bytes'), 0) };
    },
    isSecret: secretNames(options.serving.plugins.flatMap(({ secrets }) => secrets)),
    watchers: [options.control === 'off' ? null : tally.note, options.onExchange ?? null].filter((one) => one !== null),
  };
  const main = makeWorldSlot(shared, options.settings, null);
  const worlds = makeWorlds(shared, options.worlds);
  const places = new WeakMap<IncomingMessage, WorldSlot>();
  let started = 0;

  const control = (slot: WorldSlot, request: IncomingMessage, response: ServerResponse): void => {
    // What lives for long can be looked at meanwhile.
    const ready = slot.isBusy() ? null : slot.ready();
    Promise.all([options.planeOf(core, slot), ready])
      .then(([answer]) => answer(request, response))
      .catch((error: unknown) => {
        options.serving.onBug(error);
        sendProblem(response, error, request.url ?? '');
      });
  };
  const dispatch: Dispatch = (request, response) => {
    // Express asks again for what was not answered at once.
    if (places.has(request)) return false;
    const entered = enter(core, request);
    if (entered instanceof ControlError) return (sendProblem(response, entered, request.url ?? ''), true);
    const { slot } = entered;
    if (options.control === 'beside' && isControl(request.url)) return (control(slot, request, response), true);
    const ready = isHealth(request.url) ? null : slot.ready();
    if (ready === null) return handOver(entered, request, response);
    ready
      .then(() => handOver(entered, request, response) || core.app()(request, response))
      .catch((error: unknown) => {
        options.serving.onBug(error);
        response.destroy();
      });
    return true;
  };
  const handOver = (entered: Entered, request: IncomingMessage, response: ServerResponse): boolean => {
    const { slot, url } = entered;
    if (slot.dispatch(request, response)) return (started++, true);
    // Express asks again whose it is, and wants to know the address as it came.
    places.set(request, slot);
    if (url !== request.url) Object.assign(request, { originalUrl: url });
    return false;
  };
  let app: Express | undefined;
  const quota = makeQuota(options.quotas);
  quota.count('server-state-bytes', () => shared.together().bytes);
  const core: ServerCore = {
    options,
    main,
    worlds,
    tally,
    streams: makeStreams(quota),
    syslogs: new Set(),
    quota,
    shutdown: options.shutdown ?? makeShutdown(),
    inFlight: () => Math.max(0, started - tally.total()),
    dispatch,
    control: (request, response) => {
      const entered = enter(core, request);
      if (entered instanceof ControlError) return (sendProblem(response, entered, request.url ?? ''), true);
      control(entered.slot, request, response);
      return true;
    },
    app: () => (app ??= appOf(core, (request) => places.get(request) ?? main)),
    run: () => {
      const live = setInterval(() => catchUp([main, ...worlds.list()], options.serving.onBug), liveTick).unref();
      const sweep = setInterval(worlds.sweep, sweepTick).unref();
      return () => [live, sweep].forEach(clearInterval);
    },
  };
  return core;
}

const appOf = (core: ServerCore, slotOf: (request: IncomingMessage) => WorldSlot): Express =>
  makeApp(core.dispatch, {
    packageVersion: packageVersion(),
    isReady: () => !core.shutdown.hasBegun(),
    onBug: core.options.serving.onBug,
    servedTo: (request) => servedBy(slotOf(request)),
    ...(core.options.pagesOf !== undefined && { pages: core.options.pagesOf(core, slotOf) }),
  });

const isHealth = (url = '/'): boolean => url.startsWith('/health');
const isControl = (url = '/'): boolean => url.startsWith('/_sim');

function catchUp(slots: readonly WorldSlot[], onBug: (error: unknown) => void): void {
  for (const slot of slots) {
    if (slot.runtime().simulation.clock.speed() === 0 || slot.isBusy()) continue;
    try {
      slot.ready()?.catch(onBug);
    } catch (error) {
      onBug(error);
    }
  }
}

/** What Express serves of a world. */
function servedBy(slot: WorldSlot) {
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
      slot.journal.noteUnmatchedRequest({ method, path, search, status: 404 }),
  };
}
