/** A report as JUnit XML: a suite an operation, a case a check; what is only assumed fails nobody's build. */
import { createRequire } from 'node:module';
import type { Finding, UnitResult } from '../finding.ts';
import type { Report } from './report.ts';

/** The text without the characters that XML 1.0 has no way to write (§2.2), halves of surrogate pairs among them. */
const plain = (text: string): string =>
  Array.from(text, (sign) => (isWritable(sign.codePointAt(0) ?? 0) ? sign : '\ufffd')).join('');

const isWritable = (code: number): boolean =>
  code >= 0x20 ? !(code >= 0xd800 && code <= 0xdfff) && code !== 0xfffe && code !== 0xffff : [9, 10, 13].includes(code);

export function junitReport(report: Report): string {
  // Bundled, a package of the older kind has no named exports.
  const { create } = createRequire(import.meta.url)('xmlbuilder2') as typeof import('xmlbuilder2');
  const failing = report.findings.filter(({ kind, evidence }) => kind === 'violation' && evidence !== 'assumed');
  const { summary } = report;
  const root = create({ version: '1.0', encoding: 'UTF-8' }).ele('testsuites', {
    name: `siem-sim contract ${plain(report.target)}`,
    tests: summary.checks,
    failures: unitsOf(failing).size,
    skipped: summary.skipped,
    time: (summary.milliseconds / 1000).toFixed(3),
  });
  for (const operation of report.operations) {
    const results = report.results.filter((result) => result.operation === operation.key);
    const own = failing.filter((finding) => finding.operation === operation.key);
    const suite = root.ele('testsuite', {
      name: `${operation.key} ${operation.method} ${operation.path}`,
      tests: results.length,
      failures: unitsOf(own).size,
      skipped: results.filter(({ verdict }) => verdict === 'skipped').length,
    });
    for (const result of results) {
      const test = suite.ele('testcase', { classname: operation.key, name: result.check });
      const faults = own.filter((finding) => finding.check === result.check);
      if (result.verdict === 'skipped') test.ele('skipped', { message: plain(reasonOf(result)) });
      for (const finding of faults)
        test
          .ele('failure', { type: finding.rank, message: plain(`${finding.expected}; seen: ${finding.seen}`) })
          .txt(plain(detailOf(finding)));
    }
  }
  return root.end({ prettyPrint: true });
}

const unitsOf = (findings: readonly Finding[]): ReadonlySet<string> =>
  new Set(findings.map(({ operation, check }) => `${operation}/${check}`));

const reasonOf = ({ reason }: UnitResult): string => reason ?? 'no reason is known';

const detailOf = ({ source, evidence, curl, response, id }: Finding): string =>
  [
    `source: ${source} (${evidence})`,
    ...(curl === null ? [] : [`request: ${curl}`]),
    ...(response === null ? [] : [`response: ${response.status} ${response.body}`]),
    `again: siem-sim contract --replay '${id}'`,
  ].join('\n');
