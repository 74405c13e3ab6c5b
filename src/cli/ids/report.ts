/** The verdicts of the gate as a table for people, and as JSON and JUnit for machines. */
import type { GateCase } from './case.ts';
import type { GateVerdict } from './gate.ts';

export interface ReportLine {
  readonly event: string;
  readonly expected: string;
  readonly raised: string;
  readonly faults: readonly string[];
}

export const linesOf = (cases: readonly GateCase[], verdicts: readonly GateVerdict[]): readonly ReportLine[] =>
  cases.map((one, index) => ({
    event: one.name,
    expected: `${one.claim.signature} x ${one.claim.times.length}`,
    raised: Object.entries(verdicts[index]?.raised ?? {})
      .map(([signature, count]) => `${signature} x ${count}`)
      .join(', '),
    faults: verdicts[index]?.faults ?? ['was not judged'],
  }));

export function table(lines: readonly ReportLine[]): string {
  const rows = [
    ['event', 'expected', 'raised', ''],
    ...lines.map(({ event, expected, raised, faults }) => [
      event,
      expected,
      raised,
      faults.length === 0 ? 'ok' : 'MISMATCH',
    ]),
  ];
  const widths = [0, 1, 2].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const text = rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  const faults = lines.flatMap(({ event, faults: found }) => found.map((fault) => `${event}: ${fault}`));
  return `${[...text, ...(faults.length === 0 ? [] : ['', ...faults])].join('\n')}\n`;
}

export const json = (lines: readonly ReportLine[]): string => `${JSON.stringify({ events: lines }, null, 2)}\n`;

export function junit(lines: readonly ReportLine[]): string {
  const failed = lines.filter(({ faults }) => faults.length > 0).length;
  const cases = lines.map(({ event, expected, raised, faults }) => {
    const head = `    <testcase classname="verify-pcap" name="${xml(`${event} ${expected}`)}"`;
    if (faults.length === 0) return `${head}/>`;
    return `${head}>\n      <failure message="${xml(`raised ${raised}`)}">${xml(faults.join('\n'))}</failure>\n    </testcase>`;
  });
  const suite = `  <testsuite name="verify-pcap" tests="${lines.length}" failures="${failed}">\n${cases.join('\n')}\n  </testsuite>`;
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites>\n${suite}\n</testsuites>\n`;
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Control characters have no place in XML 1.0, not even as entities. */
const xml = (text: string): string =>
  // oxlint-disable-next-line no-control-regex
  text.replaceAll(/[\0-\x08\x0b\x0c\x0e-\x1f]/g, '?').replaceAll(/[&<>"]/g, (one) => entities[one] ?? one);
