/** A named place for a world: what is played in it can be changed; its journal and snapshots stay. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { packageVersion } from '../../kernel/package.ts';
import type { RoutedRequest, Delivery, Exchange } from '../../http/exchange.ts';
import type { Reply } from '../../http/endpoint.ts';
import { pathPrefixOf } from '../../http/prefix.ts';
import type { WorldCache } from './world-cache.ts';
import {
  makeWorldRuntime,
  baseOptionsOf,
  type WorldRuntime,
  type Serving,
  type Settings,
  type WorldSlotHooks,
} from './world-runtime.ts';
import type { IsSecret } from '../journal/redact.ts';
import { makeJournal, type JournalBounds } from '../journal/journal.ts';
import { checkExport, type Exported } from './exported.ts';

/** What is kept beside the state: by default a reset clears it too. */
export interface Keeping {
  readonly keepFaults?: boolean;
  readonly keepJournal?: boolean;
}

/** What all worlds of a server share. */
export interface SharedServices {
  readonly worldCache: WorldCache;
  readonly serving: Serving;
  /** What worlds keep of their last requests; no entries, no journal. */
  readonly journal: JournalBounds;
  /** Names whose values journals do not show. */
  readonly isSecret: IsSecret;
  /** Told of each exchange, by worlds of whatever name; nothing to tell, nothing to pay. */
  readonly watchers: readonly ((exchange: Exchange, world: string | null) => void)[];
}

export type WorldSlot = Readonly<ReturnType<typeof makeWorldSlot>>;

/** Throws UserError for a scenario that cannot be played. */
export function makeWorldSlot(
  { worldCache, serving, journal: bounds, isSecret, watchers }: SharedServices,
  settings: Settings,
  place: { readonly name: string; readonly worldTag: string } | null,
) {
  const name = place?.name ?? null;
  const journal = makeJournal(bounds, () => runtime.simulation.clock.now(), isSecret);
  const hasJournal = bounds.entries > 0;
  const hooks: WorldSlotHooks = {
    ...((hasJournal || watchers.length > 0) && {
      watch: (exchange, faults) => {
        if (hasJournal) journal.note(exchange, faults);
        for (const watcher of watchers) watcher(exchange, name);
      },
    }),
    after: place === null ? (_, delivery) => delivery : inOwnPath,
  };
  const worldTag = place?.worldTag ?? null;
  const make = (wanted: Settings): WorldRuntime =>
    makeWorldRuntime(worldCache(baseOptionsOf(wanted)), wanted, serving, hooks, worldTag);
  let runtime = make(settings);
  const snapshots = new Map<string, Exported>();
  const clear = ({ keepJournal = false, keepFaults = false }: Keeping): void => {
    if (!keepJournal) journal.clear();
    if (keepFaults) runtime.faults.restart();
    else runtime.faults.reset();
  };
  return {
    /** Name of one world among many; null for the server's own. */
    name,
    /** `/w/<name>`, or empty for the server's own. */
    prefix: place === null ? '' : `/w/${place.name}`,
    /** What its secrets begin with; null for the server's own. */
    worldTag,
    /** What is being played. */
    runtime: (): WorldRuntime => runtime,
    journal,
    /** Snapshots by name. */
    snapshots,
    /** Answers a request of one of the products, or says that it is not theirs. */
    dispatch: (request: IncomingMessage, response: ServerResponse): boolean => runtime.dispatch(request, response),
    /** Back to the beginning. */
    reset: (keeping: Keeping = {}): void => {
      runtime.simulation.state.reset();
      clear(keeping);
    },
    /** Plays something else from its beginning. Throws UserError, and then goes on as before. */
    play: (wanted: Settings): void => {
      runtime = make(wanted);
      snapshots.clear();
      clear({});
    },
    snapshot: (): Exported => ({
      version: packageVersion(),
      events: runtime.base.world.aggregated.length,
      ...runtime.simulation.state.snapshot(),
    }),
    /** Throws UserError for a state of another version or World, or that is none; the present one is then untouched. */
    restore: (state: Exported): void => {
      checkExport(state, runtime.base.world);
      runtime.simulation.state.restore(state);
    },
  };
}

const moved = new WeakMap<Reply, Map<string, Reply>>();

/** Cookies of a world that is reached below a prefix are for that prefix, so that a client of two worlds does not mix them up. */
function inOwnPath({ request }: RoutedRequest, delivery: Delivery): Delivery {
  const { reply } = delivery;
  const cookies = reply.headers['Set-Cookie'];
  const prefix = cookies === undefined ? '' : pathPrefixOf(request);
  if (cookies === undefined || prefix === '') return delivery;
  const known = moved.get(reply)?.get(prefix);
  if (known !== undefined) return { ...delivery, reply: known };
  const own = [cookies].flat().map((cookie) => cookie.replace(/; Path=\/(?=;|$)/, `; Path=${prefix}/`));
  const made = { ...reply, headers: { ...reply.headers, 'Set-Cookie': own } };
  moved.set(reply, (moved.get(reply) ?? new Map<string, Reply>()).set(prefix, made));
  return { ...delivery, reply: made };
}
