/** A report in the Common Test Report Format (ctrf.io): a test a check of an operation; what is only assumed fails nobody's build. */
import type { Finding, UnitResult } from '../terms/finding.ts';
import type { Report } from './report.ts';

const statuses = { passed: 'passed', violated: 'failed', undecided: 'other', skipped: 'skipped' } as const;

export function ctrfReport(report: Report): string {
  const failing = report.findings.filter(({ kind, evidence }) => kind === 'violation' && evidence !== 'assumed');
  const tests = report.results.map((result) => testOf(result, failing));
  const count = (status: string): number => tests.filter((test) => test.status === status).length;
  const stop = report.date === undefined ? report.summary.milliseconds : Date.parse(report.date);
  const summary = {
    tests: tests.length,
    passed: count('passed'),
    failed: count('failed'),
    pending: 0,
    skipped: count('skipped'),
    other: count('other'),
    start: stop - report.summary.milliseconds,
    stop,
  };
  const environment = { testEnvironment: report.target, extra: { seed: report.seed, profile: report.profile } };
  const tool = { name: report.tool, version: report.version };
  return JSON.stringify(
    { reportFormat: 'CTRF', specVersion: '0.0.0', results: { tool, summary, tests, environment } },
    null,
    2,
  );
}

function testOf({ check, operation, verdict, reason, milliseconds = 0 }: UnitResult, failing: readonly Finding[]) {
  const found = failing.filter((finding) => finding.operation === operation && finding.check === check);
  // Departures from what is only assumed are things learnt.
  const status = verdict === 'violated' && found.length === 0 ? 'passed' : statuses[verdict];
  const message = found.map(({ expected, seen }) => `${expected}; seen: ${seen}`).join('\n');
  const trace = found.map(({ curl, source, again }) => [source, curl, again].filter(Boolean).join('\n')).join('\n\n');
  return {
    name: `${operation}/${check}`,
    status,
    duration: Math.round(milliseconds),
    suite: [operation],
    ...(reason !== null && { message: reason }),
    ...(found.length > 0 && { message, trace }),
  };
}
