/** Scores verdicts: of a file, or those that stand in the products. */
import { readFileSync } from 'node:fs';
import { UserError } from '../../kernel/fault.ts';
import { attempt } from '../shared/attempt.ts';
import { columnsText } from '../shared/columns.ts';
import { withPlane } from './source.ts';
import type { ScoreFlags } from './terms.ts';

interface Verdict {
  readonly id?: string;
  readonly case?: number;
  readonly verdict: string;
  readonly at?: string;
}

interface Score {
  readonly matrix: Readonly<Record<string, Readonly<Record<string, number>>>>;
  readonly precision: number | null;
  readonly recall: number | null;
  readonly f1: number | null;
  readonly techniques: readonly Tally[];
  readonly stories: readonly StoryTally[];
  readonly missed: readonly object[];
  readonly accused: readonly object[];
  readonly unknown: readonly string[];
}

interface Tally {
  readonly technique: string;
  readonly name: string;
  readonly events: number;
  readonly found: number;
}

interface StoryTally {
  readonly story: string;
  readonly nth: number;
  readonly events: number;
  readonly found: number;
  readonly timeToDetect: number | null;
}

export async function tellScore(file: string | undefined, flags: ScoreFlags): Promise<void> {
  const verdicts = file === undefined ? {} : { verdicts: verdictsIn(file) };
  const story = flags.story === undefined ? {} : { story: flags.story };
  const score = await withPlane(flags, (plane) => plane.post<Score>('/truth/score', { ...verdicts, ...story }));
  process.stdout.write(flags.json === true ? `${JSON.stringify(score, null, 2)}\n` : scoreText(score));
}

/** Throws UserError, with the line, for what is no verdict. */
export function verdictsIn(file: string): readonly Verdict[] {
  const text = attempt(`read ${file}`, () => readFileSync(file, 'utf8').replace(/^\uFEFF/, ''));
  if (/^\s*\[/.test(text)) {
    const list = parsed(text) ?? fail(file, 1, 'is no JSON');
    return (list as readonly unknown[]).map((entry, at) => verdictOf(entry, file, lineOf(text, at), `entry ${at + 1}`));
  }
  const lines = text.split(/\r?\n/);
  const isCsv = !/^\s*\{/.test(text);
  const names = isCsv ? cellsOf(lines[0] ?? '') : [];
  if (isCsv && !(names.includes('verdict') && (names.includes('id') || names.includes('case'))))
    fail(file, 1, 'names no columns id or case, and verdict');
  return lines.flatMap((line, at) => {
    if (line.trim() === '' || (isCsv && at === 0)) return [];
    const entry = isCsv ? rowOf(names, cellsOf(line)) : (parsed(line) ?? fail(file, at + 1, 'is no JSON'));
    return [verdictOf(entry, file, at + 1, 'the line')];
  });
}

function fail(file: string, line: number, message: string): never {
  throw new UserError(`${file}:${line}:1: ${message}`);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** About where an entry of a list stands: lists are written an entry a line more often than not. */
const lineOf = (text: string, at: number): number => {
  const lines = text.split('\n');
  let left = at;
  for (const [nth, line] of lines.entries()) {
    left -= line.match(/"verdict"/g)?.length ?? 0;
    if (left < 0) return nth + 1;
  }
  return lines.length;
};

/** Cells of a line of CSV; quotes may stand around one, twice within. */
const cellsOf = (line: string): readonly string[] =>
  Array.from(`,${line}`.matchAll(/,(?:"((?:[^"]|"")*)"|([^,]*))/g), ([, inQuotes, plain]) =>
    (inQuotes?.replaceAll('""', '"') ?? plain ?? '').trim(),
  );

const rowOf = (names: readonly string[], cells: readonly string[]): object =>
  Object.fromEntries(
    names.flatMap((name, at) => {
      const value = cells[at] ?? '';
      if (value === '' || !['id', 'case', 'verdict', 'at'].includes(name)) return [];
      return [[name, name === 'case' ? Number(value) : value]];
    }),
  );

const verdictNames = ['malicious', 'benign', 'falsePositive'];

function verdictOf(entry: unknown, file: string, line: number, what: string): Verdict {
  const { id, case: caseId, verdict, at } = (entry ?? {}) as Readonly<Record<string, unknown>>;
  if (typeof verdict !== 'string' || !verdictNames.includes(verdict))
    return fail(file, line, `${what} has no verdict, one of ${verdictNames.join(', ')}`);
  if (typeof id !== 'string' && !Number.isInteger(caseId)) return fail(file, line, `${what} names neither id nor case`);
  return {
    ...(typeof id === 'string' && { id }),
    ...(Number.isInteger(caseId) && { case: caseId as number }),
    verdict,
    ...(typeof at === 'string' && { at }),
  };
}

const percent = (share: number | null): string => (share === null ? '-' : `${(share * 100).toFixed(1)} %`);
const duration = (milliseconds: number | null): string =>
  milliseconds === null ? '-' : `${Math.floor(milliseconds / 3_600_000)}h${Math.floor((milliseconds / 60_000) % 60)}m`;

function scoreText({ matrix, precision, recall, f1, techniques, stories, missed, accused, unknown }: Score): string {
  const said = ['malicious', 'benign', 'falsePositive', 'none'];
  return [
    `precision ${percent(precision)}, recall ${percent(recall)}, F1 ${percent(f1)}\n\n`,
    columnsText([
      ['TRULY', ...said.map((name) => (name === 'none' ? 'NOTHING SAID' : `SAID ${name}`))],
      ...Object.entries(matrix).map(([nature, counts]) => [nature, ...said.map((name) => String(counts[name] ?? 0))]),
    ]),
    '\n',
    columnsText([
      ['STORY', 'EVENTS', 'FOUND', 'TIME TO DETECT'],
      ...stories.map((one) => [
        `${one.story}/${one.nth}`,
        String(one.events),
        String(one.found),
        duration(one.timeToDetect),
      ]),
    ]),
    '\n',
    columnsText([
      ['ATT&CK', 'EVENTS', 'FOUND', 'NAME'],
      ...techniques.map(({ technique, events, found, name }) => [technique, String(events), String(found), name]),
    ]),
    `\nmissed ${missed.length}${missed.length === 100 ? ' or more' : ''}, wrongly accused ${accused.length}${accused.length === 100 ? ' or more' : ''}; --json names them\n`,
    ...(unknown.length > 0 ? [`unknown: ${unknown.slice(0, 5).join(', ')}\n`] : []),
  ].join('');
}
