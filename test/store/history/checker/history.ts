/** What clients did and saw: operations on things of a few kinds, each with the time it was asked for and the time it was answered. */

/** An operation on one thing, whoever answered it. */
export interface Operation {
  readonly client: number;
  /** Which replica was asked. */
  readonly replica: string;
  /** Milliseconds of the one clock of all clients. */
  readonly invoked: number;
  /** Infinity where no answer told what became of it. */
  readonly completed: number;
  /** Refused is what certainly had no effect; unknown is what may have had its effect, or have it later. */
  readonly outcome: 'done' | 'refused' | 'unknown';
}

/** An element that is put at the end of a list, and a read of the first `length` of `elements`. */
export type ListOperation = Operation &
  (
    | { readonly kind: 'append'; readonly element: string }
    | { readonly kind: 'read'; readonly elements: readonly string[]; readonly length: number }
  );

/** A compare-and-set, refused where the value was another; and a read. No value is set twice. */
export type RegisterOperation = Operation &
  (
    | { readonly kind: 'swap'; readonly from: string; readonly to: string }
    | { readonly kind: 'read'; readonly value: string }
  );

/**
 * A world that is made (in place of one of that name, if `found`), removed (if `found`), written to (if `found`), and looked at:
 * what was written to it since it was made, null where there is none.
 */
export type WorldOperation = Operation &
  (
    | { readonly kind: 'make' | 'remove'; readonly found: boolean }
    | { readonly kind: 'write'; readonly element: string; readonly found: boolean }
    | { readonly kind: 'look'; readonly elements: readonly string[] | null }
    | { readonly kind: 'find'; readonly found: boolean }
  );

/** A nonce that is used; refused where it had been used. */
export type NonceOperation = Operation;

/** One request that a rule counts, which hits each n-th. */
export type CountedOperation = Operation & { readonly element: string; readonly isHit: boolean };

export interface Counter {
  readonly every: number;
  readonly operations: readonly CountedOperation[];
  /** All that the rule counted, in its order; null where nobody asked. */
  readonly sequence: readonly { readonly element: string; readonly isHit: boolean }[] | null;
}

/** A look at a clock. */
export type ClockOperation = Operation & { readonly now: number };

/** What a replica says its state is, once all have been asked for all there is. */
export interface FinalState {
  readonly replica: string;
  readonly object: string;
  readonly hash: string;
}

/** Each map is by the name of the thing. */
export interface History {
  readonly lists: ReadonlyMap<string, readonly ListOperation[]>;
  readonly registers: ReadonlyMap<
    string,
    { readonly initial: string; readonly operations: readonly RegisterOperation[] }
  >;
  readonly worlds: ReadonlyMap<string, readonly WorldOperation[]>;
  readonly nonces: ReadonlyMap<string, readonly NonceOperation[]>;
  readonly counters: ReadonlyMap<string, Counter>;
  readonly clocks: ReadonlyMap<string, readonly ClockOperation[]>;
  readonly states: readonly FinalState[];
}

export type Wrong = 'lost' | 'doubled' | 'stale' | 'not monotonic' | 'misordered' | 'invented' | 'diverged';

export interface Violation {
  readonly wrong: Wrong;
  readonly object: string;
  readonly text: string;
}

/** Words for who did it and when. */
export const told = ({ client, replica, invoked, completed, outcome }: Operation): string =>
  `client ${client} at ${replica} from ${ms(invoked)} to ${completed === Infinity ? 'nobody knows when' : ms(completed)} (${outcome})`;

const ms = (time: number): string => `${time.toFixed(1)} ms`;
