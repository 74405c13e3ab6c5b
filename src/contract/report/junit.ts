/** A report as JUnit XML: a suite an operation, a case a check; what is only assumed fails nobody's build. */
import { latePackage } from '../../kernel/late-packages.ts';
import type { Finding, UnitResult } from '../terms/finding.ts';
import type { Report } from './report.ts';

/** The text without the characters that XML 1.0 has no way to write (§2.2), halves of surrogate pairs among them. */
const plain = (text: string): string =>
  Array.from(text, (sign) => (isWritable(sign.codePointAt(0) ?? 0) ? sign : '\ufffd')).join('');

const isWritable = (code: number): boolean =>
  code >= 0x20 ? !(code >= 0xd800 && code <= 0xdfff) && code !== 0xfffe && code !== 0xffff : [9, 10, 13].includes(code);

type Attributes = Readonly<Record<string, string | number>>;

export interface JunitCase {
  readonly name: string;
  readonly classname: string;
  /** Seconds, as text; left out where nothing was measured. */
  readonly time?: string;
  /** Why it was skipped; null where it was not. */
  readonly skipped: string | null;
  readonly failures: readonly { readonly attributes: Attributes; readonly text: string }[];
}

/** Suites of cases as JUnit XML; attributes are written as they are, texts without what XML cannot hold. */
export function junitXml(
  attributes: Attributes,
  suites: readonly { readonly attributes: Attributes; readonly cases: readonly JunitCase[] }[],
): string {
  const { create } = latePackage('xmlbuilder2');
  const root = create({ version: '1.0', encoding: 'UTF-8' }).ele('testsuites', writable(attributes));
  for (const { attributes: own, cases } of suites) {
    const suite = root.ele('testsuite', writable(own));
    for (const { name, classname, time, skipped, failures } of cases) {
      const test = suite.ele('testcase', writable({ classname, name, ...(time !== undefined && { time }) }));
      if (skipped !== null) test.ele('skipped', writable({ message: skipped }));
      for (const failure of failures) test.ele('failure', writable(failure.attributes)).txt(plain(failure.text));
    }
  }
  return root.end({ prettyPrint: true });
}

const writable = (attributes: Attributes): Attributes =>
  Object.fromEntries(
    Object.entries(attributes).map(([name, value]) => [name, typeof value === 'string' ? plain(value) : value]),
  );

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
