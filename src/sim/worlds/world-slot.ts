/** A named place for a world: what is played in it can be changed; its journal and snapshots stay. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { machineTime, type RealTime } from '../../kernel/clock.ts';
import { makeQuota, type Quota, type QuotaLimits } from '../../kernel/quota.ts';
import { packageVersion } from '../../kernel/package.ts';
import type { RoutedRequest, Delivery, Exchange } from '../../http/exchange.ts';
import type { Reply } from '../../http/endpoint.ts';
import { originOf } from '../../http/origin.ts';
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
import { makeGate, type Gate } from '../../kernel/gate.ts';
import type { Sliced } from '../../kernel/slices.ts';
import type { IsSecret } from '../journal/redact.ts';
import type { Journal, JournalKeeping } from '../journal/journal.ts';
import { sinkTable } from '../sinks/served/table.ts';
import { makeBelongings, tellDelivery } from './belongings.ts';

import { makeStage, type Keeping } from './stage.ts';
import { checkExport, type Exported } from './exported.ts';

/** What all worlds of a server share. */
export interface SharedServices {
  readonly worldCache: WorldCache;
  readonly serving: Serving;
  /** What worlds keep of their last requests; no entries, no journal. */
  readonly journal: JournalKeeping;
  /** What each world keeps, and all of them together, where that is not as usual. */
  readonly quotas: QuotaLimits;
  /** Worlds that there are, and the bytes of all their states. */
  readonly together: () => { readonly worlds: number; readonly bytes: number };
  /** Names whose values journals do not show. */
  readonly isSecret: IsSecret;
  /** Told of each exchange, by worlds of whatever name; nothing to tell, nothing to pay. */
  readonly watchers: readonly ((exchange: Exchange, world: string | null) => void)[];
}

/** Who keeps account of a slot's exchanges where several servers share its world. */
export interface Traffic {
  /** Told in place of the journal. */
  readonly note: (exchange: Exchange, faults: readonly string[]) => void;
  /** Whether the exchange is this server's own, which its watchers are told of. */
  readonly isOwn: (exchange: Exchange) => boolean;
}

/** What a slot stands in; real time and its own journal where nothing is said. */
export interface Surroundings {
  readonly time?: RealTime;
  readonly traffic?: (journal: Journal) => Traffic;
}

export type WorldSlot = Readonly<ReturnType<typeof makeWorldSlot>>;

