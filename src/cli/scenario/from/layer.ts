/** Layers of the ATT&CK Navigator: the techniques that one marks, by tactic. */
import { isRecord, itemsIn, textIn, type Plan, type PlanFile } from './plan.ts';
import { byTactic, planStep } from './techniques.ts';

/** Null for what is no layer. */
export function navigatorLayer(plan: PlanFile): Plan | null {
  const [layer] = plan.documents;
  if (!isRecord(layer) || !Array.isArray(layer['techniques'])) return null;
  const listed = itemsIn(layer['techniques']).map((entry, at) => {
    const path = ['techniques', at];
    if (!isRecord(entry)) return plan.fail(0, path, 'is no technique of a layer');
    const id = entry['techniqueID'] ?? plan.fail(0, path, 'has no techniqueID');
    return { entry, at, id };
  });
  const enabled = listed.filter(({ entry }) => entry['enabled'] !== false);
  // Layers list techniques too that they only fold out; where some are marked, those are the ones meant.
  const marked = enabled.filter(({ entry }) => isMarked(entry));
  const meant = marked.length > 0 ? marked : enabled;
  if (meant.length === 0) plan.fail(0, ['techniques'], 'marks no technique');
  // A technique stands once for each of its tactics.
  const byId = new Map<string, (typeof meant)[number][]>();
  for (const one of meant) byId.set(textIn(one.id), [...(byId.get(textIn(one.id)) ?? []), one]);
  const steps = [...byId].map(([id, entries]) => {
    const text = entries.map(({ entry }) => textIn(entry['comment'])).join(' ');
    const name = text.split(/[.\n]/)[0]?.trim().slice(0, 100) || id;
    const path = ['techniques', entries[0]?.at ?? 0, 'techniqueID'];
    const tactics = entries.map(({ entry }) => textIn(entry['tactic'])).filter((tactic) => tactic !== '');
    return { step: planStep(plan, 0, { name, path, technique: id, text }), tactics };
  });
  return {
    title: textIn(layer['name']) || 'A layer of techniques',
    format: 'a layer of the ATT&CK Navigator',
    remarks: textIn(layer['description']),
    steps: byTactic(steps),
  };
}

const isMarked = ({ score, color, comment }: Record<string, unknown>): boolean =>
  Number(textIn(score)) > 0 || textIn(color) !== '' || textIn(comment) !== '';
