/** The simulator as a library: started with a server of its own, or made as an application to mount. */
import type { Express } from 'express';
import { wallClock, type Clock } from '../kernel/clock.ts';
import type { QuotaLimits } from '../kernel/quota.ts';
import { makeBodyMemory } from '../http/body.ts';
import { usualBodyMemory } from '../http/router.ts';
import { close, leave, listen, makeServer, type TlsCertificate } from '../http/server.ts';
import { plugins as allPlugins, type ProductFlags } from '../products/index.ts';
import type { Plugin } from '../products/shared/plugin.ts';
import { libraryApiOf, withDescriptors, type LibraryApi, type PlayOptions } from './library-api.ts';
import { productFlagsIn, putWorld, settingsOf } from './operations/play.ts';
import { identityIn, makeCertificate, type TlsFiles } from './tls-certificate.ts';
import type { Serving, Settings } from './worlds/world-runtime.ts';
import type { Log } from './log.ts';
import { planeOf } from './control/plane.ts';
import { isLoopback, isToken, newToken, tokenHeader } from './control/control-token.ts';
import { makeScheduler } from '../kernel/slices.ts';
import { makeServerCore, type ServerCore, type ServerCoreOptions } from './worlds/server-core.ts';

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
  /** Connections at once; what comes beyond is cut off. 10,000 when left out. */
  readonly maxConnections?: number;
  /** Serves over TLS: with a certificate of its own making, or with the one in these files. */
  readonly tls?: boolean | TlsFiles;
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

/** An application to mount; nothing listens. */
export interface Simulated extends Omit<LibraryApi, 'url' | 'name'>, Worldly {
  readonly app: Express;
}

/** Makes the World and an Express application that serves it. Throws UserError for a bad scenario or clock. */
export function createApp(options: SimulatorOptions = {}): Simulated {
  const core = coreOf(options, tokenFor(options, '127.0.0.1'), () => null);
  return withDescriptors(
    libraryApiOf(core, core.main, () => ''),
    { app: core.app(), world: worldsOf(core, () => '') },
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

/** Starts a simulator; port 0, the default, takes any free port. Rejects with the system's error when it cannot listen. */
export async function startSimulator(options: ServerOptions = {}): Promise<Simulator> {
  const { host = '127.0.0.1', control = true, tls = false } = options;
  const controlPort = typeof control === 'object' ? control.port : undefined;
  const isApart = controlPort !== undefined;
  let url = '';
  const controlToken = tokenFor(options, host);
  const core = coreOf(options, controlToken, () => (isApart ? (url.split(':').at(-1) ?? null) : null), isApart);
  const identity = tls === false ? null : await identityFor(tls, host);
  const failure = (error: unknown) => firstOf(core).failure(error);
  const around = { shutdown: core.shutdown, identity };
  const servers = [makeServer(core.app, core.dispatch, failure, around)];
  if (isApart) servers.push(makeServer(core.app, core.control, failure, around));
  for (const server of servers) server.maxConnections = options.maxConnections ?? 10_000;
  const [first = '', apart] = await listenAll(servers, [options.port ?? 0, controlPort ?? 0], host, identity);
  url = first;
  const stop = core.run();
  const base = (): string => url;
  return withDescriptors(libraryApiOf(core, core.main, base), {
    world: worldsOf(core, base),
    controlUrl: control === false ? null : `${apart ?? url}/_sim`,
    controlToken,
    certificate: identity?.cert ?? null,
    close: async () => {
      stop();
      core.streams.close();
      await Promise.all(servers.map((server) => close(server)));
    },
    leave: async (within: number) => {
      stop();
      core.streams.close();
      const { shutdown, inFlight } = core;
      await Promise.all(servers.map((server) => leave(server, { shutdown, inFlight, within })));
    },
  });
}

const identityFor = (tls: true | TlsFiles, host: string): Promise<TlsCertificate> | TlsCertificate =>
  tls === true ? makeCertificate(host) : identityIn(tls);

function firstOf(core: ServerCore) {
  const [first] = core.main.runtime().products;
  if (first === undefined) throw new Error('there is no product');
  return first;
}

/** The addresses; when one cannot be had, none is kept. */
async function listenAll(
  servers: readonly ReturnType<typeof makeServer>[],
  ports: readonly number[],
  host: string,
  identity: TlsCertificate | null,
): Promise<readonly string[]> {
  const urls: string[] = [];
  try {
    for (const [at, server] of servers.entries()) {
      const { address, port, family } = await listen(server, ports[at] ?? 0, host);
      const name = family === 'IPv6' ? `[${address}]` : address;
      urls.push(`${identity === null ? 'http' : 'https'}://${name}:${port}`);
    }
    return urls;
  } catch (error) {
    await Promise.all(servers.slice(0, urls.length).map((server) => close(server)));
    throw error;
  }
}

const usual: Settings = {
  scenario: 'default',
  seed: '1',
  clock: { kind: 'frozen' },
  end: undefined,
  events: undefined,
  worldFormat: undefined,
  flags: {},
};

/** The token that was given, or one that is made for a server that others can reach. */
function tokenFor({ control = true }: SimulatorOptions, host: string): string | null {
  if (control === false) return null;
  const { token } = control === true ? {} : control;
  if (token === false) return null;
  return token ?? (isLoopback(host) ? null : newToken());
}

function coreOf(
  options: SimulatorOptions,
  controlToken: string | null,
  productPort: ServerCoreOptions['productPort'],
  isApart = false,
): ServerCore {
  const { control = true, products: plugins = allPlugins } = options;
  const serving: Serving = {
    plugins,
    flags: productFlagsIn(plugins, 'server', options),
    countBudget: options.countBudget ?? 1000,
    clientClock: options.clientClock ?? wallClock,
    maxBodyMs: options.maxBodyMs,
    minBodyRate: options.minBodyRate,
    scheduler: makeScheduler(),
    requestBudget: options.requestBudget,
    bodyMemory: makeBodyMemory(options.maxBodyMemory ?? usualBodyMemory),
    // The header is a door of the control plane: where that asks for a token, vendor credentials must not open it.
    takesFaultHeader: ({ [tokenHeader]: given }) =>
      control !== false && (controlToken === null || (typeof given === 'string' && isToken(given, controlToken))),
    onBug: options.onBug ?? ((error) => console.error(error)),
  };
  return makeServerCore({
    settings: settingsOf(plugins, usual, options),
    serving,
    journal: { entries: options.journal ?? 1000 },
    quotas: options.quotas ?? {},
    worlds: { most: options.maxWorlds ?? 2000, idle: options.worldIdleMs ?? 3_600_000 },
    control: control === false ? 'off' : isApart ? 'apart' : 'beside',
    planeOf: async (core, slot) => planeOf(core, slot),
    productPort,
    controlToken,
    allowHosts: typeof control === 'object' ? (control.allowHosts ?? []) : [],
    trustProxy: options.trustProxy === true,
    onExchange: options.log?.exchange ?? undefined,
  });
}

const worldsOf =
  (core: ServerCore, base: () => string): Worldly['world'] =>
  (name = core.worlds.freeName(), options = {}) => {
    const { worlds } = core;
    const slot = putWorld(core, name, options);
    return withDescriptors(libraryApiOf(core, slot, base), {
      close: async () => {
        // Another world may have taken its place.
        if (worlds.get(name) === slot) worlds.remove(name);
      },
    });
  };
