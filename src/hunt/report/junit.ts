/** A hunt as JUnit XML: one case for the undisturbed run, one for the schedules. */
import { junitXml, type JunitCase } from '../../contract/report/junit.ts';
import type { HuntReport } from './report.ts';
import { huntText } from './text.ts';

export function huntJunit(report: HuntReport): string {
  const { ended, conviction, seed, schedules, took } = report;
  const failing = ended === 'undisturbed' || conviction?.number === 0 ? 0 : conviction !== null ? 1 : null;
  const sentence = (conviction?.run ?? report.plain).verdict.findings[0]?.sentence ?? '';
  const names = ['right when nothing disturbs it', `right in ${schedules} schedules of seed ${seed}`];
  const cases = names.map((name, index): JunitCase => ({
    name,
    classname: 'hunt',
    ...(index === 1 && { time: (took / 1000).toFixed(3) }),
    skipped: index === 1 && failing === 0 ? 'it is not right when nothing disturbs it' : null,
    failures: index === failing ? [{ attributes: { type: 'hunt', message: sentence }, text: huntText(report) }] : [],
  }));
  const counts = {
    tests: cases.length,
    failures: failing === null ? 0 : 1,
    errors: 0,
    skipped: failing === 0 ? 1 : 0,
    time: (took / 1000).toFixed(3),
  };
  return junitXml({ name: 'siem-sim hunt', ...counts }, [{ attributes: { name: 'hunt', ...counts }, cases }]);
}
