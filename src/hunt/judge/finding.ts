/** What is wrong with a run. */

/** Something that was lost, doubled, late, altered or made up. */
export interface Affected {
  readonly id: string;
  /** When it was first visible, ISO-8601. */
  readonly firstVisible: string | null;
  /** What most likely happened. */
  readonly sentence: string;
  /** Numbers in the journal of the requests that should have carried it. */
  readonly requests: readonly number[];
}

export type HuntFindingKind =
  | 'lost'
  | 'altered'
  | 'late'
  | 'doubled'
  | 'unexpected'
  | 'hung'
  | 'flooded'
  | 'too many requests'
  | 'page too large'
  | 'does not back off'
  | 'asks with an expired token'
  | 'writes twice';

export interface HuntFinding {
  readonly kind: HuntFindingKind;
  readonly count: number;
  /** One line. */
  readonly sentence: string;
  /** The first of them. */
  readonly affected: readonly Affected[];
}

export interface HuntVerdict {
  /** Worst first; empty for a run that is right. */
  readonly findings: readonly HuntFinding[];
  readonly expected: number;
  readonly delivered: number;
  /** Delivered more than once where that is allowed. */
  readonly doubled: number;
}

export const isBad = ({ findings }: HuntVerdict): boolean => findings.length > 0;
