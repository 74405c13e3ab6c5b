/** The verdicts of the gate as a table for people, and as JSON and JUnit for machines. */
import { junitXml } from '../../contract/report/junit.ts';
import { columnsText } from '../shared/columns.ts';
import type { GateCase } from './case.ts';
import type { GateVerdict } from './gate.ts';

export const reportLines = (cases: readonly GateCase[], verdicts: readonly GateVerdict[]) =>
  cases.map((one, index) => ({
    event: one.name,
    expected: `${one.claim.signature} x ${one.claim.times.length}`,
    raised: Object.entries(verdicts[index]?.raised ?? {})
      .map(([signature, count]) => `${signature} x ${count}`)
      .join(', '),
    faults: verdicts[index]?.faults ?? ['was not judged'],
  }));

type ReportLines = ReturnType<typeof reportLines>;

export function verdictTable(lines: ReportLines): string {
  const rows = [
    ['event', 'expected', 'raised', ''],
    ...lines.map(({ event, expected, raised, faults }) => [
      event,
      expected,
      raised,
      faults.length === 0 ? 'ok' : 'MISMATCH',
    ]),
  ];
  const faults = lines.flatMap(({ event, faults: found }) => found.map((fault) => `${event}: ${fault}`));
  return columnsText(rows) + (faults.length === 0 ? '' : `\n${faults.join('\n')}\n`);
}

export const json = (lines: ReportLines): string => `${JSON.stringify({ events: lines }, null, 2)}\n`;

export const junit = (lines: ReportLines): string =>
  junitXml({}, [
    {
      attributes: {
        name: 'verify-pcap',
        tests: lines.length,
        failures: lines.filter(({ faults }) => faults.length > 0).length,
      },
      cases: lines.map(({ event, expected, raised, faults }) => ({
        classname: 'verify-pcap',
        name: `${event} ${expected}`,
        skipped: null,
        failures: faults.length === 0 ? [] : [{ attributes: { message: `raised ${raised}` }, text: faults.join('\n') }],
      })),
    },
  ]);
