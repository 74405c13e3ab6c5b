/** What faults keep of earlier requests, each part bounded, and the clock that clients go by. */
import type { Json } from '../../kernel/schema.ts';
import type { Clock } from '../../kernel/clock.ts';
import { makeEmptyPages, type EmptyPages } from './empty-page.ts';
import { makePageWalks, type PageWalks } from './page-walk.ts';
import { makeRateWindows, type RateWindows } from './rate-limit.ts';
import { makeRevoked, type Revoked } from './revoked.ts';
import { makeStaleAnswers, type StaleAnswers } from './stale.ts';

export interface FaultMemory {
  readonly revoked: Revoked;
  readonly stale: StaleAnswers;
  readonly pageWalks: PageWalks;
  readonly emptyPages: EmptyPages;
  readonly rateWindows: RateWindows;
  readonly clientClock: Clock;
  /** Forgets all of it. */
  readonly clear: () => void;
  /** All of it as plain data, where it is carried on elsewhere. */
  readonly save: () => SavedMemory;
  readonly load: (saved: SavedMemory) => void;
}

export type SavedMemory = Readonly<Record<string, Json>>;

/** `version` names what has been written so far. */
export function makeFaultMemory(version: () => string, clock: Clock, clientClock: Clock): FaultMemory {
  const parts = {
    revoked: makeRevoked(),
    stale: makeStaleAnswers(version),
    pageWalks: makePageWalks(),
    emptyPages: makeEmptyPages(),
    rateWindows: makeRateWindows(clock),
  };
  return {
    ...parts,
    clientClock,
    clear: () => Object.values(parts).forEach((part) => part.clear()),
    save: () => Object.fromEntries(Object.entries(parts).map(([name, part]) => [name, part.save()])),
    load: (saved) => {
      for (const [name, part] of Object.entries(parts)) part.load(saved[name] ?? null);
    },
  };
}
