/** What is hunted: a command that is run once a round, or a function in its place. */

/** All that a client needs to know for a round. */
export interface Visit {
  /** Counted from 1. */
  readonly round: number;
  /** Simulated epoch milliseconds. */
  readonly now: number;
  /** Base URL of the run's own world. */
  readonly url: string;
  readonly argusKey: string;
  readonly usmUrl: string;
  readonly usmClientId: string;
  readonly usmClientSecret: string;
  /** Where to deliver to. */
  readonly sink: string;
  /** A directory that survives the client's restarts. */
  readonly state: string;
  /** The time zone of its machine, such as Europe/Oslo. */
  readonly zone: string;
}

/** How a round of the client ended. */
export interface Ending {
  readonly how: 'exited' | 'killed' | 'hung' | 'flooded';
  /** Null where it did not exit by itself. */
  readonly code: number | null;
  /** What it wrote, the middle left out where it was much. */
  readonly output: string;
}

/** A round that is on its way. */
export interface Going {
  readonly ended: Promise<Ending>;
  /** Asks it to end, and ends it when it does not. */
  readonly stop: () => void;
  /** Ends it at once, as if its machine had lost power. */
  readonly kill: () => void;
  /** Tells it that the clock has leapt. */
  readonly setClock: (now: number) => void;
}

export interface HuntedClient {
  /** Run once a round, or kept running while the clock runs so many times as fast as real time. */
  readonly mode: 'poll' | { readonly speed: number };
  /** True where rounds wait for the machine's clock. */
  readonly isTimed: boolean;
  /** True where its clock is the World's. */
  readonly sharesClock: boolean;
  readonly begin: (visit: Visit) => Going;
  /** Called with the directory of a run's own, when the run is over. */
  readonly clear?: (state: string) => void;
}

/** Marks what is delivered for a client that only writes lines. */
export const lineHeader = 'x-hunt-line';
