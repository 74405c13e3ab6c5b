/** Plans whose steps are abilities: adversaries of CALDERA, and emulation plans of the Center for Threat-Informed Defense. */
import { existsSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { UserError } from '../../../kernel/fault.ts';
import { isRecord, itemsIn, textIn, type Plan, type PlanFile, type PlanPath, type PlanStep } from './plan.ts';
import { readPlanFile } from './read.ts';
import { planStep } from './techniques.ts';

/** Folders with more files than this are no abilities. */
const mostFiles = 20_000;

/** An emulation plan in one file: a list of its details and of abilities, in the order of the plan. Null for anything else. */
export function emulationPlan(plan: PlanFile): Plan | null {
  const list = itemsIn(plan.documents[0]);
  const details = list.map((item) => (isRecord(item) ? item['emulation_plan_details'] : undefined)).find(isRecord);
  if (details === undefined) return null;
  const steps = list.flatMap((item, at) => {
    if (!isRecord(item)) return plan.fail(0, [at], 'is no step of an emulation plan');
    if ('emulation_plan_details' in item) return [];
    return [stepOf(plan, 0, [at], item)];
  });
  if (steps.length === 0) plan.fail(0, [], 'has no steps');
  return {
    title: textIn(details['adversary_name']) || 'An emulation plan',
    format: 'an emulation plan of the Center for Threat-Informed Defense',
    attacker: textIn(details['adversary_name']),
    remarks: textIn(details['adversary_description']),
    steps,
  };
}

const isAdversary = (value: unknown): value is Record<string, unknown> =>
  isRecord(value) && ('atomic_ordering' in value || 'phases' in value);

const isAbility = (value: unknown): value is Record<string, unknown> =>
  isRecord(value) && 'name' in value && ['technique', 'technique_id', 'tactic'].some((member) => member in value);

/** Abilities by themselves, one or a list of them; null for anything else. */
export function abilityList(plan: PlanFile): Plan | null {
  const items = plan.documents.flatMap((document, nth) =>
    Array.isArray(document)
      ? document.map((value: unknown, at) => ({ nth, path: [at], value }))
      : [{ nth, path: [], value: document }],
  );
  if (!items.every(({ value }) => isAbility(value)) || items.length === 0) return null;
  const steps = items.flatMap(({ nth, path, value }) => (isAbility(value) ? [stepOf(plan, nth, path, value)] : []));
  return { title: 'Abilities', format: 'abilities of CALDERA', remarks: '', steps };
}

/** The tests of one technique as Atomic Red Team has them; null for anything else. */
export function atomicTests(plan: PlanFile): Plan | null {
  const [value] = plan.documents;
  if (!isRecord(value) || !Array.isArray(value['atomic_tests'])) return null;
  const steps = itemsIn(value['atomic_tests']).map((item, at) => {
    const path = ['atomic_tests', at];
    if (!isRecord(item)) return plan.fail(0, path, 'is no atomic test');
    return planStep(plan, 0, {
      name: textIn(item['name']) || `test ${at + 1}`,
      path: ['attack_technique'],
      technique: value['attack_technique'],
      techniqueName: value['display_name'],
      text: textIn(item['description']),
      commands: commandsIn(item).join('\n'),
      platforms: itemsIn(item['supported_platforms']).map(textIn),
    });
  });
  const title = textIn(value['display_name']) || 'Atomic tests';
  return steps.length === 0 ? null : { title, format: 'tests of Atomic Red Team', remarks: '', steps };
}

/** An adversary, with abilities in the same file or in a folder; null for anything else. */
export function adversary(plan: PlanFile, folder: string | undefined): Plan | null {
  const document = plan.documents.findIndex(isAdversary);
  const value = plan.documents[document];
  if (!isAdversary(value)) return null;
  const library = makeLibrary(plan, folder);
  const unknown: PlanPath[] = [];
  const packs = new Set<string>();
  const stepsFor = (file: PlanFile, at: number, owner: Record<string, unknown>): readonly PlanStep[] =>
    orderingOf(file, at, owner).flatMap(({ path, value: entry }): readonly PlanStep[] => {
      if (isRecord(entry)) return [stepOf(file, at, path, entry)];
      const id = textIn(entry).replace(/^pack:\s*/, '');
      if (id === '') return file.fail(at, path, 'names no ability');
      const found = library(id);
      if (found?.step !== undefined) return [found.step];
      if (found?.pack === undefined) unknown.push(path);
      // A pack that has itself among its parts is told once.
      if (found?.pack === undefined || packs.has(id)) return [unknownAbility(id)];
      packs.add(id);
      return stepsFor(found.pack.file, found.pack.document, found.pack.value);
    });
  const steps = stepsFor(plan, document, value);
  if (steps.length === 0) plan.fail(document, [], 'has no abilities');
  const [first] = unknown;
  if (first !== undefined && unknown.length === steps.length)
    plan.fail(document, first, 'names an ability that is not at hand; name their folder with --abilities');
  return {
    title: textIn(value['name']) || 'An adversary',
    format: 'an adversary of CALDERA',
    remarks: textIn(value['description']),
    steps,
  };
}

const unknownAbility = (id: string): PlanStep => ({
  name: `ability ${id}`,
  technique: null,
  said: null,
  text: '',
  commands: '',
  platforms: [],
  assets: [],
  causes: null,
});

interface Ordered {
  readonly path: PlanPath;
  readonly value: unknown;
}

/** Abilities in their order: a list, or phases by number as older releases have them. */
function orderingOf(plan: PlanFile, document: number, value: Record<string, unknown>): readonly Ordered[] {
  const name = 'atomic_ordering' in value ? 'atomic_ordering' : 'phases';
  const own = value[name];
  const listed = (path: PlanPath, list: unknown): readonly Ordered[] =>
    Array.isArray(list)
      ? list.map((entry: unknown, at) => ({ path: [...path, at], value: entry }))
      : plan.fail(document, path, 'is no list of abilities');
  if (Array.isArray(own)) return listed([name], own);
  if (!isRecord(own)) return plan.fail(document, [name], 'is no list of abilities');
  const phases = Object.keys(own).sort((one, other) => Number(one) - Number(other));
  return phases.flatMap((phase) => {
    const abilities = own[phase];
    // Keys of YAML are numbers here; paths in the file are told by them.
    const path = [name, /^\d+$/.test(phase) ? Number(phase) : phase];
    return isRecord(abilities)
      ? Object.entries(abilities).map(([key, entry]) => ({
          path: [...path, key],
          value: isRecord(entry) ? entry : key,
        }))
      : listed(path, abilities);
  });
}

interface Found {
  readonly step?: PlanStep;
  /** An adversary that is part of others. */
  readonly pack?: { readonly file: PlanFile; readonly document: number; readonly value: Record<string, unknown> };
}

/** Finds abilities and packs by id: first in the file itself, then below folders, by name of file before by what is in it. */
function makeLibrary(plan: PlanFile, folder: string | undefined): (id: string) => Found | null {
  const known = new Map<string, Found>();
  const learn = (file: PlanFile): void =>
    file.documents.forEach((document, nth) =>
      (Array.isArray(document) ? (document as unknown[]) : [document]).forEach((entry, at) => {
        if (isAdversary(entry)) known.set(textIn(entry['id']), { pack: { file, document: nth, value: entry } });
        else if (isAbility(entry)) {
          const path = Array.isArray(document) ? [at] : [];
          const id = textIn(entry['id'] ?? entry['ability_id']);
          known.set(id, { step: stepOf(file, nth, path, entry) });
        }
      }),
    );
  learn(plan);
  const here = dirname(plan.file);
  const abilities = folder === undefined ? [join(here, 'abilities'), join(here, '..', 'abilities')] : [folder];
  let found: string[] | null = null;
  const filesBelow = (): string[] =>
    (found ??= [...abilities, join(here, 'packs'), here].flatMap((one) => yamlIn(one, one !== here)));
  return (id) => {
    const files = filesBelow();
    const named = files.findIndex((file) => file.includes(id));
    if (!known.has(id) && named >= 0) for (const file of files.splice(named, 1)) learn(readPlanFile(file));
    while (!known.has(id) && files.length > 0) for (const file of files.splice(0, 1)) learnQuietly(file, learn);
    return known.get(id) ?? null;
  };
}

/** Files that are merely beside the adversary may be anything. */
function learnQuietly(file: string, learn: (file: PlanFile) => void): void {
  try {
    learn(readPlanFile(file));
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
  }
}

function yamlIn(folder: string, recursive: boolean): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive, encoding: 'utf8' })
    .filter((name) => /\.ya?ml$/.test(name))
    .sort()
    .slice(0, mostFiles)
    .map((name) => join(folder, name));
}

