/** What a World is drawn from besides its seed and scenario; a format that was released never changes. */
import type { Catalogue } from './catalogue.ts';

export interface WorldFormat {
  readonly number: number;
  readonly catalogue: Catalogue;
  readonly rules: GenerationRules;
}

/** How background is drawn. What a later format draws otherwise becomes a member here, and formats say both. */
export interface GenerationRules {
  /** How many triggers an event has: shares of 1024, and bounds. */
  readonly counts: readonly { readonly share: number; readonly from: number; readonly to: number }[];
  /** Usual distances between two triggers, milliseconds; eight, equally likely. */
  readonly gaps: readonly number[];
}
