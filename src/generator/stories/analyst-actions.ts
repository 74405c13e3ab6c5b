/** What the operations centre does in an occurrence of a story: actions at their times, and the cases that they open. */
import { categories } from '../../model/category.ts';
import type { StoryAction } from '../../model/story.ts';
import type { Case } from '../../model/world.ts';
import type { Fail, ScenarioPath } from '../scenario/scenario.ts';
import { labelOf, type StoryLabel } from '../scenario/sections.ts';
import type { Cast, StorySetting } from './cast.ts';
import { nameHash } from './numbers.ts';
import { alarmsOf } from './detail-catalog.ts';
import type { ScheduledStep } from './schedule.ts';
import { customerNamed, asList, makesEvents, type Step, type Occurrence } from './story.ts';

/** The events of a step by number, and when each becomes known. */
export interface Numbered {
  readonly first: number;
  readonly arrivals: readonly number[];
}

export interface Workplace {
  readonly setting: StorySetting;
  /** The World's own cases. */
  readonly cases: readonly Case[];
  /** Cases that stories added, in order of their indexes. */
  readonly added: Case[];
}

/** Adds the actions of an occurrence to `out`, and the cases it opens to the workplace. */
export function addAnalystActions(
  occurrence: Occurrence,
  scheduledStep: ReadonlyMap<string, ScheduledStep>,
  numbered: ReadonlyMap<string, Numbered>,
  tools: { readonly workplace: Workplace; readonly cast: Cast; readonly fail: Fail },
  out: StoryAction[],
): void {
  const { workplace, cast, fail } = tools;
  const cases = new Map<string, Case>();
  const analystActions = [...scheduledStep.values()].filter(({ step }) => !makesEvents(step));
  const inTime = analystActions.flatMap((one) => one.times.map((at, index) => ({ one, at, index })));
  inTime.sort((a, b) => a.at - b.at);
  const caseOf = (name: string | number, path: ScenarioPath): Case => {
    const found = typeof name === 'number' ? workplace.cases.find(({ id }) => id === name) : cases.get(name);
    return found ?? fail(path, `is about case ${name} before a step has opened it`);
  };
  for (const { one, at, index } of inTime) {
    const { step, path } = one;
    const about = asList(step.about).flatMap((name) => knownBy(numbered.get(name), at));
    const events = one.times.length > 1 && about.length > 0 ? about.slice(index, index + 1) : about;
    if (step.do === 'openCase' && typeof step.case === 'string') {
      if (cases.has(step.case)) fail([...path, 'case'], `opens case ${step.case} a second time`);
      cases.set(step.case, openedCase(occurrence, step, step.case, at, workplace, fail));
    }
    const frame = { at, account: cast.analyst(step.by ?? null), events };
    const of = (key: 'case' | 'into'): number => caseOf(step[key] ?? '', [...path, key]).index;
    out.push(actionOf(frame, step, of, workplace.setting.scenario.labels));
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

function actionOf(
  frame: Frame,
  step: Step,
  caseOf: (key: 'case' | 'into') => number,
  labels: readonly StoryLabel[],
): StoryAction {
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
      return { ...frame, kind: 'label', label: labelOf(labels, step.label ?? '')?.id ?? '' };
    default:
      return { ...frame, kind: 'comment', comment };
  }
}

/** Ids of cases that stories open lie in a range of their own. */
const firstCaseId = 12_500_000;
const caseIds = 400_000;

function openedCase(
  occurrence: Occurrence,
  step: Step,
  name: string,
  at: number,
  workplace: Workplace,
  fail: Fail,
): Case {
  const entry = occurrence.story.cases?.[name];
  if (entry === undefined) return fail([...occurrence.path, 'steps'], `opens no case of the story: ${name}`);
  const all = [...workplace.cases, ...workplace.added];
  const taken = (id: number): boolean => all.some((one) => one.id === id);
  let id =
    entry.id === undefined
      ? firstCaseId + (nameHash(`${occurrence.seed}/${occurrence.name}/${occurrence.nth}/${name}`) % caseIds)
      : entry.id + occurrence.nth;
  if (entry.id !== undefined && taken(id)) fail([...occurrence.path, 'cases', name, 'id'], `repeats id ${id}`);
  while (taken(id)) id++;
  const first = asList(step.about).map(
    (about) => alarmsOf(occurrence.catalogue, occurrence.story.steps[about] ?? {})[0],
  )[0];
  const category = categories[first?.detection.category ?? 'policy'];
  const made: Case = {
    index: all.length,
    id,
    subject: entry.subject,
    description:
      entry.description ?? `${entry.subject}. Opened from events of ${first?.detection.name ?? 'no detection'}.`,
    customer: customerNamed(workplace.setting.customers, occurrence.customer),
    category: { id: category.shortName, name: category.name },
    service: { id: 1, shortName: 'ids', name: 'Intrusion detection' },
    status: 'workingSoc',
    priority: entry.priority,
    opened: at,
    closed: null,
    mergedInto: null,
    restricted: entry.restricted ?? false,
  };
  workplace.added.push(made);
  return made;
}