function stepOf(plan: PlanFile, document: number, path: PlanPath, ability: Record<string, unknown>): PlanStep {
  const { technique } = ability;
  const isNested = isRecord(technique);
  const member = isNested ? ['technique', 'attack_id'] : ['technique_id' in ability ? 'technique_id' : 'technique'];
  const number = textIn(ability['procedure_step']);
  const name = textIn(ability['name']) || textIn(ability['id']);
  if (name === '') return plan.fail(document, path, 'has neither name nor id');
  return planStep(plan, document, {
    name: /^(?!T\d{4})\D*\d/.test(number) ? `${number} ${name}` : name,
    path: [...path, ...member],
    technique: isNested ? technique['attack_id'] : (ability['technique_id'] ?? technique ?? taggedIn(ability)),
    techniqueName: isNested ? technique['name'] : ability['technique_name'],
    text: textIn(ability['description']),
    commands: commandsIn(ability).join('\n'),
    platforms: platformsIn(ability),
  });
}

/** A technique that stands among the tags, as `attack.t1059.001` in rules. */
const taggedIn = ({ tags }: Record<string, unknown>): string | undefined =>
  itemsIn(tags)
    .map((tag) => textIn(tag).replace(/^attack\./i, ''))
    .find((tag) => /^T\d{4}(\.\d{3})?$/i.test(tag));

/** Platforms are keys in plans and older abilities, members of executors in newer ones. */
function platformsIn({ platforms, executors }: Record<string, unknown>): readonly string[] {
  const named = itemsIn(executors)
    .filter(isRecord)
    .map(({ platform }) => textIn(platform));
  return [...new Set([...(isRecord(platforms) ? Object.keys(platforms) : []), ...named])].filter((name) => name !== '');
}

/** What is run, wherever it stands. */
function commandsIn(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(commandsIn);
  if (!isRecord(value)) return [];
  return Object.entries(value).flatMap(([member, inner]) =>
    member === 'command' ? [textIn(inner)] : member === 'cleanup' ? [] : commandsIn(inner),
  );
}
