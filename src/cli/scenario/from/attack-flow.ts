/** A STIX 2.1 bundle with an attack flow: its actions, in an order in which each follows what led to it. */
import { isRecord, itemsIn, techniqueIn, textIn, type Plan, type PlanFile, type PlanStep } from './plan.ts';

interface Entry {
  readonly at: number;
  readonly object: Record<string, unknown>;
}

type Objects = ReadonlyMap<string, Entry>;

/** Members by which one object of a flow leads to the next. */
const leading = ['effect_refs', 'on_true_refs', 'on_false_refs'];

/** Null for what is no bundle. Throws UserError for a bundle without actions, and for references that lead nowhere. */
export function attackFlow(plan: PlanFile): Plan | null {
  const [bundle] = plan.documents;
  if (!isRecord(bundle) || (bundle['type'] !== 'bundle' && !Array.isArray(bundle['objects']))) return null;
  if (!Array.isArray(bundle['objects'])) return plan.fail(0, ['objects'], 'is no list of STIX objects');
  const objects = new Map<string, Entry>();
  itemsIn(bundle['objects']).forEach((object, at) => {
    if (!isRecord(object)) return plan.fail(0, ['objects', at], 'is no STIX object');
    objects.set(textIn(object['id']), { at, object });
  });
  const ofType = (type: string): readonly Entry[] =>
    [...objects.values()].filter(({ object }) => object['type'] === type);
  const [flow] = ofType('attack-flow');
  const actions = ofType('attack-action');
  const format = flow === undefined ? 'a STIX 2.1 bundle' : 'a STIX 2.1 bundle with an attack flow';
  const about = flow ?? ofType('campaign')[0] ?? ofType('intrusion-set')[0] ?? ofType('report')[0];
  const title = textIn(about?.object['name']) || 'An attack flow';
  const remarks = textIn(about?.object['description']);
  if (actions.length === 0) {
    // Without a flow, the techniques that the bundle names, in their order.
    const patterns = ofType('attack-pattern');
    if (patterns.length === 0) return plan.fail(0, ['objects'], 'has neither attack-action nor attack-pattern');
    return { title, format, remarks, steps: patterns.map((entry) => stepOf(plan, entry, objects, null)) };
  }
  const starts = itemsIn(flow?.object['start_refs']).map((ref, nth) =>
    found(plan, objects, ref, [flow?.at ?? 0, 'start_refs', nth]),
  );
  const { order, causes } = orderOf(plan, objects, starts, actions);
  const placeOf = new Map(order.map((entry, place) => [entry, place]));
  const steps = order.map((entry) => {
    const before = [...(causes.get(entry) ?? [])].map((cause) => placeOf.get(cause) ?? 0);
    return stepOf(plan, entry, objects, before);
  });
  return { title, format, remarks, steps };
}

function found(plan: PlanFile, objects: Objects, ref: unknown, path: readonly (string | number)[]): Entry {
  const entry = objects.get(textIn(ref));
  return entry ?? plan.fail(0, ['objects', ...path], `leads to nothing in the bundle: ${textIn(ref).slice(0, 80)}`);
}

/** Actions, each after all that lead to it; operators and conditions are passed through. Loops are left where they close. */
function orderOf(plan: PlanFile, objects: Objects, starts: readonly Entry[], actions: readonly Entry[]) {
  const nextOf = ({ at, object }: Entry): readonly Entry[] =>
    leading.flatMap((name) => itemsIn(object[name]).map((ref, nth) => found(plan, objects, ref, [at, name, nth])));
  const causes = new Map<Entry, Set<Entry>>();
  const isAction = ({ object }: Entry): boolean => object['type'] === 'attack-action';
  for (const action of actions) {
    const seen = new Set<Entry>();
    const open = [...nextOf(action)];
    for (let entry = open.pop(); entry !== undefined; entry = open.pop()) {
      if (seen.has(entry)) continue;
      seen.add(entry);
      if (!isAction(entry)) open.push(...nextOf(entry));
      else if (entry !== action) causes.set(entry, (causes.get(entry) ?? new Set()).add(action));
    }
  }
  const order: Entry[] = [];
  const placed = new Set<Entry>();
  // From where the flow starts, breadth first; an action waits for what leads to it, until nothing else is left.
  const reached = reachedFrom(starts, nextOf).filter(isAction);
  const waiting = [...reached, ...actions.filter((action) => !reached.includes(action))];
  while (waiting.length > 0) {
    const ready = waiting.findIndex((action) => [...(causes.get(action) ?? [])].every((cause) => placed.has(cause)));
    const [next] = waiting.splice(Math.max(0, ready), 1);
    if (next === undefined) break;
    causes.set(next, new Set([...(causes.get(next) ?? [])].filter((cause) => placed.has(cause))));
    placed.add(next);
    order.push(next);
  }
  return { order, causes };
}

function reachedFrom(starts: readonly Entry[], nextOf: (entry: Entry) => readonly Entry[]): readonly Entry[] {
  const reached = new Set(starts);
  for (const entry of reached) for (const next of nextOf(entry)) reached.add(next);
  return [...reached];
}

function stepOf(plan: PlanFile, { at, object }: Entry, objects: Objects, causes: readonly number[] | null): PlanStep {
  const pattern = objects.get(textIn(object['technique_ref']))?.object ?? object;
  const external = itemsIn(pattern['external_references'])
    .filter(isRecord)
    .find(({ source_name: source }) => /^mitre-attack$|^ATT&CK$/i.test(textIn(source)));
  const own = object['technique_id'];
  const technique =
    own === undefined
      ? techniqueIn(plan, 0, ['objects', at], external?.['external_id'])
      : techniqueIn(plan, 0, ['objects', at, 'technique_id'], own);
  const name = textIn(object['name']) || textIn(pattern['name']) || textIn(object['id']);
  return { name, technique, text: `${name} ${textIn(object['description'])} ${textIn(pattern['name'])}`, causes };
}
