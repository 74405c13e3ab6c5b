/** The simulator as a library: started with a server of its own, or made as an application to mount. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Express } from 'express';
import type { Clock } from '../kernel/clock.ts';
import type { QuotaLimits } from '../kernel/quota.ts';
import type { HttpHandler } from '../http/handler.ts';
import type { FindExamples } from '../http/docs-found.ts';
import { makeOpening, type Opening } from '../http/opening.ts';
import { close, leave, makeShutdown } from '../http/farewell.ts';
import { makeServer, type TlsCertificate } from '../http/server.ts';
import type { ProductFlags } from '../products/index.ts';
import type { Plugin } from '../products/shared/plugin.ts';
import type { Store } from '../store/port.ts';
import { libraryApiOf, unlessShared, withDescriptors, type LibraryApi, type PlayOptions } from './library-api.ts';
import { putWorld } from './operations/play.ts';
import { doneBy, identityFor, listenAll, syslogOf, unready } from './listening.ts';
import { checkPlayOptions, checkServerOptions } from './options.ts';
import type { TlsFiles, TlsNames } from './tls-certificate.ts';
import { baseOptionsOf } from './worlds/world-runtime.ts';
import type { Log } from './log.ts';
import { coreOptionsOf, tokenFor } from './core-options.ts';
import { sharing, storeOf } from './sharing.ts';
import { makeWorldCache } from './worlds/world-cache.ts';
import { makeServerCore, type ServerCore } from './worlds/server-core.ts';

export interface SimulatorOptions extends PlayOptions, ProductFlags<'server'> {
  /** What is simulated; all products when left out. */
  readonly products?: readonly Plugin[];
  /** Milliseconds that counting may take before `count` is -1, at a nominal 100,000 rows each; 1000 when left out. */
  readonly countBudget?: number;
  /** Judges what clients say of their own time, such as the timestamp of a signature; the machine's clock when left out. */
  readonly clientClock?: Clock | 'simulated';
  /** Milliseconds that a client may take to send a body; 30,000 when left out. */
  readonly maxBodyMs?: number;
  /** Bytes a second that a body must come at after five seconds; 1024 when left out. */
  readonly minBodyRate?: number;
  /** Bytes that the bodies of all connections may take together while they are read; 64 MiB when left out. Beyond it, a request is refused with 503. */
  readonly maxBodyMemory?: number;
  /** Nominal milliseconds of work that a request may cost before it gets the vendor's own time-out; 30,000 when left out. */
  readonly requestBudget?: number;
  /** Requests that the journal of each world keeps; 0 keeps none, 1000 when left out. */
  readonly journal?: number;
  /** Bytes of each answer's body that the journal keeps besides; none when left out. They count as `journal-bytes`. */
  readonly journalAnswers?: number;
  /** How much worlds and the server keep, by the name of what is kept; as usual where it is left out. */
  readonly quotas?: QuotaLimits;
  /** Worlds at once besides the server's own; 2000 when left out. */
  readonly maxWorlds?: number;
  /** Milliseconds without a request after which a world is removed, 0 never; an hour when left out. */
  readonly worldIdleMs?: number;
  /** False serves no control plane; true when left out. */
  readonly control?: boolean | ControlOptions;
  /** Believes what `X-Forwarded-*` say, for a server behind a proxy that sets them; false when left out. */
  readonly trustProxy?: boolean;
  /** Called with our own bugs, which clients see as status 500; by default they are printed on stderr. */
  readonly onBug?: (error: unknown) => void;
  /** Told of requests; nobody is when left out. */
  readonly log?: Pick<Log, 'exchange'>;
}

export interface ControlOptions {
  /** What callers must show, and requests that ask for a fault by header; false for nothing. When left out, a server that others can reach makes one. */
  readonly token?: string | false;
  readonly port?: number;
  /** Names by which callers may know the server, beside addresses, names without a dot and this machine's own. */
  readonly allowHosts?: readonly string[];
}

