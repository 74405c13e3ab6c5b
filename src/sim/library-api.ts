/** A world as the library hands it out: addresses, credentials, and handles for all that the control plane can do. */
import type { InsideAnswer } from '../http/inside.ts';
import { UserError } from '../kernel/fault.ts';
import { finished } from '../kernel/slices.ts';
import type { World } from '../model/world.ts';
import type { ProductFlags, ProductMembers } from '../products/index.ts';
import type { State } from '../state/state.ts';
import type { Fault, Faults, FaultState } from './faults/faults.ts';
import type { JournalEntry } from './journal/entry.ts';
import type { Filter } from './journal/journal.ts';
import type { JournalVerdict, VerifyRequest } from './journal/verify.ts';
import { askInside, type AskRequest } from './operations/access.ts';
import { advanceClock, freezeClock, resumeClock, setClock } from './operations/clock.ts';
import { faultsOfWorld } from './operations/faults.ts';
import { journalEntries, verifyJournal } from './operations/journal.ts';
import { play, type PlayRequest } from './operations/play.ts';
import { deliveriesTo, listening, shownDelivery, verifyDeliveries } from './operations/sinks.ts';
import { checkPlayOptions } from './options.ts';
import { restore } from './operations/snapshots.ts';
import type { SyslogListener } from './sinks/syslog/listener.ts';
import type { SinkDelivery, Verification, VerifyOptions } from './sinks/judged/terms.ts';
import type { Exported } from './worlds/exported.ts';
import type { ServerCore } from './worlds/server-core.ts';
import type { Keeping } from './worlds/stage.ts';
import type { WorldSlot } from './worlds/world-slot.ts';

/** What to play; what is left out is as with the server that a world is made on, or as usual. */
export interface PlayOptions extends PlayRequest, ProductFlags<'world'> {}

/** The simulated clock; all times in epoch milliseconds. */
export interface ClockLibraryApi {
  readonly now: () => number;
  /** Simulated milliseconds a real one; 0 while it is frozen. */
  readonly speed: () => number;
  /** Puts it to an instant, ISO or epoch milliseconds, not before what has been lived. Throws UserError. */
  readonly set: (to: number | string) => void;
  /** Lets time pass at once: milliseconds, `1h`, `PT1H30M`. Throws UserError. */
  readonly advance: (by: number | string) => void;
  readonly freeze: () => void;
  /** Lets it run, once as fast as real time when left out. Throws UserError. */
  readonly resume: (speed?: number) => void;
}

export interface FaultsLibraryApi extends Pick<Faults, 'list' | 'get' | 'remove' | 'clear'> {
  /** Adds a rule after all others. Throws UserError for one that is wrong or contradicts itself or another. */
  readonly add: (rule: Fault) => FaultState;
  /** Puts these in the place of all there are, or none of them when one is wrong. */
  readonly replace: (rules: readonly Fault[]) => readonly FaultState[];
}

export interface JournalLibraryApi {
  /** The last requests, oldest first. Throws UserError for a product or operation that is not known. */
  readonly entries: (filter?: Filter) => readonly JournalEntry[];
  /** Number of the latest entry. */
  readonly last: () => number;
  /** Whether requests were as expected; `matched` is the verdict, the rest says where they differ. Throws UserError for a product or operation that is not known. */
  readonly verify: (request: VerifyRequest | VerifyRequest['expect']) => JournalVerdict;
  readonly clear: () => void;
}

/** What clients handed on to one sink. */
export interface SinkLibraryApi {
  readonly name: string;
  /** Where clients hand on to, such as `http://127.0.0.1:8080/_sink/mine`. */
  readonly url: string;
  /** What came, oldest first, each with its whole body. */
  readonly list: () => Promise<readonly SinkDelivery[]>;
  /** Compares what came with what a product showed. Rejects with UserError for options that cannot be. */
  readonly verify: (options?: VerifyOptions) => Promise<Verification>;
  /** Forgets what came. */
  readonly reset: () => Promise<void>;
  /** Takes syslog over TCP too, at a port of its own, any free one where it is 0; until it is closed, or the simulator. Rejects with the system's error. */
  readonly syslog: (port?: number, host?: string) => Promise<SyslogListener>;
}

/** A world without what its products add. */
export interface WorldLibraryApi {
  /** Base URL without a trailing slash, such as `http://127.0.0.1:8080` or `http://127.0.0.1:8080/w/mine`. */
  readonly url: string;
  /** Null for the server's own world. */
  readonly name: string | null;
  readonly clock: ClockLibraryApi;
  readonly faults: FaultsLibraryApi;
  readonly journal: JournalLibraryApi;
  /** Asks a product as a caller would, but is met by no fault and noted by no journal. */
  readonly ask: (request: AskRequest) => Promise<Pick<InsideAnswer, 'status' | 'headers' | 'body'>>;
  /** A sink by its name; it is there from its first delivery on, and empty again after a reset of the world. */
  readonly sink: (name: string) => SinkLibraryApi;
  /** The World as it stands now, as data; another object after `play`. */
  readonly model: World;
  /** What has been written and lived: its version, its hash (equal for equal states, however they were reached), reset and snapshots without what surrounds them. */
  readonly state: Pick<State, 'reset' | 'snapshot' | 'restore' | 'version' | 'hash'>;
  /** Back to the beginning: nothing written, the clock where it began, no journal, no faults but those to begin with. */
  readonly reset: (keeping?: Keeping) => void;
  /** Plays something else from its beginning. Throws UserError, and then goes on as before. */
  readonly play: (options: PlayOptions) => void;
  /** The whole state as plain JSON. */
  readonly snapshot: () => Exported;
  /** Throws UserError for what is no state, or of another version or World; the present one is then untouched. */
  readonly restore: (state: Exported) => void;
}

