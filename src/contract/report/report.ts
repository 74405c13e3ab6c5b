/** A report as plain data: what was asked, what came of it, and every finding. Its JSON is the report's JSON form. */
import { packageVersion } from '../../kernel/package.ts';
import type { Finding, UnitResult } from '../finding.ts';
import type { Target } from '../target.ts';

export interface Summary {
  /** Units: operation × check, skipped ones included. */
  readonly checks: number;
  readonly passed: number;
  /** Units with a violation of a fact that is documented or was observed. */
  readonly violated: number;
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
  readonly target: string;
  readonly isLive: boolean;
  readonly usmDialect: string;
  readonly seed: string;
  readonly profile: string;
  readonly summary: Summary;
  /** Why the run ended before its end; null when it did not. */
  readonly ended: string | null;
  readonly isUnreachable: boolean;
  readonly findings: readonly Finding[];
  readonly results: readonly UnitResult[];
}

export function summaryOf(
  target: Target,
  options: { readonly seed: string; readonly profile?: string },
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
    usmDialect: target.usmDialect,
    seed: options.seed,
    profile: options.profile ?? 'full',
    summary: {
      checks: results.length,
      passed: count('passed'),
      violated: count('violated'),
      skipped: count('skipped'),
      violations: violations.length - assumed,
      assumed,
      notices: findings.length - violations.length,
      requests,
      milliseconds: Math.round(milliseconds),
    },
    findings,
    results,
  };
}
