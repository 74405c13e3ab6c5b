/** What stories make, product-neutral: events as columns hold them, and what the operations centre does about them. */
import type { Severity } from './detection.ts';
import type { Nature } from './arrivals.ts';
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

/** A story as it is told once: who takes part, and what each of its steps made. */
export interface ToldStory {
  readonly story: string;
  readonly title: string;
  /** Which of its tellings, from 0. */
  readonly nth: number;
  /** Index of the customer that it happens to. */
  readonly customer: number;
  /** Epoch milliseconds. */
  readonly begin: number;
  readonly actors: readonly ToldActor[];
  /** In the order in which they are written. */
  readonly steps: readonly ToldStep[];
}

export interface ToldActor {
  readonly name: string;
  readonly role: string;
  /** Codes of its hosts; none for people. */
  readonly hosts: readonly number[];
  /** The user name of a person; null for others. */
  readonly person: string | null;
  /** Index of the account of an analyst; null for others. */
  readonly account: number | null;
}

export interface ToldStep {
  readonly name: string;
  /** Epoch milliseconds. */
  readonly begin: number;
  readonly end: number;
  /** The step that it follows: what led to it. Null for the first. */
  readonly since: string | null;
  /** Names of actors at its ends; null for somebody who has no name. */
  readonly from: string | null;
  readonly to: string | null;
  /** Name of the actor whose account or mailbox it is; null where the step says nobody. */
  readonly user: string | null;
  /** Numbers of its events are so many from the first on; null for what the operations centre does. */
  readonly events: { readonly first: number; readonly count: number } | null;
  /** What its events truly are, where the story says so; else they are what its people find in the end. */
  readonly nature: Nature | null;
  /** What is done, and about which steps; null for events. */
  readonly does: { readonly what: string; readonly about: readonly string[]; readonly by: string | null } | null;
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
  /** Each time that one is told, in the scenario's order. */
  readonly tellings: readonly ToldStory[];
}

export const noStories: Stories = { events: [], actions: [], hosts: [], details: [], cases: [], tellings: [] };

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
