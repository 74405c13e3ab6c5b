/** A report as JUnit XML: a suite an operation, a case a check; what is only assumed fails nobody's build. */
import type { Finding, UnitResult } from '../terms/finding.ts';
import type { Report } from './report.ts';
import { xmlElement, type Attributes } from './xml.ts';

export interface JunitCase {
  readonly name: string;
  readonly classname: string;
  /** Seconds, as text; left out where nothing was measured. */
  readonly time?: string;
  /** Why it was skipped; null where it was not. */
  readonly skipped: string | null;
  readonly failures: readonly { readonly attributes: Attributes; readonly text: string }[];
}

/** Suites of cases as JUnit XML. */
export function junitXml(
  attributes: Attributes,
  suites: readonly { readonly attributes: Attributes; readonly cases: readonly JunitCase[] }[],
): string {
  const written = suites.map(({ attributes: own, cases }) => xmlElement('testsuite', own, cases.map(caseXml)));
  return `<?xml version="1.0" encoding="UTF-8"?>\n${xmlElement('testsuites', attributes, written)}`;
}

function caseXml({ name, classname, time, skipped, failures }: JunitCase): string {
  const results = failures.map((failure) => xmlElement('failure', failure.attributes, failure.text));
  const reason = skipped === null ? [] : [xmlElement('skipped', { message: skipped })];
  return xmlElement('testcase', { classname, name, ...(time !== undefined && { time }) }, [...reason, ...results]);
}

export function junitReport(report: Report): string {
  const failing = report.findings.filter(({ kind, evidence }) => kind === 'violation' && evidence !== 'assumed');
  const { summary } = report;
  const suites = report.operations.map(({ key, method, path }) => {
    const results = report.results.filter((result) => result.operation === key);
    const own = failing.filter((finding) => finding.operation === key);
    return {
      attributes: {
        name: `${key} ${method} ${path}`,
        tests: results.length,
        failures: unitsOf(own).size,
        errors: 0,
        skipped: results.filter(isUnanswered).length,
        time: secondsOf(results.reduce((sum, { milliseconds = 0 }) => sum + milliseconds, 0)),
        ...(report.date !== undefined && { timestamp: report.date.slice(0, 19) }),
      },
      cases: results.map((result): JunitCase => ({
        classname: key,
        name: result.check,
        time: secondsOf(result.milliseconds ?? 0),
        skipped: isUnanswered(result) ? reasonOf(result) : null,
        failures: failureOf(own.filter((finding) => finding.check === result.check)),
      })),
    };
  });
  const attributes = {
    name: `siem-sim contract ${report.target}`,
    tests: summary.checks,
    failures: unitsOf(failing).size,
    errors: 0,
    skipped: summary.skipped + summary.undecided,
    time: secondsOf(summary.milliseconds),
  };
  return junitXml(attributes, suites);
}

const secondsOf = (milliseconds: number): string => (milliseconds / 1000).toFixed(3);

/** One failure a case, so that counts and elements are equal; it tells all that was found. */
function failureOf(findings: readonly Finding[]): JunitCase['failures'] {
  const [first, ...others] = findings;
  if (first === undefined) return [];
  const more = others.length === 0 ? '' : `; and ${others.length} more`;
  const message = `${first.expected}; seen: ${first.seen}${more}`;
  const told = (finding: Finding, at: number): string =>
    at === 0 ? detailOf(finding) : `${finding.expected}; seen: ${finding.seen}\n${detailOf(finding)}`;
  return [{ attributes: { type: first.rank, message }, text: findings.map(told).join('\n\n') }];
}

const unitsOf = (findings: readonly Finding[]): ReadonlySet<string> =>
  new Set(findings.map(({ operation, check }) => `${operation}/${check}`));

/** JUnit has no word for what the data did not decide. */
const isUnanswered = ({ verdict }: UnitResult): boolean => verdict === 'skipped' || verdict === 'undecided';

const reasonOf = ({ verdict, reason }: UnitResult): string =>
  `${verdict === 'undecided' ? 'not decided: ' : ''}${reason ?? 'no reason is known'}`;

const detailOf = ({ source, evidence, curl, response, against, again }: Finding): string =>
  [
    `source: ${source} (${evidence})`,
    ...(curl === null ? [] : [`request: ${curl}`]),
    ...(response === null ? [] : [`response: ${response.status} ${response.body}`]),
    ...(against === undefined
      ? []
      : [`other request: ${against.curl}`, `response: ${against.response.status} ${against.response.body}`]),
    `again: ${again}`,
  ].join('\n');
