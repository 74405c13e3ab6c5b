/** Which technique of ATT&CK a step means: by its id, by ids that were given up, and by names where those say another. */
import { shipped, techniqueOf } from '../../../generator/own-alarms/shipped.ts';
import { lazy } from '../../../kernel/lazy.ts';
import { textIn, type PlanFile, type PlanPath, type PlanStep } from './plan.ts';

/** A step as its file has it. */
export interface StepFacts {
  readonly name: string;
  /** Where the technique is named. */
  readonly path: PlanPath;
  readonly technique: unknown;
  /** What the file says the technique is called. */
  readonly techniqueName?: unknown;
  readonly text?: string;
  readonly commands?: string;
  readonly platforms?: readonly string[];
  readonly assets?: readonly string[];
  readonly causes?: readonly number[] | null;
}

export function planStep(plan: PlanFile, document: number, facts: StepFacts): PlanStep {
  const {
    name,
    path,
    techniqueName = '',
    text = '',
    commands = '',
    platforms = [],
    assets = [],
    causes = null,
  } = facts;
  const given = givenId(plan, document, path, facts.technique);
  const meant =
    given === null ? (idNamed(textIn(techniqueName)) ?? idNamed(name)) : meantBy(given, textIn(techniqueName));
  const known = meant !== null && meant === name ? techniqueOf(meant)?.name : undefined;
  return {
    name: known ?? name,
    technique: meant,
    said: meant === given ? null : (given ?? 'by its name'),
    text: `${name} ${text} ${textIn(techniqueName)}`.slice(0, longestText),
    commands: commands.slice(0, longestText),
    platforms,
    assets,
    causes,
  };
}

const longestText = 4000;

/** The first of several; null where there is none, which published plans say by `x`, `N/A`, a tactic and the like. Throws UserError for what is meant for one and is none. */
function givenId(plan: PlanFile, document: number, path: PlanPath, value: unknown): string | null {
  const text = textIn(value).toUpperCase();
  if (!/^T\d/.test(text)) return null;
  const [technique] = /^T\d{4}(\.\d{3})?(?=$|[\s,;:/])/.exec(text) ?? [];
  return (
    technique ?? plan.fail(document, path, `is no ATT&CK technique such as T1059.001: ${textIn(value).slice(0, 60)}`)
  );
}

/** Published plans mistake ids; the name beside one is what their authors read. Names that lead nowhere, or to the same family, change nothing. */
function meantBy(given: string, name: string): string {
  const id = shipped().renamed[given] ?? given;
  const known = techniqueOf(id)?.name;
  const named = idNamed(name);
  if (named === null || known === undefined || parentOf(named) === parentOf(id)) return id;
  return wordsOf(name).endsWith(wordsOf(known)) ? id : named;
}

export const parentOf = (technique: string): string => technique.split('.')[0] ?? technique;

/** A name without what authors write in different ways. */
const wordsOf = (name: string): string =>
  name
    .toLowerCase()
    .replace(/\bT\d{4}(\.\d{3})?\b/gi, ' ')
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '' && word !== 'and')
    .join(' ');

/** Ids by name, with and without the name of the technique above; null for names of several, what is done to the victim before what was made ready. */
const idsByName = lazy((): ReadonlyMap<string, string | null> => {
  const ids = new Map<string, string | null>();
  const isReadied = (id: string): boolean =>
    (techniqueOf(id)?.tactics ?? []).every((tactic) => (placeOfTactic(tactic) ?? 2) < 2);
  const all = Object.keys(shipped().techniques);
  for (const part of [all.filter((id) => !isReadied(id)), all.filter(isReadied)]) {
    const own = new Map<string, string | null>();
    const add = (name: string, id: string): void => void own.set(wordsOf(name), own.has(wordsOf(name)) ? null : id);
    for (const id of part) {
      const { name = '' } = techniqueOf(id) ?? {};
      const above = id.includes('.') ? techniqueOf(parentOf(id))?.name : undefined;
      add(name, id);
      if (above !== undefined) add(`${above}: ${name}`, id);
    }
    for (const [name, id] of own) if (!ids.has(name)) ids.set(name, id);
  }
  return ids;
});

/** The one technique of this name, written `Sub-technique` or `Technique: Sub-technique`. */
function idNamed(name: string): string | null {
  const ids = idsByName();
  return ids.get(wordsOf(name)) ?? ids.get(wordsOf(name.split(':').at(-1) ?? '')) ?? null;
}

/** Tactics in the order in which an attack goes through them. */
const tactics: readonly string[] = [
  'reconnaissance',
  'resource development',
  'initial access',
  'execution',
  'persistence',
  'privilege escalation',
  'defense evasion',
  'credential access',
  'discovery',
  'lateral movement',
  'collection',
  'command and control',
  'exfiltration',
  'impact',
];

/** The place of a tactic in an attack, however it is written; null for none. */
export function placeOfTactic(tactic: string): number | null {
  const place = tactics.indexOf(
    tactic
      .toLowerCase()
      .replace(/[-_\s]+/g, ' ')
      .trim(),
  );
  return place < 0 ? null : place;
}

/** Steps of a form that has no order: by tactic, the earliest of each technique, else as they stand. */
export function byTactic(steps: readonly { readonly step: PlanStep; readonly tactics: readonly string[] }[]) {
  const places = steps.map(({ step, tactics: own }) => {
    const known = step.technique === null ? undefined : techniqueOf(step.technique)?.tactics;
    const all = (own.length > 0 ? own : (known ?? [])).map(placeOfTactic).filter((place) => place !== null);
    return Math.min(tactics.length, ...all);
  });
  const order = steps.map((_, at) => at).sort((one, other) => (places[one] ?? 0) - (places[other] ?? 0) || one - other);
  return order.flatMap((at) => steps[at]?.step ?? []);
}
