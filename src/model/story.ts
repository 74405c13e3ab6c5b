/** What stories make, product-neutral: events as columns hold them, and what the operations centre does about them. */
import type { Severity } from './detection.ts';
import type { Case, Detail, Host } from './records.ts';

/** An aggregated event of a story. */
export interface StoryEvent {
  /**
   * Number of the event, unique among all story events of the World; ids and draws depend on it and on nothing else.
   * Below 2^30 and sparse: it follows from the names of story and step, so that no other story or step moves it.
   */
  readonly number: number;
  /** Epoch milliseconds of the first trigger, and milliseconds to the last. */
  readonly timestamp: number;
  readonly duration: number;
  /** Epoch milliseconds when it becomes known: not before its last trigger, later where it arrives late. */
  readonly arrives: number;
  /** Indexes and codes of the World: sensor, detail, hosts. */
  readonly sensor: number;
  readonly detail: number;
  readonly source: number;
  readonly destination: number;
  readonly sourcePort: number;
  readonly destinationPort: number;
  readonly count: number;
  readonly severity: Severity;
  readonly blocked: boolean;
}

/** What the stories of a World come to; what they add to its dictionaries follows the World's own entries. */
export interface Stories {
  /** In order of time, then of number. */
  readonly events: readonly StoryEvent[];
  /** In order of time. */
  readonly actions: readonly StoryAction[];
  readonly hosts: readonly Host[];
  readonly details: readonly Detail[];
  /** As they stand when they are opened; `opened` tells when, and before that there is no such case. */
  readonly cases: readonly Case[];
}

export const noStories: Stories = { events: [], actions: [], hosts: [], details: [], cases: [] };

/** Something that people of the operations centre do, at its time, as a command. */
export type StoryAction = {
  /** Epoch milliseconds. */
  readonly at: number;
  /** Index of the account that does it. */
  readonly account: number;
  /** Numbers of the story events that it is about. */
  readonly events: readonly number[];
} & (
  | {
      readonly kind: 'assess';
      readonly verdict: 'threat' | 'notAThreat' | 'falsePositive' | 'followUp' | 'tuning' | 'acknowledged';
      readonly severity: Severity | null;
      readonly comment: string | null;
    }
  | { readonly kind: 'comment'; readonly comment: string }
  | { readonly kind: 'openCase'; readonly case: number }
  | { readonly kind: 'mergeCase'; readonly case: number; readonly into: number }
  | { readonly kind: 'closeCase'; readonly case: number }
  /** Associates the events with the case and tells the customer. */
  | { readonly kind: 'notify'; readonly case: number }
  /** Puts a label that a product has, by its id there, on the events. */
  | { readonly kind: 'label'; readonly label: string }
);
