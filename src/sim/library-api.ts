/** A world as the library hands it out: addresses, credentials, and handles for all that the control plane can do. */
import { handlersOf } from '../http/product.ts';
import { UserError } from '../kernel/fault.ts';
import type { World } from '../model/world.ts';
import { addPublicKey, type NewPublicKey } from '../products/argus/auth/public-keys.ts';
import type { State } from '../state/state.ts';
import { durationOf, instantOf, parseClock } from './clock-setting.ts';
import type { Exported } from './export.ts';
import type { Fault, Faults, FaultState } from './faults/faults.ts';
import type { KnownClient, KnownKey, Settings } from './world-runtime.ts';
import type { JournalEntry } from './journal/entry.ts';
import type { Filter } from './journal/journal.ts';
import { verify, type JournalVerdict, type VerifyRequest } from './journal/verify.ts';
import type { Keeping, WorldSlot } from './world-slot.ts';

/** What to play; what is left out is as with the server that a world is made on, or as usual. */
export interface PlayOptions {
  /** Name of a shipped scenario, or path of a scenario file. */
  readonly scenario?: string;
  /** Same seed, same bytes. */
  readonly seed?: string;
  /** `frozen` at the World's end, an ISO instant in UTC or epoch milliseconds, or `live`, `live:60`: running, from the wall clock's now. */
  readonly clock?: string | number;
  /** Epoch milliseconds at which the World ends. */
  readonly end?: number;
  /** Overrides the number of background events. */
  readonly events?: number;
  /** How USM Anywhere speaks: as documented, or as clients meet it; the scenario's own choice when left out. */
  readonly usmDialect?: 'documented' | 'live';
}

/** Headers for `fetch`. */
type HeadersOf<Name extends string> = { readonly [Key in Name]: string };

export interface ArgusLibraryApi {
  readonly url: string;
  readonly keys: readonly KnownKey[];
  /** The value of the first key. */
  readonly key: string;
  readonly headers: HeadersOf<'Argus-API-Key'>;
  /** Adds a public key that signatures of a user are checked against; resolves with its id, `<domain>/<user>/<index>`. */
  readonly addPublicKey: (key: NewPublicKey) => Promise<string>;
}

export interface UsmLibraryApi {
  /** With `/api/2.0`. */
  readonly url: string;
  readonly clients: readonly KnownClient[];
  /** Basic credentials of the first client, for `POST <url>/oauth/token`. */
  readonly headers: HeadersOf<'Authorization'>;
  /** A bearer token of a client, the first when left out, as an answer to such a POST. Rejects for a client that gets none. */
  readonly token: (client?: Pick<KnownClient, 'id' | 'secret'>) => Promise<string>;
}

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

export interface FaultsLibraryApi {
  /** Adds a rule after all others. Throws UserError for one that is wrong or contradicts itself or another. */
  readonly add: (rule: Fault) => FaultState;
  /** Puts these in the place of all there are, or none of them when one is wrong. */
  readonly replace: (rules: readonly Fault[]) => readonly FaultState[];
  /** All rules, in their order, with how often each was asked and hit. */
  readonly list: Faults['list'];
  readonly get: Faults['get'];
  /** False when there is none of that name. */
  readonly remove: Faults['remove'];
  readonly clear: Faults['clear'];
}

export interface JournalLibraryApi {
  /** The last requests, oldest first. */
  readonly entries: (filter?: Filter) => readonly JournalEntry[];
  /** Number of the latest entry. */
  readonly last: () => number;
  /** Whether requests were as expected; `matched` is the verdict, the rest says where they differ. */
  readonly verify: (request: VerifyRequest | VerifyRequest['expect']) => JournalVerdict;
  readonly clear: () => void;
}

