/** Checks a step of the operations centre: what it is about, who does it, and which keys belong to it. */
import { labelOf, labelsIn } from '../scenario/sections.ts';
import { checkName, checkRole } from './names.ts';
import { suggestion } from '../../kernel/suggestion.ts';
import type { StoryCheckContext } from './context.ts';
import { asList, makesEvents, momentsOf, type Step } from '../stories/story.ts';
import type { ScenarioPath } from '../scenario/scenario.ts';

const timing = [
  'do',
  'after',
  'since',
  'repeat',
  'every',
  'jitter',
  'until',
  'by',
  'about',
  'chance',
  'onlyIf',
  'unless',
];
const keysOf: Readonly<Record<NonNullable<Step['do']>, readonly string[]>> = {
  assess: ['verdict', 'severity', 'comment'],
  comment: ['comment'],
  openCase: ['case'],
  mergeCase: ['case', 'into'],
  closeCase: ['case'],
  notify: ['case'],
  label: ['label'],
};

export function checkAnalystAction(context: StoryCheckContext, place: ScenarioPath, step: Step): void {
  const { scenario, story, fail } = context;
  const own = keysOf[step.do ?? 'comment'];
  for (const key of Object.keys(step))
    if (!timing.includes(key) && !own.includes(key)) fail([...place, key], `belongs to no step that does ${step.do}`);
  const eventSteps = Object.keys(story.steps).filter((name) => makesEvents(story.steps[name] ?? {}));
  asList(step.about).forEach((name, at) => {
    const path = [...place, 'about', ...(Array.isArray(step.about) ? [at] : [])];
    checkName(fail, path, 'step with events', name, eventSteps);
  });
  if (step.by !== undefined) checkRole(context, [...place, 'by'], step.by, 'analyst');
  checkCase(context, place, step, 'case');
  checkCase(context, place, step, 'into');
  if (step.do === 'mergeCase' && step.case === step.into) fail([...place, 'into'], 'must be another case');
  const { label } = step;
  const labels = label === undefined ? [] : labelsIn(scenario);
  if (label !== undefined && labelOf(labels, label) === undefined) {
    const names = labels.map(({ name }) => name);
    fail([...place, 'label'], () => `names no label: ${label}; ${suggestion(label, names)}`);
  }
}

function checkCase(
  { scenario, story, fail }: StoryCheckContext,
  place: ScenarioPath,
  step: Step,
  key: 'case' | 'into',
): void {
  const value = step[key];
  if (value === undefined) return;
  if (typeof value === 'number') {
    const found = scenario.cases?.find(({ id }) => id === value);
    if (found === undefined) return fail([...place, key], `names no case of the scenario: ${value}`);
    if (step.do === 'openCase')
      fail([...place, key], 'must be a case of the story: those of the scenario are open already');
    const whose = momentsOf(story).map(
      ({ customer }) => customer ?? story.customer ?? scenario.customers[0]?.shortName,
    );
    const other = whose.find((customer) => customer !== found.customer);
    if (other !== undefined) fail([...place, key], `is a case of ${found.customer}, and the story happens at ${other}`);
    return;
  }
  if (!checkName(fail, [...place, key], 'case of the story', value, Object.keys(story.cases ?? {}))) return;
  const opens = Object.values(story.steps).filter((one) => one.do === 'openCase' && one.case === value);
  if (opens.length !== 1)
    fail(
      [...place, key],
      opens.length === 0 ? `is never opened: ${value}` : `is opened by more than one step: ${value}`,
    );
}
