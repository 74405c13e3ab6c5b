/** The shape of a tenant, as a product's side measures it: numbers, and words of the vendor's vocabulary alone. */
import type { CategoryName } from '../../model/category.ts';
import type { Mark } from '../../model/mark.ts';
import type { Severity } from '../../model/detection.ts';
import type { Answer, Ask } from './exchange.ts';

/** Events of one customer, category and severity. */
export interface MeasuredShare {
  /** Place among customers, the busiest first. */
  readonly customer: number;
  readonly category: CategoryName;
  readonly severity: Severity;
  readonly events: number;
}

export interface MeasuredCase {
  readonly customer: number;
  readonly status: string;
  readonly priority: Severity;
  /** Hours before the end. */
  readonly opened: number;
  readonly closed: number | null;
  /** Events that are associated with it. */
  readonly events: number;
}

export interface Measured {
  /** The end of the last hour, epoch milliseconds. */
  readonly end: number;
  /** Events by hour, oldest first; whole days. */
  readonly hours: readonly number[];
  readonly mix: readonly MeasuredShare[];
  /** Events of at least so many triggers, by that number; empty where nobody could tell. */
  readonly counts: readonly { readonly least: number; readonly events: number }[];
  /** Events that bear a mark. */
  readonly marks: Readonly<Partial<Record<Mark, number>>>;
  /** Cases that there are; the sample stands for all. */
  readonly cases: { readonly count: number; readonly sample: readonly MeasuredCase[] };
  /** How late each event of a small sample was known, milliseconds. */
  readonly delays: readonly number[];
}

/** Asks an operation by id; null where the target refuses it, or nothing more may be asked. */
export type AskById = (operation: string, ask: Ask) => Promise<Answer | null>;

/** Throws UserError where not even volumes can be had. Looks back so many days at the most. */
export type Measure = (asking: AskById, days: number) => Promise<Measured>;
