/** What the operations centre does in a telling: actions at their times, and the cases that they open. */
import { categories } from '../../model/category.ts';
import type { StoryAction } from '../../model/story.ts';
import type { Case } from '../../model/world.ts';
import type { Scenario } from '../scenario.ts';
import type { Cast, Stage } from './cast.ts';
import { hashOf } from './numbers.ts';
import { alarmsOf } from './scenery.ts';
import type { Laid } from './schedule.ts';
import { customerOf, listOf, makesEvents, type Fail, type Path, type Step, type Telling } from './story.ts';

/** The events of a step by number, and when each becomes known. */
export interface Numbered {
  readonly first: number;
  readonly arrivals: readonly number[];
}

export interface Office {
  readonly scenario: Scenario;
  readonly stage: Stage;
  /** The World's own cases. */
  readonly cases: readonly Case[];
  /** Cases that stories added, in order of their indexes. */
  readonly added: Case[];
}

/** Adds the actions of a telling to `out`, and the cases it opens to the office. */
export function addDeeds(
  telling: Telling,
  laid: ReadonlyMap<string, Laid>,
  numbered: ReadonlyMap<string, Numbered>,
  tools: { readonly office: Office; readonly cast: Cast; readonly fail: Fail },
  out: StoryAction[],
): void {
  const { office, cast, fail } = tools;
  const cases = new Map<string, Case>();
  const deeds = [...laid.values()].filter(({ step }) => !makesEvents(step));
  const inTime = deeds.flatMap((one) => one.times.map((at, index) => ({ one, at, index })));
  inTime.sort((a, b) => a.at - b.at);
  const caseOf = (name: string | number, path: Path): Case => {
    const found = typeof name === 'number' ? office.cases.find(({ id }) => id === name) : cases.get(name);
    return found ?? fail(path, `is about case ${name} before a step has opened it`);
  };
  for (const { one, at, index } of inTime) {
    const { step, path } = one;
    const about = listOf(step.about).flatMap((name) => knownBy(numbered.get(name), at));
    const events = one.times.length > 1 && about.length > 0 ? about.slice(index, index + 1) : about;
    if (step.do === 'openCase' && typeof step.case === 'string') {
      if (cases.has(step.case)) fail([...path, 'case'], `opens case ${step.case} a second time`);
      cases.set(step.case, openedCase(telling, step, step.case, at, office, fail));
    }
    const frame = { at, account: cast.analyst(step.by ?? null), events };
    const of = (key: 'case' | 'into'): number => caseOf(step[key] ?? '', [...path, key]).index;
    out.push(actionOf(frame, step, of, office.scenario));
  }
}

function knownBy(numbered: Numbered | undefined, at: number): readonly number[] {
  const known: number[] = [];
  numbered?.arrivals.forEach((arrival, index) => {
    if (arrival <= at) known.push(numbered.first + index);
  });
  return known;
}

type Frame = Pick<StoryAction, 'at' | 'account' | 'events'>;

function actionOf(frame: Frame, step: Step, caseOf: (key: 'case' | 'into') => number, scenario: Scenario): StoryAction {
  const comment = step.comment ?? '';
  switch (step.do) {
    case 'assess':
      return {
        ...frame,
        kind: 'assess',
        verdict: step.verdict ?? 'acknowledged',
        severity: step.severity ?? null,
        comment: step.comment ?? null,
      };
    case 'openCase':
    case 'closeCase':
    case 'notify':
      return { ...frame, kind: step.do, case: caseOf('case') };
    case 'mergeCase':
      return { ...frame, kind: 'mergeCase', case: caseOf('case'), into: caseOf('into') };
    case 'label':
      return { ...frame, kind: 'label', label: labelOf(step.label ?? '', scenario)?.id ?? '' };
    default:
      return { ...frame, kind: 'comment', comment };
  }
}

/** The label with this name or id. */
export const labelOf = (text: string, { usm }: Scenario): { readonly id: string; readonly name: string } | undefined =>
  usm?.labels?.find(({ id, name }) => id === text || name === text);

/** Ids of cases that stories open lie in a stretch of their own. */
const firstCaseId = 12_500_000;
const caseIds = 400_000;

function openedCase(telling: Telling, step: Step, name: string, at: number, office: Office, fail: Fail): Case {
  const entry = telling.story.cases?.[name];
  if (entry === undefined) return fail([...telling.path, 'steps'], `opens no case of the story: ${name}`);
  const all = [...office.cases, ...office.added];
  const taken = (id: number): boolean => all.some((one) => one.id === id);
  let id =
    entry.id === undefined
      ? firstCaseId + (hashOf(`${telling.seed}/${telling.name}/${telling.nth}/${name}`) % caseIds)
      : entry.id + telling.nth;
  if (entry.id !== undefined && taken(id)) fail([...telling.path, 'cases', name, 'id'], `repeats id ${id}`);
  while (taken(id)) id++;
  const first = listOf(step.about).map((about) => alarmsOf(telling.story.steps[about] ?? {})[0])[0];
  const category = categories[first?.detection.category ?? 'policy'];
  const made: Case = {
    index: all.length,
    id,
    subject: entry.subject,
    description:
      entry.description ?? `${entry.subject}. Opened from events of ${first?.detection.name ?? 'no detection'}.`,
    customer: customerOf(office.stage.customers, telling.customer),
    category: { id: category.shortName, name: category.name },
    service: { id: 1, shortName: 'ids', name: 'Intrusion detection' },
    status: 'workingSoc',
    priority: entry.priority,
    opened: at,
    closed: null,
    mergedInto: null,
    restricted: entry.restricted ?? false,
  };
  office.added.push(made);
  return made;
}
