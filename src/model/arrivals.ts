/** Arrivals: what comes to a World, and changes in it by itself, as time goes by; told beforehand, so that everybody lives the same. */
import type { Columns } from './columns.ts';
import type { Case } from './records.ts';

/** Events that become known one by one. */
export interface ArrivalBatch {
  /** The events as they are when they become known. */
  readonly columns: Columns;
  readonly eventNumbers: Uint32Array;
  /** Epoch milliseconds when each becomes known; in any order. */
  readonly known: Float64Array;
}

/** What time changes of an event. */
export interface Triage {
  readonly updated: number;
  readonly severity: number;
  readonly flagsLow: number;
  readonly flagsHigh: number;
  readonly cases: number;
}

/** When the routine of the operations centre dealt with an event, epoch milliseconds; infinite where it never does, or nobody knows. */
export interface Moments {
  readonly known: number;
  readonly finalized: number;
  readonly assessed: number;
  readonly associated: number;
}

/** What an event truly is, whatever anybody has made of it: an attack, something that means no harm, or nothing that its alarm says. */
export type Nature = 'malicious' | 'benign' | 'falsePositive';

/** Pure functions all: of the World, and of what stands in the columns of the row. `cases` are those that there are now. */
export interface Arrivals {
  /** Events that become known after `World.since` though they do not belong to a day after the World's end. */
  readonly later: () => ArrivalBatch;
  /** When background day `day` begins, 0 being the first after the World's end; infinite when background has stopped. */
  readonly dayBegins: (day: number) => number;
  /** All events of a day. They become known from its beginning on. */
  readonly day: (day: number) => ArrivalBatch;
  /** Cases as they stand from an instant after `World.since` on, in order of time. */
  readonly cases: readonly { readonly at: number; readonly entry: Case }[];
  /** Calls for each instant after `World.since` at which a row that is there from the beginning changes by itself. */
  readonly eachTurn: (visit: (row: number, at: number) => void) => void;
  /** The instants at which an event changes by itself, in any order; `known` is when it became known. */
  readonly turnsOf: (columns: Columns, row: number, eventNumber: number, known: number) => readonly number[];
  /** What the routine makes of an event until an instant. */
  readonly triage: (columns: Columns, row: number, eventNumber: number, at: number, cases: readonly Case[]) => Triage;
  readonly moments: (columns: Columns, row: number, eventNumber: number) => Moments;
  /** When an event of the background becomes known: as it is, whatever the World shows. */
  readonly known: (columns: Columns, row: number, eventNumber: number) => number;
  /** What an event of the background is: what the routine says of it where it looks, and would say where it does not. */
  readonly nature: (eventNumber: number) => Nature;
  /** Milliseconds that an event was held up on its way to the engine; 0 for most. */
  readonly lateBy: (eventNumber: number) => number;
}
