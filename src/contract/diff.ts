/** Two reports side by side, rule by rule: what is documented, and what each target does. */
import type { Finding, UnitResult } from './terms/finding.ts';
import type { Report } from './report/report.ts';

export interface DiffLine {
  readonly id: string;
  readonly check: string;
  readonly operation: string;
  /** What the source says. */
  readonly documented: string;
  /** What each target does: as documented, what was seen instead, or why nobody knows. */
  readonly sides: readonly [string, string];
  readonly source: string;
  /** The request that showed it, where one was sent. */
  readonly request: string | null;
  /** For what was only assumed: the schema or row to correct. */
  readonly correct: string | null;
}

export interface Diff {
  readonly titles: readonly [string, string];
  /** Departures from what is documented or was observed. */
  readonly departures: readonly DiffLine[];
  /** Departures from what was only assumed. */
  readonly learnt: readonly DiffLine[];
  /** What is worth knowing of one or both, and no departure. */
  readonly notices: readonly DiffLine[];
  /** Units asked of both with the same verdict, with another, and of one only. */
  readonly counts: { readonly same: number; readonly other: number; readonly oneSided: number };
}

type Side = Pick<Report, 'target' | 'isLive' | 'findings' | 'results'>;

export function diffOf(one: Side, other: Side): Diff {
  const sides = [sideOf(one), sideOf(other)] as const;
  const ids = new Set([...one.findings, ...other.findings].map(({ id }) => id));
  const lines = [...ids].sort().flatMap((id): readonly (DiffLine & Pick<Finding, 'evidence' | 'kind'>)[] => {
    const finding = sides[0].findings.get(id) ?? sides[1].findings.get(id);
    if (finding === undefined) return [];
    const { check, operation, expected, source, evidence, kind, curl } = finding;
    return [
      {
        id,
        check,
        operation,
        documented: expected,
        sides: [sides[0].does(finding), sides[1].does(finding)],
        source,
        request: curl,
        correct: evidence === 'assumed' && kind === 'violation' ? toCorrect(finding) : null,
        evidence,
        kind,
      },
    ];
  });
  return {
    titles: [titleOf(one), titleOf(other)],
    departures: lines.filter(({ kind, evidence }) => kind === 'violation' && evidence !== 'assumed'),
    learnt: lines.filter(({ kind, evidence }) => kind === 'violation' && evidence === 'assumed'),
    notices: lines.filter(({ kind }) => kind === 'notice'),
    counts: countsOf(one, other),
  };
}

const titleOf = ({ target, isLive }: Side): string => `${isLive ? 'live' : 'simulator'} ${target}`;

function sideOf({ findings, results }: Side): {
  readonly findings: ReadonlyMap<string, Finding>;
  readonly does: (finding: Finding) => string;
} {
  const byId = new Map(findings.map((finding) => [finding.id, finding] as const));
  const byUnit = new Map(results.map((result) => [result.unit, result] as const));
  return {
    findings: byId,
    does: ({ id, operation, check }) => byId.get(id)?.seen ?? verdictText(byUnit.get(`${operation}/${check}`)),
  };
}

function verdictText(result: UnitResult | undefined): string {
  if (result === undefined) return 'not asked';
  if (result.verdict === 'skipped') return `not asked: ${result.reason ?? 'no reason is known'}`;
  if (result.verdict === 'undecided') return `not decided: ${result.reason ?? 'no reason is known'}`;
  return result.verdict === 'passed' ? 'as documented' : 'departs in another way';
}

/** The schema that the expectation names, or the row of the table. */
const toCorrect = ({ expected, operation }: Finding): string =>
  /[\w/-]+\.schema\.json/.exec(expected)?.[0] ?? `the row ${operation}`;

const isAnswer = (verdict: UnitResult['verdict']): boolean => verdict === 'passed' || verdict === 'violated';

function countsOf(one: Side, other: Side): Diff['counts'] {
  const verdicts = new Map(other.results.map(({ unit, verdict }) => [unit, verdict] as const));
  const asked = one.results.filter(({ verdict }) => isAnswer(verdict));
  const both = asked.filter(({ unit }) => isAnswer(verdicts.get(unit) ?? 'skipped'));
  const same = both.filter(({ unit, verdict }) => verdicts.get(unit) === verdict).length;
  const askedOther = other.results.filter(({ verdict }) => isAnswer(verdict)).length;
  return { same, other: both.length - same, oneSided: asked.length + askedOther - 2 * both.length };
}

/** The differences, for the terminal. */
export function diffText({ titles, departures, learnt, notices, counts }: Diff): string {
  const block = (line: DiffLine): readonly string[] => [
    `  ${line.operation}  ${line.check}`,
    `    documented  ${line.documented}  [${line.source}]`,
    `    ${titles[0]}: ${line.sides[0]}`,
    `    ${titles[1]}: ${line.sides[1]}`,
    ...(line.request === null ? [] : [`    request     ${line.request}`]),
    ...(line.correct === null ? [] : [`    to correct  ${line.correct}`]),
    '',
  ];
  const section = (title: string, lines: readonly DiffLine[]): readonly string[] =>
    lines.length === 0 ? [] : [`${title}:`, '', ...byCheck(lines).flatMap((group) => groupText(group, block))];
  return [
    `A  ${titles[0]}`,
    `B  ${titles[1]}`,
    '',
    ...section('Departures from what is documented or was observed', departures),
    ...section('Things learnt, where a fact was only assumed', learnt),
    ...section('Worth knowing, and no departure', notices),
    `${counts.same} checks came out alike, ${counts.other} did not, ${counts.oneSided} were asked of one only.`,
  ].join('\n');
}

/** A fault that is everywhere is told so many times, and then counted. */
const mostOfCheck = 3;

function byCheck(lines: readonly DiffLine[]): readonly (readonly DiffLine[])[] {
  const groups = new Map<string, DiffLine[]>();
  for (const line of lines) groups.set(line.check, [...(groups.get(line.check) ?? []), line]);
  return [...groups.values()];
}

function groupText(group: readonly DiffLine[], block: (line: DiffLine) => readonly string[]): readonly string[] {
  const rest = group.slice(mostOfCheck);
  if (rest.length === 0) return group.flatMap(block);
  const where = [...new Set(rest.map(({ operation }) => operation))];
  const named = `${where.slice(0, 5).join(', ')}${where.length > 5 ? ` and ${where.length - 5} more` : ''}`;
  return [...group.slice(0, mostOfCheck).flatMap(block), `  ${rest.length} more like this: ${named}`, ''];
}