export type LibraryApi = WorldLibraryApi & ProductMembers;

/** `base` is the address of the server. */
export function libraryApiOf(core: ServerCore, slot: WorldSlot, base: () => string): LibraryApi {
  const simulation = () => slot.runtime().simulation;
  const url = (): string => base() + slot.prefix;
  const own = unlessShared(core);
  const world: WorldLibraryApi = {
    get url() {
      return url();
    },
    name: slot.name,
    clock: {
      now: () => simulation().clock.now(),
      speed: () => simulation().clock.speed(),
      set: own((to) => finished(setClock(slot, to))),
      advance: own((by) => finished(advanceClock(slot, by))),
      freeze: own(() => finished(freezeClock(slot))),
      resume: own((speed) => finished(resumeClock(slot, speed))),
    },
    faults: {
      add: own((rule) => faultsOfWorld(slot).add(rule)),
      replace: own((rules) => faultsOfWorld(slot).replace(rules)),
      list: () => faultsOfWorld(slot).list(),
      get: (id) => faultsOfWorld(slot).get(id),
      remove: own((id) => faultsOfWorld(slot).remove(id)),
      clear: own(() => faultsOfWorld(slot).clear()),
    },
    journal: {
      entries: (filter) => journalEntries(slot, filter),
      last: slot.journal.last,
      verify: (given) => finished(verifyJournal(slot, 'expect' in given ? given : { expect: given })),
      clear: own(slot.journal.clear),
    },
    ask: own((request) => askInside(slot, request)),
    sink: (name) => sinkOf(core, slot, name, url),
    get model() {
      return simulation().world;
    },
    state: {
      reset: own(() => simulation().state.reset()),
      snapshot: () => simulation().state.snapshot(),
      restore: own((snapshot) => simulation().state.restore(snapshot)),
      version: () => simulation().state.version(),
      hash: () => simulation().state.hash(),
    },
    reset: own(slot.reset),
    play: own((options) => {
      checkPlayOptions(core.options.serving.plugins, options);
      play(core, slot, options);
    }),
    snapshot: slot.snapshot,
    restore: own((state) => finished(restore(slot, state))),
  };
  const members = core.options.serving.plugins.map((plugin, at) =>
    plugin.libraryApi({
      url,
      simulation,
      product: () => productAt(slot, at),
      credentials: () => slot.runtime().credentials,
      isShared: core.options.shared !== undefined,
    }),
  );
  return members.reduce<object>(withDescriptors, world) as LibraryApi;
}

const sinkOf = (core: ServerCore, slot: WorldSlot, name: string, url: () => string): SinkLibraryApi => ({
  name,
  get url() {
    return `${url()}/_sink/${name}`;
  },
  list: async () => deliveriesTo(slot, name).map((kept) => shownDelivery(kept, Infinity)),
  verify: async (options = {}) => {
    const { plugins, scheduler } = core.options.serving;
    await slot.ready();
    const { simulation } = slot.runtime();
    const owner = { world: simulation, caller: '', interrupted: simulation.state.hold };
    return new Promise((resolve, reject) =>
      scheduler.run(verifyDeliveries(slot, plugins, name, options), owner, resolve, reject),
    );
  },
  reset: unlessShared(core)(async () => void slot.sinks.remove(name)),
  syslog: (port = 0, host = '127.0.0.1') => listening(core, slot, name, { port, host }),
});

function productAt(slot: WorldSlot, at: number) {
  const product = slot.runtime().products[at];
  if (product === undefined) throw new RangeError(`there is no product ${at}`);
  return product;
}

/** A change of a world that is shared comes by HTTP, where all servers hear of it; made here it would be seen by this one alone. */
export function unlessShared({
  options,
}: ServerCore): <Change extends (...given: never[]) => unknown>(change: Change) => Change {
  const refuse = (): never => {
    throw new UserError('a shared world is changed over HTTP, by its products and its control plane');
  };
  return (change) => (options.shared === undefined ? change : (refuse as unknown as typeof change));
}

/** Both together, with getters that go on telling what is. */
export const withDescriptors = <One extends object, Other extends object>(one: One, other: Other): One & Other =>
  Object.defineProperties(one, Object.getOwnPropertyDescriptors(other)) as One & Other;
