/** What the operations centre's routine does with how many events: as is usual, or as a tenant's was measured. */
import { markBit } from '../../model/mark.ts';
import type { Scenario } from '../scenario/scenario.ts';
import type { Draws } from '../timeline/row-block.ts';

const [FOLLOWUP, FALSE_POSITIVE, NOT_A_THREAT] = [markBit('followUp'), markBit('falsePositive'), markBit('notAThreat')];
const [TUNING_CANDIDATE, IDENTIFIED_THREAT] = [markBit('tuningCandidate'), markBit('threat')];

/** Each says of an event, by its own draws, whether the routine does so. */
export interface Habits {
  readonly assesses: (draws: Draws) => boolean;
  /** The flags of its verdict, where it assesses. */
  readonly verdict: (draws: Draws) => number;
  readonly comments: (draws: Draws) => boolean;
  readonly handles: (draws: Draws) => boolean;
  /** Of a severity of high or more. */
  readonly suspects: (draws: Draws) => boolean;
}

export const usualHabits: Habits = {
  assesses: (draws) => (draws[6] ?? 0) % 100 < 55,
  verdict: (draws) => {
    const percent = ((draws[6] ?? 0) >>> 8) % 100;
    if (percent < 40) return NOT_A_THREAT;
    if (percent < 54) return FALSE_POSITIVE | (percent < 48 ? TUNING_CANDIDATE : 0);
    if (percent < 62) return IDENTIFIED_THREAT;
    return percent < 68 ? FOLLOWUP : 0;
  },
  comments: (draws) => ((draws[6] ?? 0) >>> 20) % 10 < 3,
  handles: (draws) => ((draws[6] ?? 0) >>> 16) % 10 < 7,
  suspects: (draws) => ((draws[7] ?? 0) & 3) === 0,
};

/** How many of a million events bear each mark. */
export type MarkShares = NonNullable<NonNullable<Scenario['shape']>['marks']>;

const million = 1_000_000;

/** A number below a million that follows from an event's own draws; another for each question. */
function lotOf(draws: Draws, question: number): number {
  let word = Math.imul(((draws[6] ?? 0) ^ question) >>> 0, 0x9e37_79b1);
  word = Math.imul(word ^ (word >>> 15) ^ (draws[10] ?? 0), 0x85eb_ca6b);
  return ((word ^ (word >>> 13)) >>> 0) % million;
}

/** Habits that come to these shares; `severe` of a million events are of high severity or more. */
export function habitsOf(shares: MarkShares, severe: number): Habits {
  const { acknowledged = 0, notAThreat = 0, falsePositive = 0, threat = 0, followUp = 0 } = shares;
  const among = (part: number, of: number): number => (of === 0 ? 0 : Math.floor((part * million) / of));
  const harmless = among(notAThreat, acknowledged);
  const wrong = harmless + among(falsePositive, acknowledged);
  const tuned = harmless + among(Math.min(shares.tuningCandidate ?? 0, falsePositive), acknowledged);
  const found = wrong + among(threat, acknowledged);
  const followed = found + among(followUp, acknowledged);
  const commented = among(shares.commented ?? 0, acknowledged);
  const handled = among(shares.handledByAnalyst ?? 0, acknowledged);
  const suspected = among(shares.threatCandidate ?? 0, severe);
  return {
    assesses: (draws) => lotOf(draws, 1) < acknowledged,
    verdict: (draws) => {
      const lot = lotOf(draws, 2);
      if (lot < harmless) return NOT_A_THREAT;
      if (lot < wrong) return FALSE_POSITIVE | (lot < tuned ? TUNING_CANDIDATE : 0);
      if (lot < found) return IDENTIFIED_THREAT;
      return lot < followed ? FOLLOWUP : 0;
    },
    comments: (draws) => lotOf(draws, 3) < commented,
    handles: (draws) => lotOf(draws, 4) < handled,
    suspects: (draws) => lotOf(draws, 5) < suspected,
  };
}
