/** A unit of a run: one check of one operation. */
import type { Check, Rule } from './check.ts';
import type { Api, Operation } from './operation.ts';

/** A question about an operation. */
export interface Unit {
  readonly name: string;
  readonly api: Api;
  readonly operation: Operation;
  readonly check: Check | Rule;
  /** Why it is skipped from the start; null when it is to be asked. */
  readonly reason: string | null;
}

/** True for a rule, which is judged by the way. */
export const isRule = (check: Check | Rule): check is Rule => 'judge' in check;
