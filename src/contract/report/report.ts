/** A report as plain data: what was asked, what came of it, and every finding. Its JSON is the report's JSON form. */
import { packageVersion } from '../../kernel/package.ts';
import { familyOf, usualRank, type Check, type Family, type Rank } from '../terms/check.ts';
import type { Finding, UnitResult } from '../terms/finding.ts';
import type { Operation } from '../terms/operation.ts';
import { dialectsOf, type DialectFlag, type Target } from '../terms/target.ts';
import type { Unit } from '../terms/unit.ts';

export interface Summary {
  /** Units: operation × check, skipped ones included. */
  readonly checks: number;
  readonly passed: number;
  /** Units with a violation of a fact that is documented or was observed. */
  readonly violated: number;
  /** Units of which the target's data left a part undecided; they do not count as passed. */
  readonly undecided: number;
  readonly skipped: number;
  /** Findings against documented or observed facts. */
  readonly violations: number;
  /** Findings against facts that are only assumed: things learnt. */
  readonly assumed: number;
  readonly notices: number;
  readonly requests: number;
  readonly milliseconds: number;
}

export interface Report {
  readonly tool: string;
  readonly version: string;
  /** When the run ended, as ISO-8601; left out where nobody asked for a date. */
  readonly date?: string;
  /** The command that asks the same; secrets as variables. */
  readonly command?: string;
  readonly target: string;
  readonly isLive: boolean;
  /** How a product spoke that has dialects, such as `usmDialect`. */
  readonly [flag: DialectFlag]: string;
  readonly seed: string;
  readonly profile: string;
  readonly summary: Summary;
  /** Why the run ended before its end; null when it did not. */
  readonly ended: string | null;
  readonly isUnreachable: boolean;
  readonly operations: readonly OperationNote[];
  readonly checks: readonly CheckNote[];
  readonly findings: readonly Finding[];
  readonly results: readonly UnitResult[];
  /** What would let more be asked, the most useful first. */
  readonly wanted?: readonly Wanted[];
}

/** A credential or permission that a run had not. */
export interface Wanted {
  /** What to give, such as the name of a variable. */
  readonly give: string;
  /** So many checks more would be asked. */
  readonly checks: number;
  /** What it may and may not; null where its name says so. */
  readonly note: string | null;
}

/** What a report says of an operation. */
export interface OperationNote extends Pick<Operation, 'key' | 'product' | 'method' | 'path' | 'evidence' | 'source'> {}

/** What a report says of a check or rule. */
export interface CheckNote extends Required<Pick<Check, 'id' | 'asks' | 'rank'>> {
  readonly family: Family;
}

const ranks: readonly Rank[] = ['critical', 'major', 'minor'];

/** What matters most comes first: violations of known facts, then of assumed ones, then notices; within them by rank. */
const place = ({ kind, evidence, rank }: Finding): number =>
  (kind === 'notice' ? 20 : evidence === 'assumed' ? 10 : 0) + ranks.indexOf(rank);

export function reportOf(
  target: Target,
  options: { readonly seed: string; readonly profile?: string },
  units: readonly Unit[],
  results: readonly UnitResult[],
  findings: readonly Finding[],
  requests: number,
  milliseconds: number,
): Omit<Report, 'ended' | 'isUnreachable'> {
  const count = (verdict: UnitResult['verdict']): number =>
    results.filter((result) => result.verdict === verdict).length;
  const violations = findings.filter(({ kind }) => kind === 'violation');
  const assumed = violations.filter(({ evidence }) => evidence === 'assumed').length;
  return {
    tool: 'siem-sim contract',
    version: packageVersion(),
    target: target.url,
    isLive: target.isLive,
    ...dialectsOf(target),
    seed: options.seed,
    profile: options.profile ?? 'full',
    summary: {
      checks: results.length,
      passed: count('passed'),
      violated: count('violated'),
      undecided: count('undecided'),
      skipped: count('skipped'),
      violations: violations.length - assumed,
      assumed,
      notices: findings.length - violations.length,
      requests,
      milliseconds: Math.round(milliseconds),
    },
    operations: [...new Set(units.map(({ operation }) => operation))].map(
      ({ key, product, method, path, evidence, source }) => ({ key, product, method, path, evidence, source }),
    ),
    checks: [...new Set(units.map(({ check }) => check))].map(({ id, asks, rank = usualRank }) => ({
      id,
      family: familyOf(id),
      asks,
      rank,
    })),
    findings: [...findings].sort((one, other) => place(one) - place(other)),
    results,
  };
}
