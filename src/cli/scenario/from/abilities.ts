/** Plans whose steps are abilities: adversaries of CALDERA, and emulation plans of the Center for Threat-Informed Defense. */
import { existsSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import {
  isRecord,
  itemsIn,
  techniqueIn,
  textIn,
  type Plan,
  type PlanFile,
  type PlanPath,
  type PlanStep,
} from './plan.ts';
import { readPlanFile } from './read.ts';

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
    remarks: textIn(details['adversary_description']),
    steps,
  };
}

const isAdversary = (value: unknown): value is Record<string, unknown> =>
  isRecord(value) && ('atomic_ordering' in value || 'phases' in value);

/** An adversary, with abilities in the same file or in a folder; null for anything else. */
export function adversary(plan: PlanFile, folder: string | undefined): Plan | null {
  const document = plan.documents.findIndex(isAdversary);
  const value = plan.documents[document];
  if (!isAdversary(value)) return null;
  const ordered = orderingOf(plan, document, value);
  const abilities = makeAbilities(plan, folder);
  const unknown: PlanPath[] = [];
  const steps = ordered.map(({ path, value: entry }): PlanStep => {
    if (isRecord(entry)) return stepOf(plan, document, path, entry);
    const id = textIn(entry);
    if (id === '') return plan.fail(document, path, 'names no ability');
    const found = abilities(id);
    if (found === null) unknown.push(path);
    return found ?? { name: `ability ${id}`, technique: null, text: '', causes: null };
  });
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

/** Finds abilities by id: first in the file itself, then below folders, by name of file before by what is in it. */
function makeAbilities(plan: PlanFile, folder: string | undefined): (id: string) => PlanStep | null {
  const known = new Map<string, PlanStep>();
  const learn = (file: PlanFile): void =>
    file.documents.forEach((document, nth) =>
      (Array.isArray(document) ? (document as unknown[]) : [document]).forEach((entry, at) => {
        if (!isRecord(entry) || !('technique' in entry || 'tactic' in entry)) return;
        const path = Array.isArray(document) ? [at] : [];
        known.set(textIn(entry['id']), stepOf(file, nth, path, entry));
      }),
    );
  learn(plan);
  const here = dirname(plan.file);
  const folders = folder === undefined ? [join(here, 'abilities'), join(here, '..', 'abilities')] : [folder];
  let found: string[] | null = null;
  const filesBelow = (): string[] =>
    (found ??= folders
      .filter((one) => existsSync(one))
      .flatMap((one) =>
        readdirSync(one, { recursive: true, encoding: 'utf8' })
          .filter((name) => /\.ya?ml$/.test(name))
          .sort()
          .slice(0, mostFiles)
          .map((name) => join(one, name)),
      ));
  return (id) => {
    const files = filesBelow();
    const named = files.findIndex((file) => file.includes(id));
    if (!known.has(id) && named >= 0) for (const file of files.splice(named, 1)) learn(readPlanFile(file));
    while (!known.has(id) && files.length > 0) for (const file of files.splice(0, 1)) learn(readPlanFile(file));
    return known.get(id) ?? null;
  };
}

function stepOf(plan: PlanFile, document: number, path: PlanPath, ability: Record<string, unknown>): PlanStep {
  const { technique } = ability;
  const id = isRecord(technique) ? technique['attack_id'] : (ability['technique_id'] ?? technique);
  const place = isRecord(technique)
    ? [...path, 'technique', 'attack_id']
    : [...path, 'technique_id' in ability ? 'technique_id' : 'technique'];
  const number = textIn(ability['procedure_step']);
  const name = textIn(ability['name']) || textIn(ability['id']);
  if (name === '') return plan.fail(document, path, 'has neither name nor id');
  return {
    name: number === '' ? name : `${number} ${name}`,
    technique: techniqueIn(plan, document, place, id),
    text: [name, textIn(ability['description']), isRecord(technique) ? textIn(technique['name']) : ''].join(' '),
    causes: null,
  };
}