export interface LibraryApi {
  /** Base URL without a trailing slash, such as `http://127.0.0.1:8080` or `http://127.0.0.1:8080/w/mine`. */
  readonly url: string;
  /** Null for the server's own world. */
  readonly name: string | null;
  readonly argus: ArgusLibraryApi;
  readonly usm: UsmLibraryApi;
  readonly keys: readonly KnownKey[];
  readonly clients: readonly KnownClient[];
  readonly addPublicKey: ArgusLibraryApi['addPublicKey'];
  readonly clock: ClockLibraryApi;
  readonly faults: FaultsLibraryApi;
  readonly journal: JournalLibraryApi;
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

/** `base` is the address of the server. */
export function libraryApiOf(worldSlot: WorldSlot, base: () => string): LibraryApi {
  const simulation = () => worldSlot.playing().simulation;
  const url = (): string => base() + worldSlot.prefix;
  const add = (key: NewPublicKey): Promise<string> => addPublicKey(simulation(), key);
  return {
    get url() {
      return url();
    },
    name: worldSlot.name,
    get argus() {
      return argusLibraryApi(worldSlot, url(), add);
    },
    get usm() {
      return usmLibraryApi(worldSlot, url());
    },
    get keys() {
      return worldSlot.playing().keys;
    },
    get clients() {
      return worldSlot.playing().clients;
    },
    addPublicKey: add,
    clock: clockLibraryApi(worldSlot),
    faults: faultsLibraryApi(worldSlot),
    journal: journalLibraryApi(worldSlot),
    get model() {
      return simulation().world;
    },
    state: {
      reset: () => simulation().state.reset(),
      snapshot: () => simulation().state.snapshot(),
      restore: (snapshot) => simulation().state.restore(snapshot),
      version: () => simulation().state.version(),
      hash: () => simulation().state.hash(),
    },
    reset: worldSlot.reset,
    play: (options) => worldSlot.play(settingsOf(options, worldSlot.playing().settings)),
    snapshot: worldSlot.snapshot,
    restore: worldSlot.restore,
  };
}

/** Throws UserError for a clock that is none. What belongs to one scenario is not taken over to another. */
export function settingsOf(options: PlayOptions, before: Settings): Settings {
  const { scenario, seed, clock, ...rest } = options;
  const isOther = scenario !== undefined && scenario !== before.scenario;
  const { end, events, usmDialect } = isOther ? {} : (before as Partial<Settings>);
  return {
    end,
    events,
    usmDialect,
    ...rest,
    scenario: scenario ?? before.scenario,
    seed: seed ?? before.seed,
    clock: clock === undefined ? before.clock : parseClock(clock),
  };
}

function argusLibraryApi(worldSlot: WorldSlot, url: string, add: ArgusLibraryApi['addPublicKey']): ArgusLibraryApi {
  const { keys } = worldSlot.playing();
  const key = keys[0]?.value ?? '';
  return { url, keys, key, headers: { 'Argus-API-Key': key }, addPublicKey: add };
}

const basic = ({ id, secret }: Pick<KnownClient, 'id' | 'secret'>): string =>
  `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`;

function usmLibraryApi(worldSlot: WorldSlot, url: string): UsmLibraryApi {
  const { clients, products } = worldSlot.playing();
  const first = clients[0] ?? { id: '', secret: '' };
  return {
    url: `${url}/api/2.0`,
    clients,
    headers: { Authorization: basic(first) },
    token: async (client = first) => {
      const usm = products.find(({ name }) => name === 'usm');
      const issue = usm && handlersOf(usm).get('getToken');
      const request = { headers: { authorization: basic(client) }, method: 'POST', path: '', search: '', source: '' };
      const query = { grant_type: 'client_credentials' };
      const outcome = await issue?.({ params: {}, query, body: null, text: '', principal: null, request });
      if (outcome?.kind !== 'one') throw new Error('USM Anywhere issues no tokens');
      return (JSON.parse(String(outcome.json)) as { readonly access_token: string }).access_token;
    },
  };
}

function clockLibraryApi(worldSlot: WorldSlot): ClockLibraryApi {
  const simulation = () => worldSlot.playing().simulation;
  const turn = (turned: () => void): void => {
    turned();
    simulation().catchUp();
  };
  return {
    now: () => simulation().clock.now(),
    speed: () => simulation().clock.speed(),
    set: (to) => {
      const instant = instantOf(to);
      if (instant === null)
        throw new UserError(`"${to}" is no instant: say 2026-11-02T00:00:00Z, or epoch milliseconds`);
      turn(() => simulation().clock.set(instant));
    },
    advance: (by) => {
      const milliseconds = durationOf(by);
      if (milliseconds === null) throw new UserError(`"${by}" is no duration: say PT1H, 1h, 90m, or milliseconds`);
      turn(() => simulation().clock.advance(milliseconds));
    },
    freeze: () => turn(() => simulation().clock.freeze()),
    resume: (speed = 1) => turn(() => simulation().clock.resume(speed)),
  };
}

/** What is played may change, so its faults are looked up for each call. */
const faultsLibraryApi = ({ playing }: WorldSlot): FaultsLibraryApi => ({
  add: (rule) => playing().faults.add(rule),
  replace: (rules) => playing().faults.replace(rules),
  list: () => playing().faults.list(),
  get: (id) => playing().faults.get(id),
  remove: (id) => playing().faults.remove(id),
  clear: () => playing().faults.clear(),
});

const journalLibraryApi = ({ journal }: WorldSlot): JournalLibraryApi => ({
  entries: journal.entries,
  last: journal.last,
  verify: (given) => {
    const request: VerifyRequest = 'expect' in given ? given : { expect: given };
    const { since = 0 } = request;
    return verify(journal.entries({ since }), request, journal.forgotten() > since);
  },
  clear: journal.clear,
});
