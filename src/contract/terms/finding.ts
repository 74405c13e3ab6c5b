/** What a run finds, in plain data: the JSON report holds these as they are. */
import type { Evidence } from '../../http/endpoint.ts';
import type { Json } from '../../kernel/schema.ts';
import type { Family, Rank } from './check.ts';

export interface Finding {
  /** The same fault of the same unit has the same id in every run. */
  readonly id: string;
  readonly kind: 'violation' | 'notice';
  readonly check: string;
  readonly family: Family;
  /** `argus.findAggregatedEvents`. */
  readonly operation: string;
  readonly rank: Rank;
  readonly expected: string;
  readonly seen: string;
  readonly source: string;
  readonly evidence: Evidence;
  /** The request as a line for a shell, with secrets as variables; null when nothing was sent. */
  readonly curl: string | null;
  /** The smallest input that shows it, where one was looked for. */
  readonly input: Json | null;
  readonly response: Excerpt | null;
  /** The other exchange, where it takes two that disagree to show it. */
  readonly against?: { readonly curl: string; readonly response: Excerpt };
  /** How often it was met. */
  readonly times: number;
  /** The command that asks again; secrets as variables. */
  readonly again: string;
}

export interface Excerpt {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** The beginning of the body; of bytes that are no text in hexadecimal. */
  readonly body: string;
  readonly bytes: number;
}

export type UnitVerdict = 'passed' | 'violated' | 'undecided' | 'skipped';

/** A part of a question that the target's data cannot answer: the right and a wrong server would look alike. */
export interface Undecided {
  readonly part: string;
  readonly why: string;
}

/** One operation × one check. */
export interface UnitResult {
  readonly unit: string;
  readonly operation: string;
  readonly check: string;
  readonly verdict: UnitVerdict;
  /** Why it was skipped, or is undecided; null when it was answered. */
  readonly reason: string | null;
  readonly requests: number;
  /** How long it took, waits included; left out where nothing was measured. */
  readonly milliseconds?: number;
  /** Parts of the question that the target's data could not decide; none when left out. */
  readonly undecided?: readonly Undecided[];
}

/** `argus.findAggregatedEvents/law/total-order`. */
export const unitName = (operation: string, check: string): string => `${operation}/${check}`;