/** Throws UserError for a scenario that cannot be played. */
export function makeWorldSlot(
  { worldCache, serving, journal: { entries, answers = 0 }, quotas, together, isSecret, watchers }: SharedServices,
  settings: Settings,
  place: { readonly name: string; readonly worldTag: string; readonly epoch: number } | null,
  { time = machineTime, traffic = ownTraffic }: Surroundings = {},
) {
  const name = place?.name ?? null;
  const quota = makeQuota(quotas);
  const belongings = makeBelongings(quota, { entries, isSecret }, () => runtime().simulation.clock.now());
  const { journal, sinks, snapshots } = belongings;
  const told = traffic(journal);
  const note = entries > 0 ? told.note : ignore;
  const gate = makeGate(serving.scheduler, journal);
  const hooks: WorldSlotHooks = {
    gate,
    watch: (exchange, faults) => {
      if (exchange.product.name === sinkTable.name) tellDelivery(sinks.deliveries, exchange, faults);
      else note(exchange, faults);
      if (told.isOwn(exchange)) for (const watcher of watchers) watcher(exchange, name);
    },
    keepsAnswers: entries > 0 ? answers : 0,
    sinks,
    quota,
    epoch: () => stage.nextEpoch(),
    after: withFittingCookies,
    time,
  };
  const worldTag = place?.worldTag ?? null;
  const make = (wanted: Settings): WorldRuntime =>
    makeWorldRuntime(worldCache.get(baseOptionsOf(wanted, time)), wanted, serving, hooks, worldTag);
  const stage = makeStage({ make, settings, firstEpoch: place?.epoch ?? 0, time, belongings });
  const { runtime } = stage;
  // What is wrong with the scenario is told now.
  runtime();
  countServerShare(quota, together);
  return {
    /** Name of one world among many; null for the server's own. */
    name,
    /** `/w/<name>`, or empty for the server's own. */
    prefix: place === null ? '' : `/w/${place.name}`,
    /** What its secrets begin with; null for the server's own. */
    worldTag,
    /** Counts beginnings of what is played in it. */
    epoch: stage.epoch,
    /** What is being played. */
    runtime,
    journal,
    /** What clients handed on. */
    sinks: sinks.store,
    quota,
    /** Snapshots by name. */
    snapshots: snapshots.states,
    keepSnapshot: (key: string, state: Exported): void => {
      if (!snapshots.states.has(key)) quota.admit('snapshots', 1);
      quota.admit('snapshot-bytes', quota.used('state-bytes'));
      snapshots.keep(key, state, quota.used('state-bytes'));
    },
    /** Does work that nobody may see half done. */
    alone: gate.alone,
    /** Resolves when it has caught up with its clock, and nothing is being done that nobody may see; null where that is so already. */
    ready: (): Promise<void> | null => whenReady(gate, runtime()),
    /** Whether something is being done that nobody may see. */
    isBusy: (): boolean => gate.opening() !== null,
    /** Answers a request of one of the products, or says that it is not theirs; ask when it is ready. */
    dispatch: (request: IncomingMessage, response: ServerResponse): boolean => runtime().dispatch(request, response),
    /** Back to the beginning. */
    reset: (keeping: Keeping = {}): void => {
      runtime().simulation.state.reset();
      stage.clear(keeping);
    },
    /** Plays something else from its beginning. Throws UserError, and then goes on as before. */
    play: (wanted: Settings): void => stage.begin(wanted, stage.epoch() + 1),
    snapshot: (): Exported => ({
      version: packageVersion(),
      events: runtime().base.world.aggregated.length,
      ...runtime().simulation.state.snapshot(),
    }),
    save: stage.save,
    loading: stage.loading,
    /** Throws UserError for a state of another version or World, or that is none; the present one is then untouched. */
    *restoring(state: Exported): Sliced<void> {
      checkExport(state, runtime().base.world);
      yield* runtime().simulation.state.restoring(state);
    },
  };
}

const ignore = (): void => {};
const ownTraffic = (journal: Journal): Traffic => ({ note: journal.note, isOwn: () => true });

/** Whoever keeps less than an even share is not refused for what others keep. */
function countServerShare(quota: Quota, together: SharedServices['together']): void {
  quota.count('server-state-bytes', () => {
    const { worlds, bytes } = together();
    return quota.used('state-bytes') * worlds <= quota.most('server-state-bytes') ? 0 : bytes;
  });
}

function whenReady({ alone, opening }: Gate, { simulation }: WorldRuntime): Promise<void> | null {
  const open = opening();
  if (open !== null) return open.then(() => alone(simulation.catchingUp()));
  const outcome = simulation.isBehind() ? alone(simulation.catchingUp()) : undefined;
  return outcome instanceof Promise ? outcome : null;
}

const fitted = new WeakMap<Reply, Map<string, Reply>>();

/**
 * Cookies as the client may have them: over TLS they are for TLS alone, and those of a world that is reached below a prefix are
 * for that prefix, so that a client of two worlds does not mix them up.
 */
function withFittingCookies({ request }: RoutedRequest, delivery: Delivery): Delivery {
  const { reply } = delivery;
  const cookies = reply.headers['Set-Cookie'];
  if (cookies === undefined) return delivery;
  const end = `${pathPrefixOf(request)}/${originOf(request).startsWith('https:') ? '; Secure' : ''}`;
  if (end === '/') return delivery;
  const known = fitted.get(reply)?.get(end);
  if (known !== undefined) return { ...delivery, reply: known };
  const own = [cookies].flat().map((cookie) => cookie.replace(/; Path=\/(?=;|$)/, `; Path=${end}`));
  const made = { ...reply, headers: { ...reply.headers, 'Set-Cookie': own } };
  fitted.set(reply, (fitted.get(reply) ?? new Map<string, Reply>()).set(end, made));
  return { ...delivery, reply: made };
}