export interface ServerOptions extends SimulatorOptions {
  /** Port to listen on; any free one when left out. */
  readonly port?: number;
  readonly host?: string;
  /** Port that takes syslog over TCP into the sink `syslog`; none when left out. */
  readonly syslogPort?: number;
  /** Connections at once; what comes beyond is cut off. 10,000 when left out. */
  readonly maxConnections?: number;
  /** Shares all worlds with the other servers over this store: a URL such as `postgres://…`, or a store; nobody else sees them when left out. */
  readonly store?: string | Store;
  /** Serves over TLS: with a certificate of its own making, for more names if need be, or with the one in these files. */
  readonly tls?: boolean | TlsNames | TlsFiles;
}

/** A world of its own on a simulator. */
export interface OwnWorld extends LibraryApi {
  /** Removes it. */
  readonly close: () => Promise<void>;
}

interface Worldly {
  /** A fresh world of its own: state, clock, faults, journal; in place of one of that name. What is left out is as with the simulator. Throws UserError. */
  readonly world: (name?: string, options?: PlayOptions) => OwnWorld;
}

/** What is composed with it, from rooms that it does not know. */
export interface Parts {
  readonly findExamples?: FindExamples | undefined;
}

/** An application to mount; nothing listens. */
export interface Simulated extends Omit<LibraryApi, 'url' | 'name'>, Worldly {
  readonly app: HttpHandler;
}

/** Makes the World and an Express application that serves it. Throws UserError for a bad scenario or clock. */
export function createApp(options: SimulatorOptions = {}, { findExamples }: Parts = {}): Simulated {
  checkServerOptions(options);
  const controlToken = tokenFor(options, '127.0.0.1');
  const core = makeServerCore(
    coreOptionsOf(options, { controlToken, productPort: () => null, isApart: false, findExamples }),
  );
  const app: (request: never, response: never) => void = core.app();
  return withDescriptors(
    libraryApiOf(core, core.main, () => ''),
    { app: app as HttpHandler, world: worldsOf(core, () => '') },
  );
}

export interface Simulator extends LibraryApi, Worldly {
  /** Address of the control plane: below `url`, at a port of its own, or null where there is none. */
  readonly controlUrl: string | null;
  /** What its callers must show; null for nothing. */
  readonly controlToken: string | null;
  /** The certificate to trust, in PEM; null without TLS. */
  readonly certificate: string | null;
  /** Stops listening and resolves when what was in flight is answered, within ten seconds. */
  readonly close: () => Promise<void>;
  /** The same for clients that know nothing of it: `/health` turns 503, and each answer closes its connection. The grace is in milliseconds. */
  readonly leave: (grace: number) => Promise<void>;
}

/**
 * Starts a simulator; port 0, the default, takes any free port. Rejects with UserError for options that cannot be, and with the system's
 * error when it cannot listen.
 */
