/** What the rest of the program knows of a product: with this, nothing outside its folder need know its name. */
import type { IncomingHttpHeaders } from 'node:http';
import type { Product, Table, VendorFaults } from '../../http/product.ts';
import type { Clock } from '../../kernel/clock.ts';
import type { Block } from '../../generator/export.ts';
import type { World } from '../../model/world.ts';
import type { ProductCommands } from './commands.ts';
import type { Simulation } from './simulation.ts';
import type { Truths } from './truth.ts';

export interface Plugin extends ProductCommands {
  /** What rules, reports and commands call it, such as `argus`. */
  readonly name: string;
  /** Its table, with title and prefixes, in each of its dialects, by the dialect's name, the usual one first. */
  readonly tables: Readonly<Record<string, Table>>;
  /** Serves it over a simulation, with counters and tokens of its own, which begin anew with each call. */
  readonly serve: (simulation: Simulation, options: ServeOptions) => Product;
  /** What a World hands out to callers: the scenario's credentials, or those that only a tagged World has. */
  readonly credentials: (world: World) => WorldCredentials;
  /** The world tag that the credentials of a request claim; null when it has none of this product's. They are checked afterwards. */
  readonly worldTagOf: (headers: IncomingHttpHeaders) => string | null;
  /** Errors and refusals that a fault can bring about, which credential a request came with, and how lists are paged. */
  readonly vendorFaults: VendorFaults;
  /** What it shows of things, for deliveries of its clients to be compared with; left out where it tells nothing of itself. */
  readonly truths?: Truths;
  /** Its members of a world as the library hands it out. They are getters where what is played may change. */
  readonly libraryApi: (context: LibraryContext) => object;
  /** What can be said of it on the command line, in the library and in the control plane. */
  readonly flags: readonly ProductFlag[];
  /** What `serve` prints of it. `url` is the address of the server. */
  readonly greeting: (world: World, url: string) => Greeting;
  /** Events and captures as files; left out where it has none. Loaded when asked for. */
  readonly exports?: () => Promise<Exports>;
  /**
   * Names, in lower case, of headers, parameters and members whose values are nobody's business, beside those that any
   * product may have, such as `password`.
   */
  readonly secrets: readonly string[];
}

/** How a product is served. */
export interface ServeOptions {
  /** Judges what clients say of their own time. */
  readonly clientClock: Clock;
  /** Real time, for what lives by it whatever the simulated time does; the machine's when left out. */
  readonly wall?: Clock;
  /** What its flags were set to, by name; what is left out is as usual. Other products' flags may be among them. */
  readonly flags: FlagValues;
}

export type FlagValues = Readonly<Record<string, string | boolean | undefined>>;

/** An option of a product. On the command line `usmDialect` is `--usm-dialect`. */
export interface ProductFlag {
  readonly name: string;
  /** `world` for what is said of each world, and can be changed while it is served; `server` for all worlds at once. */
  readonly scope: 'world' | 'server';
  readonly description: string;
  /** What it can be; a switch when left out. */
  readonly choices?: readonly string[];
  /** What it is when nobody says, in words and for a World; an unset switch is off. */
  readonly usual?: { readonly text: string; readonly of: (world: World) => string };
}

export interface WorldCredentials {
  /** By the member that library and control plane show them as, such as `keys`. */
  readonly listed: Readonly<Record<string, readonly object[]>>;
  /** Puts in the place of a tagged World's own credential the scenario's that it stands for. */
  readonly translate?: (headers: IncomingHttpHeaders) => void;
}

/** What a world is to the library; each function tells what is now. */
export interface LibraryContext {
  /** Address of the world, without a slash at its end. */
  readonly url: () => string;
  readonly simulation: () => Simulation;
  readonly product: () => Product;
  readonly credentials: () => WorldCredentials['listed'];
  /** Whether other servers play the world as well: what counts or changes it is then asked over HTTP. */
  readonly isShared: boolean;
}

export interface Greeting {
  /** What its credentials are, such as `Argus API keys:`; null for nothing to say of them. */
  readonly heading: string | null;
  /** Each as callers write it, and its label. */
  readonly credentials: readonly (readonly [text: string, label: string])[];
  /** Arguments of curl for requests to try. */
  readonly examples: readonly string[];
}

/** How events get into files, and captures out of an API. */
export interface Exports {
  /** Both with the usual one first. */
  readonly formats: readonly string[];
  readonly kinds: readonly string[];
  /** Makes the writer of one partition; only the first carries what begins a file, only the last what ends it. */
  readonly texts: (
    kind: string,
    format: string,
    place: { readonly isFirst: boolean; readonly isLast: boolean },
  ) => EventTexts;
  /** The id that clients know the event of a row by. */
  readonly idOf: (world: World, row: number) => string;
  /** Fetches events with captures, so chosen that many signatures occur. Throws UserError for a target that does not answer. */
  readonly captured: (target: CapturedTarget, limit: number) => Promise<readonly CapturedEvent[]>;
  /** What is asked for captures with: in words, and one of a World's own. */
  readonly apiKey: { readonly description: string; readonly of: (world: World) => string };
}

export interface EventTexts {
  readonly head: string;
  /** Some events at a time; the bytes are good until the next are asked for. */
  readonly block: (rows: Block) => Generator<{ readonly bytes: Uint8Array; readonly rows: number }>;
  readonly tail: string;
}

export interface CapturedTarget {
  /** Base URL. */
  readonly url: string;
  readonly apiKey: string;
}

/** What an event says that its capture can confirm. */
export interface CapturedEvent {
  readonly name: string;
  readonly file: Uint8Array;
  /** Generator and rule, such as `1:41336`. */
  readonly signature: string;
  /** Epoch milliseconds of the first trigger and of the last, and how many there were. */
  readonly start: number;
  readonly end: number;
  readonly count: number;
  readonly blocked: boolean;
  readonly source: CapturedEnd;
  readonly destination: CapturedEnd;
  readonly properties: Readonly<Record<string, string>>;
  readonly domain: string | null;
  readonly uri: string | null;
}

export interface CapturedEnd {
  readonly address: string;
  readonly port: number;
}

/** Hexadecimal digits of a world tag. */
export const worldTagDigits = 12;

/** The tag that a secret of a tagged World begins with. */
export const worldTagIn = (secret: string): string => secret.slice(0, worldTagDigits);
