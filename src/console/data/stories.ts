/** The stories of the world, as the control plane tells their truth. */
import { askPlane } from './client.ts';

export interface StoryStep {
  readonly name: string;
  /** `events` for what raised alarms, `deed` for what somebody did in the products. */
  readonly kind: 'events' | 'deed';
  readonly begin: string;
  readonly end: string;
  readonly cause: string | null;
  readonly from: string | null;
  readonly to: string | null;
  readonly user: string | null;
  readonly alarm: string | null;
  readonly detection: string | null;
  readonly technique: { readonly id: string; readonly name: string; readonly tactics: readonly string[] } | null;
  /** Generator and rule of the IDS that reports it, such as `1:41336`. */
  readonly signature: string | null;
  readonly count: number;
  readonly does: string | null;
  readonly about: readonly string[];
  readonly by: string | null;
}

export interface LaneStory {
  readonly story: string;
  readonly title: string;
  readonly nth: number;
  readonly customer: string;
  readonly begin: string;
  readonly actors: readonly {
    readonly name: string;
    readonly role: string;
    readonly hosts: readonly string[];
    readonly user: string | null;
  }[];
  readonly steps: readonly StoryStep[];
}

export interface WorldTruth {
  readonly scenario: string;
  readonly title: string;
  readonly seed: string;
  readonly worldFormat: number;
  readonly start: string;
  readonly end: string;
  readonly now: string;
  readonly stories: readonly LaneStory[];
}

export interface LaneEvent {
  /** By product and by the kind of thing that it is there. */
  readonly ids: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly at: string;
  readonly alarm: string;
  readonly technique: string;
  readonly techniqueName: string;
  readonly severity: string;
  readonly source: string;
  readonly destination: string;
  readonly user: string | null;
  readonly customer: string;
  readonly nature: string;
  readonly why: string;
  readonly story: string | null;
  readonly nth: number | null;
  readonly step: string | null;
}

export const askTruth = (until: AbortSignal): Promise<WorldTruth> => askPlane('/truth', { signal: until });

/** What tells one event from all others, whichever product names it. */
export const keyOfLaneEvent = ({ ids, at, alarm }: LaneEvent): string =>
  Object.values(ids).flatMap((kinds) => Object.values(kinds))[0] ?? `${at} ${alarm}`;
