/** What is asked of a sink, and what is told: the words of `verify`, in the library and over HTTP. */
import type { Json } from '../../../kernel/schema.ts';

export interface VerifyOptions {
  /** Name of the product; recognised by the ids that were delivered when left out. */
  readonly product?: string;
  /** A kind of things that the product has, such as `events`, `alarms` or `cases`; recognised in the same way when left out. */
  readonly kind?: string;
  /** Which things count: by when each was first to be seen, on the simulated clock; from the first and to now when left out. */
  readonly from?: string | number;
  readonly to?: string | number;
  /** The search that the client means, as it would be sent; all things when left out. */
  readonly criteria?: Readonly<Record<string, Json>>;
  /** The operation whose criteria they are, such as `searchEvents`, where several would take them. */
  readonly search?: string;
  /** Who searches: the label of a key or API client, or what begins the key; the first of the scenario when left out. */
  readonly as?: string;
  /** Which versions must have come: `any` one that was shown, the `latest`, or `each`; any when left out. */
  readonly versions?: 'any' | 'latest' | 'each';
  /** Whether the same version may come twice; allowed when left out: told, and not wrong. */
  readonly doubles?: 'forbidden' | 'allowed';
  /** Whether things must come in the order in which they were first to be seen; `any` when left out. */
  readonly order?: 'visible' | 'any';
  /** JSON pointer to the id in each thing that was handed on; looked for when left out. */
  readonly idAt?: string;
  /** How long after it was first to be seen a thing may come, such as `10m`: what is later is late, and what is not due yet not lost. Any time when left out. */
  readonly delay?: string | number;
  /** False leaves out requests and what most likely happened, which takes longer than the verdict; true when left out. */
  readonly explain?: boolean;
  /** Fields, by name or path such as `source.port`, that may differ. */
  readonly ignore?: readonly string[];
}

export const findings = ['lost', 'doubled', 'late', 'altered', 'unexpected', 'outOfOrder'] as const;
export type SinkFinding = (typeof findings)[number];

/** One thing that is not as it should be. */
export interface Item {
  readonly id: string;
  /** When it was first to be seen, ISO-8601. */
  readonly firstVisible?: string;
  /** When the delivery came that is spoken of. */
  readonly deliveredAt?: string;
  /** Number of that delivery. */
  readonly delivery?: number;
  /** Milliseconds, as ISO-8601 duration. */
  readonly lateBy?: string;
  /** Paths of the fields that differ. */
  readonly fields?: readonly string[];
  /** Numbers of entries in the journal: the requests that should have carried it. */
  readonly requests: readonly number[];
  readonly sentence: string;
}

export interface Verification extends Readonly<Record<SinkFinding, readonly Item[]>> {
  /** Nothing lost, late, altered or unexpected; nothing doubled or out of order where that was forbidden. */
  readonly ok: boolean;
  readonly product: string;
  readonly kind: string;
  /** Things, or versions of them, that should have come. */
  readonly expected: number;
  /** Those of them that came. */
  readonly delivered: number;
  /** Those that are not due yet. */
  readonly pending: number;
  /** Things that came and were first to be seen before the range or after it: clients look back, and hand on updates. */
  readonly outside: number;
  /** Things in deliveries that name nothing, and those that name something else. */
  readonly unrecognised: number;
  readonly others: number;
  /** How many of each there are; the lists hold the first of them. */
  readonly counts: Readonly<Record<SinkFinding, number>>;
}

/** A delivery as it is shown. */
export interface SinkDelivery {
  readonly seq: number;
  readonly at: string;
  readonly form: string;
  readonly method: string;
  readonly path: string;
  readonly type: string;
  readonly bytes: number;
  readonly records: number;
  readonly status: number | null;
  readonly faults: readonly string[];
  /** The body as text, its beginning where it is long. */
  readonly body: string;
  readonly truncated: boolean;
}
