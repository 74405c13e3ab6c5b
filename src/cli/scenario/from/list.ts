/** Lists of techniques: lines of text, of Markdown or of CSV, or a list or mapping in YAML and JSON. */
import { isRecord, textIn, type Plan, type PlanFile, type PlanPath, type PlanStep } from './plan.ts';
import { planStep } from './techniques.ts';

/** As T1059.001, or T1059/001 as links have it. */
const anId = /\b(T\d{4})(?:[./](\d{3}))?(?![\w.]*\d)/g;

/** Null for what names no technique. */
export function techniqueList(plan: PlanFile): Plan | null {
  const [value] = plan.documents;
  const steps = isText(value) ? fromLines(plan) : fromItems(plan, value);
  if (steps.length === 0) return null;
  return { title: titleOf(plan), format: 'a list of techniques', remarks: '', steps };
}

/** YAML takes lines of text for one text, or for one mapping where each has a colon. */
const isText = (value: unknown): boolean => value === undefined || value === null || typeof value !== 'object';

function fromLines(plan: PlanFile): readonly PlanStep[] {
  return plan.text.split(/\r?\n/).flatMap((line) => stepsOf(plan, [], line));
}

function fromItems(plan: PlanFile, value: unknown, path: PlanPath = []): readonly PlanStep[] {
  const entries: readonly (readonly [string | number, unknown])[] = Array.isArray(value)
    ? value.map((item: unknown, at) => [at, item] as const)
    : Object.entries(value ?? {});
  return entries.flatMap(([key, item]): readonly PlanStep[] => {
    if (isRecord(item)) return stepOfRecord(plan, [...path, key], item);
    if (Array.isArray(item)) return fromItems(plan, item, [...path, key]);
    const own = textIn(item);
    return stepsOf(plan, [...path, key], typeof key === 'number' ? own : `${key} ${own}`);
  });
}

/** The member that is a technique's id says the technique; one that sounds like a name, the name. */
function stepOfRecord(plan: PlanFile, path: PlanPath, item: Record<string, unknown>): readonly PlanStep[] {
  const texts = Object.entries(item).map(([member, value]) => ({ member, text: textIn(value) }));
  const id = texts.find(({ text }) => /^T\d{4}(\.\d{3})?$/i.test(text));
  if (id === undefined) return [];
  const named = texts.find(({ member }) => /name|title|step|action/i.test(member))?.text;
  const text = texts.map((one) => one.text).join(' ');
  return [planStep(plan, 0, { name: named || id.text, path: [...path, id.member], technique: id.text, text })];
}

/** A step for each technique of a line, named by what else the line says. */
function stepsOf(plan: PlanFile, path: PlanPath, line: string): readonly PlanStep[] {
  const ids = [
    ...new Set([...line.matchAll(anId)].map(([, id = '', sub]) => (sub === undefined ? id : `${id}.${sub}`))),
  ];
  const name = line
    .replace(/https?:\/\/\S+/g, ' ')
    .replace(anId, ' ')
    .replace(/[|*#`>[\](),;"]+/g, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^[\s:.–-]+|[\s:–-]+$/g, '');
  return ids.map((id) => planStep(plan, 0, { name: name || id, path, technique: id, techniqueName: name }));
}

const titleOf = ({ file }: PlanFile): string => {
  const name = file.split(/[/\\]/).at(-1) ?? file;
  return name.replace(/\.\w+$/, '').replace(/[-_]+/g, ' ') || 'A list of techniques';
};
