/** Lists of techniques: lines of text, of Markdown or of CSV, rows of HTML, or lists and mappings in YAML and JSON, as deep as they go. */
import { isRecord, textIn, type Plan, type PlanFile, type PlanPath, type PlanStep } from './plan.ts';
import { planStep } from './techniques.ts';

/** As T1059.001, T1059/001 as links have it, or attack.t1059.001 as rules do. */
const anId = /\b(T\d{4})(?:[./](\d{3}))?(?![\w.]*\d)/gi;
/** What begins or ends a row, an item or a paragraph, and any other tag. */
const [aBlock, aTag] = [/<\/?(?:tr|li|p|h\d|div|dt)\b[^>]*>/i, /<[^>]*>/g];

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
  const lines = plan.text.trimStart().startsWith('<') ? plan.text.split(aBlock) : plan.text.split(/\r?\n/);
  return lines.flatMap((line) => stepsOf(plan, [], line));
}

function fromItems(plan: PlanFile, value: unknown, path: PlanPath = []): readonly PlanStep[] {
  const entries: readonly (readonly [string | number, unknown])[] = Array.isArray(value)
    ? value.map((item: unknown, at) => [at, item] as const)
    : Object.entries(value ?? {});
  return entries.flatMap(([key, item]): readonly PlanStep[] => {
    if (isRecord(item)) return stepsOfRecord(plan, [...path, key], item);
    if (Array.isArray(item)) return fromItems(plan, item, [...path, key]);
    const own = textIn(item);
    return stepsOf(plan, [...path, key], typeof key === 'number' ? own : `${key} ${own}`);
  });
}

/** The member that is a technique's id says the technique; one that sounds like a name, the name. What has none is looked into. */
function stepsOfRecord(plan: PlanFile, path: PlanPath, item: Record<string, unknown>): readonly PlanStep[] {
  const texts = Object.entries(item).map(([member, value]) => ({ member, text: textIn(value) }));
  const text = texts.map((one) => one.text).join(' ');
  const named = texts.find(({ member }) => /^(?!tag).*(name|title|step|action)/i.test(member))?.text ?? '';
  const id = texts.find((one) => /^T\d{4}(\.\d{3})?$/i.test(one.text));
  if (id !== undefined)
    return [planStep(plan, 0, { name: named || id.text, path: [...path, id.member], technique: id.text, text })];
  // What says the same in several ways is one step.
  const inner = idsIn(text).length > 0 ? stepsOf(plan, path, text) : fromItems(plan, item, path);
  return named === '' ? inner : inner.map((step) => ({ ...step, name: named }));
}

const idsIn = (text: string): readonly string[] => [
  ...new Set(
    [...text.matchAll(anId)].map(([, id = '', part]) => (part === undefined ? id : `${id}.${part}`).toUpperCase()),
  ),
];

/** A step for each technique of a line, named by what else the line says. */
function stepsOf(plan: PlanFile, path: PlanPath, line: string): readonly PlanStep[] {
  const ids = idsIn(line);
  const name = line
    .replace(aTag, ' ')
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
