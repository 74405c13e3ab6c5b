/** What was done to an event after the World was made. */

export interface Change {
  /** Position in the log, from 0; with `at` it orders changes. */
  readonly seq: number;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly type: 'created' | 'updated' | 'assessed' | 'reindexed';
  readonly description: string;
  /** Index of the account that did it. */
  readonly account: number;
  /** A comment that was left; null for none. */
  readonly comment: string | null;
  /** True when the event was associated with a case. */
  readonly associated: boolean;
}

/** What a raw event has of its own once it was assessed apart from its aggregate. */
export interface RawOverride {
  low: number;
  high: number;
  severity: number;
  updated: number;
}

/** One number for a raw event; aggregates keep at most 1,000 details. */
export const rawKeyOf = (row: number, ordinal: number): number => row * 1024 + ordinal;
