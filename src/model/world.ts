/** The World: one made-up week of a security operations centre, product-neutral and frozen once made. */
import type { Key } from '../kernel/random.ts';
import type { Addition } from './addition.ts';
import type { Sliced } from '../kernel/slices.ts';
import type { Range } from '../kernel/net.ts';
import type { Arrivals } from './arrivals.ts';
import type { Change, RawOverride } from './change.ts';
import type { Columns, RawColumns } from './columns.ts';
import type {
  Account,
  ApiKey,
  Case,
  Customer,
  CustomerGroup,
  Detail,
  Domain,
  GeoPlace,
  Host,
  Location,
  Sensor,
  User,
} from './records.ts';
import type { Stories } from './story.ts';
import type { SubmittedEvents } from './submission.ts';

export * from './records.ts';

export interface World {
  /** What it was drawn from: another format makes another World of the same seed and scenario. */
  readonly worldFormat: number;
  readonly seed: string;
  /** Tells the secrets of one of several worlds on a server from those of the others: they begin with it. Left out where a World is alone. */
  readonly worldTag?: string;
  /** Counts the beginnings of what is shown, from 0: what was handed out in one of them is nobody's in the next. */
  readonly epoch?: number;
  readonly scenario: string;
  readonly title: string;
  /** First and last instant, epoch milliseconds; what is later comes as the clock runs. */
  readonly start: number;
  readonly end: number;
  /** The instant that it shows while nobody has written and no time has passed: its end, or an earlier one. */
  readonly since: number;
  readonly domain: Domain;
  readonly customers: readonly Customer[];
  readonly groups: readonly CustomerGroup[];
  readonly locations: readonly Location[];
  readonly sensors: readonly Sensor[];
  readonly hosts: readonly Host[];
  /** The geo database: where an address is; null in customers' networks and where nobody knows. */
  readonly placeOf: (range: Range) => GeoPlace | null;
  readonly details: readonly Detail[];
  readonly cases: readonly Case[];
  /** Sets of cases that events are associated with, by the code that the column holds; code 0 is the empty set. */
  readonly caseSets: readonly (readonly Case[])[];
  readonly accounts: readonly Account[];
  /** The accounts as people, named on first use. */
  readonly users: () => readonly User[];
  readonly keys: readonly ApiKey[];
  /** What the scenario says to products, by the name of the section: theirs to read. */
  readonly sections: Readonly<Record<string, unknown>>;
  /** Key of the draws that belong to one row and are not in a column. */
  readonly rowKey: Key;
  /** The aggregated events as they stand now. */
  readonly aggregated: Columns;
  /** The aggregated events before anybody wrote; raw events keep what they had from these. */
  readonly baseline: Columns;
  /**
   * Who each row is: its ids and draws depend on its number, not on its place (`model/event-number.ts`).
   * Null where each row's number is its index. It may be longer than the columns.
   */
  readonly eventNumbers: Uint32Array | null;
  /** The row of an event; null when it has not arrived. */
  readonly rowOfEventNumber: (eventNumber: number) => number | null;
  /** What is still to come, and how events change by themselves. */
  readonly arrivals: Arrivals;
  /** The World as it stood at an instant; what it shows later is then to come. Throws UserError for one before its start. */
  readonly asOf: (instant: number) => World;
  /** What stories bring, past and future. */
  readonly stories: Stories;
  /** Events that clients submitted, and where they begin. */
  readonly submitted: SubmittedEvents;
  /** What was done to an event since: an aggregate, or trigger `ordinal` of it. Oldest first. */
  readonly changes: (row: number, ordinal: number | null) => readonly Change[];
  /** Raw events that were assessed apart from their aggregate, by `rawKeyOf`. */
  readonly rawOverrides: Pick<ReadonlyMap<number, RawOverride>, 'get' | 'size'>;
  /** What commands gave events beside their columns, by `eventKeyOf`. */
  readonly additions: ReadonlyMap<number, Addition>;
  /** Milliseconds that events are kept; null for ever. */
  readonly retention: number | null;
  /** Epoch milliseconds before which events are gone, for who looks now. */
  readonly oldestKept: () => number;
  /** How many raw events of an aggregate are kept at the most. */
  readonly retainedDetails: number;
  /** The raw events, laid out on first use. */
  readonly raw: () => RawColumns;
  /** Lays them out in pieces, for who can wait. */
  readonly layingOutRaw: () => Sliced<unknown>;
}
