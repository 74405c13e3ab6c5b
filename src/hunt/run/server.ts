/** The server that clients are hunted on: a world a run, with a look at each request before it is taken. */
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { keptWorlds } from './kept-worlds.ts';
import { close } from '../../http/farewell.ts';
import { listen, makeServer } from '../../http/server.ts';
import { coreOptionsOf } from '../../sim/core-options.ts';
import { libraryApiOf, type LibraryApi, type PlayOptions } from '../../sim/library-api.ts';
import { putWorld } from '../../sim/operations/play.ts';
import type { ProductFacts } from '../draw/profile.ts';
import { makeServerCore } from '../../sim/worlds/server-core.ts';

/** What came: a request to a product, or something delivered to a sink. */
export type Incoming = 'request' | 'delivery';

/** What becomes of it: taken as usual, not taken and its connection ended, or taken when something was done first. */
export type Ruling = 'take' | 'drop';

export interface Watcher {
  /** Asked when the head of a request is here. */
  readonly arrived: (what: Incoming, request: IncomingMessage) => Ruling;
  /** Told when all of its body is here, before it is done. */
  readonly complete: (what: Incoming, request: IncomingMessage) => void;
}

export interface HuntWorld extends LibraryApi {
  readonly remove: () => void;
}

export interface HuntServer {
  readonly url: string;
  /** What the products say of their requests. */
  readonly facts: ProductFacts;
  /** A world of its own of a scenario with this content, of which nothing is known yet. Throws UserError for a scenario that cannot be played. */
  readonly world: (content: object, options: PlayOptions, watcher: Watcher) => HuntWorld;
  /** True from when it is closed on: no run goes on. */
  readonly isClosed: () => boolean;
  readonly close: () => Promise<void>;
}

const inWorld = /^\/w\/([^/]+)(\/[^?]*)?/;
const journalEntries = 20_000;

/** Listens on a free port of 127.0.0.1. */
export async function startHuntServer(scenario: string): Promise<HuntServer> {
  const doors = { controlToken: null, productPort: () => null, isApart: false };
  const folder = mkdtempSync(join(tmpdir(), 'siem-sim-hunt-'));
  const core = makeServerCore({
    ...coreOptionsOf({ scenario, events: 0, journal: journalEntries, clientClock: 'simulated', worldIdleMs: 0 }, doors),
    worldCache: keptWorlds(),
  });
  const watchers = new Map<string, Watcher>();
  const dispatch = (request: IncomingMessage, response: ServerResponse): boolean => {
    const [, name = '', path = '/'] = inWorld.exec(request.url ?? '') ?? [];
    const watcher = watchers.get(name);
    const what: Incoming = path.startsWith('/_sink') ? 'delivery' : 'request';
    if (watcher !== undefined && !path.startsWith('/_sim')) {
      if (watcher.arrived(what, request) === 'drop') return (request.socket.destroy(), true);
      if (hasNoBody(request)) watcher.complete(what, request);
      else request.once('end', () => watcher.complete(what, request));
    }
    return core.dispatch(request, response);
  };
  const [first] = core.main.runtime().products;
  if (first === undefined) throw new Error('there is no product');
  const server = makeServer(core.app, dispatch, (error) => first.failure(error));
  const { port } = await listen(server, 0, '127.0.0.1');
  const url = `http://127.0.0.1:${port}`;
  const stop = core.run();
  let worlds = 0;
  let isClosed = false;
  return {
    url,
    facts: core.main.runtime().products,
    world: (content, options, watcher) => {
      const name = `hunt-${++worlds}`;
      // JSON is YAML, and a file is how a world is told of a scenario that does not come with the package.
      const text = JSON.stringify(content);
      const file = join(folder, `${createHash('sha256').update(text).digest('hex').slice(0, 32)}.yaml`);
      if (!existsSync(file)) writeFileSync(file, text);
      const world = libraryApiOf(core, putWorld(core, name, { ...options, scenario: file }), () => url);
      watchers.set(name, watcher);
      const remove = (): void => {
        watchers.delete(name);
        core.worlds.remove(name);
      };
      return Object.defineProperties({ remove }, Object.getOwnPropertyDescriptors(world)) as HuntWorld;
    },
    isClosed: () => isClosed,
    close: async () => {
      isClosed = true;
      stop();
      core.streams.close();
      await close(server, 0);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const hasNoBody = ({ headers }: IncomingMessage): boolean =>
  headers['transfer-encoding'] === undefined && (headers['content-length'] ?? '0') === '0';
