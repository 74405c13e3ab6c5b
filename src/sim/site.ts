/** A whole server without its sockets: the server's own world, worlds beside it, and the control plane; who a request is for. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Express } from 'express';
import { packageVersion } from '../kernel/package.ts';
import { makeApp } from '../http/app.ts';
import type { Exchange } from '../http/exchange.ts';
import { prefixHeader, prefixOf } from '../http/prefix.ts';
import type { Dispatch } from '../http/router.ts';
import { makeBases } from './bases.ts';
import { translateKey, worldOf } from './credentials.ts';
import type { Serving, Settings } from './instance.ts';
import type { JournalBounds } from './journal/journal.ts';
import { makeStreams, type Streams } from './journal/stream.ts';
import { makeTally, type Tally } from './metrics/tally.ts';
import { problem, problemReply } from './problem.ts';
import { makeStage, type Stage, type Theatre } from './stage.ts';
import { makeWorlds, type WorldBounds, type Worlds } from './worlds.ts';

export interface SiteOptions {
  readonly settings: Settings;
  readonly serving: Serving;
  readonly journal: JournalBounds;
  readonly worlds: WorldBounds;
  /** Where the control plane answers: beside the products, at an address of its own, or nowhere. */
  readonly control: 'beside' | 'apart' | 'off';
  /** The port that products answer at, where the control plane is apart from them and its callers see another; null elsewhere. */
  readonly productPort: () => string | null;
  /** What callers of the control plane must show; null asks for nothing. */
  readonly controlToken: string | null;
  readonly onExchange?: ((exchange: Exchange, world: string | null) => void) | undefined;
}

export interface Site {
  readonly options: SiteOptions;
  readonly main: Stage;
  readonly worlds: Worlds;
  readonly tally: Tally;
  readonly streams: Streams;
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

/** Throws UserError for a scenario or a clock that cannot be used. */
export function makeSite(options: SiteOptions): Site {
  const tally = makeTally();
  const hasControl = options.control !== 'off';
  const theatre: Theatre = {
    bases: makeBases(),
    serving: options.serving,
    journal: options.journal,
    watchers: [hasControl ? tally.note : null, options.onExchange ?? null].filter((one) => one !== null),
  };
  const main = makeStage(theatre, options.settings, null);
  const worlds = makeWorlds(theatre, options.worlds);
  const places = new WeakMap<IncomingMessage, Stage>();
  const stageOf = (request: IncomingMessage): Stage => places.get(request) ?? main;
  let started = 0;

  const control = (stage: Stage, request: IncomingMessage, response: ServerResponse): void => {
    import('./control/plane.ts')
      .then(({ planeOf }) => planeOf(site, stage)(request, response))
      .catch((error: unknown) => {
        options.serving.onBug(error);
        refuse(response, error, request.url ?? '');
      });
  };
  /** For what products do not answer: Express asks again whose it is, and wants to know the address as it came. */
  const remember = (request: IncomingMessage, { stage, url }: Entered): void => {
    places.set(request, stage);
    if (url !== request.url) Object.assign(request, { originalUrl: url });
  };
  const dispatch: Dispatch = (request, response) => {
    // Express asks again for what was not answered at once.
    if (places.has(request)) return false;
    const entered = enter(main, worlds, request);
    if (entered === null) return refuse(response, unknownWorld(), request.url ?? '');
    const { stage } = entered;
    if (options.control === 'beside' && isControl(request.url)) return (control(stage, request, response), true);
    const isTheirs = stage.dispatch(request, response);
    if (isTheirs) started++;
    else remember(request, entered);
    return isTheirs;
  };
  let app: Express | undefined;
  const site: Site = {
    options,
    main,
    worlds,
    tally,
    streams: makeStreams(),
    inFlight: () => Math.max(0, started - tally.total()),
    dispatch,
    control: (request, response) => {
      const entered = enter(main, worlds, request);
      if (entered === null) return refuse(response, unknownWorld(), request.url ?? '');
      control(entered.stage, request, response);
      return true;
    },
    app: () =>
      (app ??= makeApp(dispatch, {
        packageVersion: packageVersion(),
        onBug: options.serving.onBug,
        servedTo: (request) => servedBy(stageOf(request)),
      })),
    run: () => {
      const live = setInterval(() => catchUp([main, ...worlds.list()], options.serving.onBug), liveTick).unref();
      const sweep = setInterval(worlds.sweep, sweepTick).unref();
      return () => [live, sweep].forEach(clearInterval);
    },
  };
  return site;
}

const unknownWorld = (): Error =>
  problem('unknown-world', 'There is no world of this name; it may have been removed because nobody asked for it.');

const isControl = (url = '/'): boolean => url.startsWith('/_sim');

function refuse(response: ServerResponse, error: unknown, instance: string): true {
  const { status, headers, body } = problemReply(error, instance);
  if (!response.headersSent) response.writeHead(status, headers as Record<string, string>).end(body);
  return true;
}

/** Whose a request is, and its address as it came. */
interface Entered {
  readonly stage: Stage;
  readonly url: string;
}

/** Finds whose a request is, and takes a world's prefix from its path; null for a world that does not exist. */
function enter(main: Stage, worlds: Worlds, request: IncomingMessage): Entered | null {
  // A proxy's client sends the whole URL; only its path matters here (RFC 9112 §3.2.2).
  if (request.url?.startsWith('http') === true) request.url = request.url.replace(/^https?:\/\/[^/?#]*/i, '') || '/';
  const url = request.url ?? '/';
  if (!url.startsWith('/w/')) {
    const stage = worldOf(worlds, request) ?? main;
    translateKey(stage, request);
    return { stage, url };
  }
  const end = endOfName(url);
  const stage = worlds.get(url.slice(3, end));
  if (stage === undefined) return null;
  request.url = url.charCodeAt(end) === 0x2f ? url.slice(end) : `/${url.slice(end)}`;
  request.headers[prefixHeader] = prefixOf(request) + stage.prefix;
  translateKey(stage, request);
  return { stage, url };
}

/** Where the name of the world ends: at a slash, a question mark, or the end. */
function endOfName(url: string): number {
  const slash = url.indexOf('/', 3);
  const end = slash < 0 ? url.length : slash;
  const mark = url.indexOf('?', 3);
  return mark < 0 ? end : Math.min(end, mark);
}

function catchUp(stages: readonly Stage[], onBug: (error: unknown) => void): void {
  for (const stage of stages) {
    const { simulation } = stage.playing();
    if (simulation.clock.speed() === 0) continue;
    try {
      simulation.catchUp();
    } catch (error) {
      onBug(error);
    }
  }
}

/** What Express serves of a stage. */
function servedBy(stage: Stage) {
  const { products, simulation } = stage.playing();
  const { world, clock } = simulation;
  return {
    products,
    health: () => ({
      version: packageVersion(),
      seed: world.seed,
      scenario: world.scenario,
      ...(stage.name !== null && { world: stage.name }),
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
    onStranger: (method: string, path: string, search: string) =>
      stage.journal.noteStranger({ method, path, search, status: 404 }),
  };
}