export async function startSimulator(options: ServerOptions = {}, { findExamples }: Parts = {}): Promise<Simulator> {
  checkServerOptions(options);
  const { host = '127.0.0.1', control = true, tls = false } = options;
  const controlPort = typeof control === 'object' ? control.port : undefined;
  const isApart = controlPort !== undefined;
  let url = '';
  const madeToken = tokenFor(options, host);
  const productPort = (): string | null => (isApart ? (url.split(':').at(-1) ?? null) : null);
  const { shutdown, worldCache } = { shutdown: makeShutdown(), worldCache: makeWorldCache() };
  const alone = coreOptionsOf(options, { controlToken: madeToken, productPort, isApart, findExamples });
  const store = options.store === undefined ? null : await storeOf(options.store);
  const coreOptions = store === null ? alone : await sharing(alone, store, worldCache, options);
  const { controlToken } = coreOptions;
  // What is wrong with the scenario is said before anybody hears of the server.
  const making = worldCache.make(baseOptionsOf(coreOptions.settings, coreOptions.shared?.surroundings.time));
  making.next();
  const identity = tls === false ? null : await identityFor(tls, host);
  let core: ServerCore | null = null;
  const failure = (error: unknown) => (core === null ? unready : firstOf(core).failure(error));
  const app = (): Express => {
    if (core === null) throw new Error('what comes before the server is open is kept');
    return core.app();
  };
  const openings = [makeOpening(), ...(isApart ? [makeOpening()] : [])];
  const servers = openings.map(({ dispatch }) => makeServer(app, dispatch, failure, { shutdown, identity }));
  for (const server of servers) server.maxConnections = options.maxConnections ?? 10_000;
  // Its connections would keep a process that cannot serve.
  const leaveStore = async (error: unknown): Promise<never> => {
    await store?.close().catch(() => {});
    throw error;
  };
  const ports = [options.port ?? 0, controlPort ?? 0];
  const [first = '', apart] = await listenAll(servers, ports, host, identity).catch(leaveStore);
  url = first;
  try {
    // The World is then in its place; its own making takes turns with who asks meanwhile.
    await doneBy(coreOptions.serving.scheduler, making);
    core = makeServerCore({ ...coreOptions, shutdown, worldCache });
    await core.join();
  } catch (error) {
    for (const { giveUp } of openings) giveUp();
    await Promise.all(servers.map((server) => close(server, 0)));
    return leaveStore(error);
  }
  if (options.syslogPort !== undefined) await syslogOf(core, options.syslogPort, { host, servers });
  return running(core, { servers, openings, url, apart: apart ?? null, controlToken, identity, control, store });
}

/** What runs, as its owner has it in hand. */
function running(
  core: ServerCore,
  { servers, openings, url, apart, controlToken, identity, control, store }: Listening,
): Simulator {
  const [products, plane] = openings;
  const otherwise = (request: IncomingMessage, response: ServerResponse): void => core.app()(request, response);
  products?.open(core.dispatch, otherwise);
  plane?.open(core.control, otherwise);
  const stop = core.run();
  const base = (): string => url;
  return withDescriptors(libraryApiOf(core, core.main, base), {
    world: unlessShared(core)(worldsOf(core, base)),
    controlUrl: control === false ? null : `${apart ?? url}/_sim`,
    controlToken,
    certificate: identity?.cert ?? null,
    close: async () => {
      stop();
      core.streams.close();
      await Promise.all([...core.syslogs].map((listener) => listener.close()));
      await Promise.all(servers.map((server) => close(server)));
      await store?.close();
    },
    leave: async (within: number) => {
      stop();
      core.streams.close();
      await Promise.all([...core.syslogs].map((listener) => listener.close()));
      const { shutdown, inFlight } = core;
      await Promise.all(servers.map((server) => leave(server, { shutdown, inFlight, within })));
      await store?.close();
    },
  });
}

interface Listening {
  readonly servers: readonly ReturnType<typeof makeServer>[];
  readonly openings: readonly Opening[];
  readonly url: string;
  readonly apart: string | null;
  readonly controlToken: string | null;
  readonly identity: TlsCertificate | null;
  readonly control: boolean | ControlOptions;
  readonly store: Store | null;
}

function firstOf(core: ServerCore) {
  const [first] = core.main.runtime().products;
  if (first === undefined) throw new Error('there is no product');
  return first;
}

const worldsOf =
  (core: ServerCore, base: () => string): Worldly['world'] =>
  (name = core.worlds.freeName(), options = {}) => {
    const { worlds } = core;
    checkPlayOptions(core.options.serving.plugins, options);
    const slot = putWorld(core, name, options);
    return withDescriptors(libraryApiOf(core, slot, base), {
      close: async () => {
        // Another world may have taken its place.
        if (worlds.get(name) === slot) worlds.remove(name);
      },
    });
  };
