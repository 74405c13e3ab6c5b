/** Commands: every write as plain data, in one order for all. */
import type { Json } from '../kernel/schema.ts';

export interface Command {
  /** Unique; appending the same id again does nothing. */
  readonly id: string;
  /** What to do; names an applier. */
  readonly kind: string;
  /** Epoch milliseconds on the simulated clock, put in by the writer; later commands are later. */
  readonly at: number;
  /** Epoch milliseconds up to which the state had been lived when it was written: what was due until then came before it. */
  readonly lived: number;
  /** Index of the account that writes. */
  readonly account: number;
  readonly data: Json;
}
