/** A report for the terminal: the matrix of operations and families, then every finding with the line that shows it. */
import type { Finding } from '../terms/finding.ts';
import { grouped, type Group } from './group.ts';
import { families, matrixOf, type Cell } from './matrix.ts';
import type { Report, Wanted } from './report.ts';

/** Units that have the same reason are counted together. */
const mostReasons = 12;

export function textReport(report: Report): string {
  const { summary, findings } = report;
  const isNothing = findings.length === 0 && summary.passed + summary.violated + summary.undecided === 0;
  if (report.isUnreachable && isNothing) return `The run ended early: ${report.ended ?? 'nobody is there'}.`;
  const violations = findings.filter(({ kind, evidence }) => kind === 'violation' && evidence !== 'assumed');
  const learnt = findings.filter(({ kind, evidence }) => kind === 'violation' && evidence === 'assumed');
  const notices = findings.filter(({ kind }) => kind === 'notice');
  return [
    `${report.tool} ${report.version}: ${report.target}${report.isLive ? ' (live)' : ''}, seed ${report.seed}, profile ${report.profile}`,
    '',
    ...matrixLines(report),
    '',
    ...section('Violations', violations),
    ...section('Departures from what is only assumed (things learnt: correct the row or schema)', learnt),
    ...section('Notices', notices),
    ...reasonLines(report, 'undecided', 'Not decided by the data of this target'),
    ...reasonLines(report, 'skipped', 'Skipped'),
    ...(report.ended === null ? [] : [`The run ended early: ${report.ended}.${leftText(report)}`, '']),
    ...wouldAllow(report),
    `${summary.checks} checks: ${summary.passed} passed, ${summary.violated} violated, ${summary.undecided} undecided, ${summary.skipped} skipped. ` +
      `${plural(summary.violations, 'violation')}, ${summary.assumed} of assumed facts, ${plural(summary.notices, 'notice')}. ` +
      `${plural(summary.requests, 'request')} in ${(summary.milliseconds / 1000).toFixed(1)} s.`,
  ].join('\n');
}

const plural = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;

function matrixLines(report: Report): readonly string[] {
  const rows = matrixOf(report);
  const width = Math.max(9, ...rows.map(({ operation }) => operation.key.length));
  const head = `${'operation'.padEnd(width)}  ${families.map((family) => family.padStart(9)).join('')}`;
  const lines = rows.map(
    ({ operation, cells }) =>
      `${operation.key.padEnd(width)}  ${families.map((family) => cellText(cells[family]).padStart(9)).join('')}`,
  );
  return [
    head,
    ...lines,
    '',
    'passed/asked; ! marks a violation; ? what the data left undecided; a dot where nothing could be asked',
  ];
}

function cellText({ passed, violated, undecided, skipped }: Cell): string {
  const asked = passed + violated + undecided;
  if (asked === 0) return skipped > 0 ? '.' : '';
  return `${violated > 0 ? '!' : undecided > 0 ? '?' : ''}${passed}/${asked}`;
}

const section = (title: string, findings: readonly Finding[]): readonly string[] =>
  findings.length === 0 ? [] : [`${title}:`, '', ...grouped(findings).flatMap(groupLines)];

const groupLines = ({ first, others }: Group): readonly string[] =>
  others.length === 0
    ? findingLines(first)
    : [...findingLines(first).slice(0, -1), `    also at   ${others.map(({ operation }) => operation).join(', ')}`, ''];

/** One finding, as it is also shown by `--replay`. */
export const findingLines = (finding: Finding): readonly string[] => [
  `  ${finding.rank.toUpperCase()} ${finding.id}${finding.times > 1 ? ` (${finding.times} times)` : ''}`,
  `    expected  ${finding.expected}`,
  `    seen      ${finding.seen}`,
  `    source    ${finding.source} (${finding.evidence})`,
  ...(finding.curl === null ? [] : [`    request   ${finding.curl}`]),
  ...(finding.response === null
    ? []
    : [`    response  ${finding.response.status} ${firstLine(finding.response.body)}`]),
  ...(finding.against === undefined
    ? []
    : [
        `    other     ${finding.against.curl}`,
        `    response  ${finding.against.response.status} ${firstLine(finding.against.response.body)}`,
      ]),
  `    again     ${finding.again}`,
  '',
];

/** How much was not asked for want of time or requests. */
const leftText = ({ ended, results }: Report): string => {
  const { length } = results.filter(({ verdict, reason }) => verdict === 'skipped' && reason === ended);
  return length === 0
    ? ''
    : ` ${plural(length, 'check')} of ${results.length} ${length === 1 ? 'was' : 'were'} not asked.`;
};

/** What more would let be asked, the most useful first. */
const wouldAllow = ({ wanted = [] }: Report): readonly string[] =>
  wanted.length === 0 ? [] : ['More could be asked:', ...wanted.map(wantedLine), ''];

export const wantedLine = ({ give, checks, note }: Wanted): string =>
  `  ${String(checks).padStart(5)}  ${give}: ${plural(checks, 'check')} more${note === null ? '' : ` (${note})`}`;

const firstLine = (body: string): string => {
  const line = body.replace(/\s+/g, ' ');
  return line.length > 300 ? `${line.slice(0, 300)}…` : line;
};

function reasonLines({ results }: Report, of: 'undecided' | 'skipped', title: string): readonly string[] {
  const reasons = new Map<string, number>();
  for (const { verdict, reason } of results)
    if (verdict === of && reason !== null) reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
  const most = [...reasons].sort(([, one], [, other]) => other - one);
  if (most.length === 0) return [];
  const rest = most.slice(mostReasons).reduce((sum, [, count]) => sum + count, 0);
  return [
    `${title}:`,
    ...most.slice(0, mostReasons).map(([reason, count]) => `  ${String(count).padStart(5)}  ${reason}`),
    ...(rest > 0 ? [`  ${String(rest).padStart(5)}  other reasons`] : []),
    '',
  ];
}
