/** Writes a plan as a scenario: a step for each that an alarm tells, a comment for each that none does. */
import type { Catalogue } from '../../../generator/formats/catalogue.ts';
import { makeAlarmChoice, type ChosenAlarm } from './alarms.ts';
import { makeStoryCast, type StoryCast } from './actors.ts';
import { makeNames } from './names.ts';
import type { Plan, PlanStep } from './plan.ts';

export interface Written {
  readonly text: string;
  readonly told: number;
  readonly untold: number;
  /** Of those, how many name no technique that could be told. */
  readonly unnamed: number;
}

/** Steps of one story. */
const mostSteps = 200;
const longestTitle = 200;
const minutesAStep = 12;

interface Line {
  readonly step: PlanStep;
  readonly told: ChosenAlarm | null;
  /** Its name in the scenario. */
  readonly name: string;
}

/** The scenario as YAML; `schema` is the path to its schema from where it will be. */
export function planScenario(plan: Plan, file: string, catalogue: Catalogue, schema: string): Written {
  const choose = makeAlarmChoice(catalogue);
  const nameFor = makeNames();
  const lines = plan.steps.map((step): Line => {
    const told = choose(step);
    return { step, told, name: told === null ? '' : nameFor(step.name) };
  });
  const told = lines.filter((line) => line.told !== null).length;
  const remarks = [
    `From ${plain(file.split(/[/\\]/).pop() ?? file)}, ${plan.format}: ${told} of ${lines.length} steps are told by an alarm of the catalogue.`,
    plain(plan.remarks).slice(0, 1000),
  ].filter((text) => text !== '');
  const stories = chunksOf(lines);
  const text = [
    `# yaml-language-server: $schema=${schema}`,
    `title: ${quoted(plain(plan.title).slice(0, longestTitle))}`,
    `remarks: ${quoted(remarks.join(' '))}`,
    'extends: default',
    '',
    'period: { days: 7, end: 2026-11-02T12:00:00Z }',
    'volume: { events: 2000 }',
    '',
    ...(told === 0 ? ['# No step has an alarm: tell each by one of your own.'] : ['stories:']),
    ...stories.flatMap((own, at) => storyOf(plan, own, lines, stories.length === 1 ? 'plan' : `plan-${at + 1}`)),
    '',
  ].join('\n');
  const unnamed = lines.filter((line) => line.told === null && line.step.technique === null).length;
  return { text, told, untold: lines.length - told, unnamed };
}

/** Stretches with no more steps than a story may have. */
function chunksOf(lines: readonly Line[]): readonly (readonly Line[])[] {
  const chunks: Line[][] = [[]];
  let told = 0;
  for (const line of lines) {
    if (line.told !== null && told++ === mostSteps) {
      chunks.push([]);
      told = 1;
    }
    chunks.at(-1)?.push(line);
  }
  return chunks;
}

function storyOf(plan: Plan, own: readonly Line[], all: readonly Line[], name: string): readonly string[] {
  const told = own.filter((line) => line.told !== null);
  const cast = makeStoryCast(plan);
  const steps = own.flatMap((line) => lineOf(line, told, all, cast));
  if (told.length === 0) return steps.map((step) => step.trimStart()).map((step) => `# ${step.replace(/^# /, '')}`);
  const hours = Math.ceil((told.length * minutesAStep) / 60) + 1;
  return [
    `  ${name}:`,
    `    title: ${quoted(plain(plan.title).slice(0, longestTitle))}`,
    `    at: -${hours}h`,
    '    actors:',
    ...cast.lines(),
    '    steps:',
    ...steps,
  ];
}

function lineOf(
  { step, told, name }: Line,
  own: readonly Line[],
  all: readonly Line[],
  cast: StoryCast,
): readonly string[] {
  const what = plain(step.name).slice(0, 120);
  if (told === null) {
    const why = step.technique === null ? 'names no technique' : `no alarm for ${meantIn(step)}`;
    return [`      # ${what}: ${why}`];
  }
  const { alarm } = told.alarm;
  const place = own.findIndex((line) => line.step === step);
  const cause = place === 0 ? null : causeOf(step, own.slice(0, place), all);
  const since = cause === null || cause === own[place - 1] ? '' : `, since: ${cause.name}.end`;
  const after = place === 0 ? '' : ', after: [2m, 12m]';
  const as = told.technique === step.technique ? '' : `, told as ${told.technique}`;
  const where = told.isForeign ? `, seen on ${told.platform}` : '';
  return [
    `      # ${what} (${meantIn(step)}${as}${where})`,
    `      ${name}: { alarm: ${alarm.shortName}, ${cast.partsOf(step, told)}${since}${after} }`,
  ];
}

/** The technique, and what the file calls it where that is another. */
const meantIn = ({ technique, said }: PlanStep): string =>
  said === null ? (technique ?? '') : `${technique}, ${/^T\d/.test(said) ? `${said} in the file` : said}`;

/** The last step before that led to this one; what no alarm tells is passed through to what led there. */
function causeOf({ causes }: PlanStep, before: readonly Line[], all: readonly Line[]): Line | null {
  if (causes === null) return before.at(-1) ?? null;
  const open = [...causes];
  const seen = new Set<number>();
  const found: Line[] = [];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    const line = all[at];
    if (line === undefined || seen.has(at)) continue;
    seen.add(at);
    if (line.told === null) open.push(...(line.step.causes ?? (at > 0 ? [at - 1] : [])));
    else if (before.includes(line)) found.push(line);
  }
  return found.toSorted((one, other) => before.indexOf(other) - before.indexOf(one))[0] ?? before[0] ?? null;
}

/** One line, without what a terminal or a comment would stumble over. */
const plain = (text: string): string => text.replace(/[\s\p{C}]+/gu, ' ').trim();
const quoted = (text: string): string => JSON.stringify(text);
