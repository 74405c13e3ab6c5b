/** STIX 2 bundles: an attack flow, else the techniques that a group, a campaign or malware uses, else those that are named. */
import { startsOf, stepsInOrder, type FlowNode } from './graph.ts';
import { isRecord, itemsIn, textIn, type Plan, type PlanFile, type PlanStep } from './plan.ts';
import { byTactic, planStep } from './techniques.ts';

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
  if (!isRecord(bundle) || (bundle['type'] !== 'bundle' && bundle['spec_version'] === undefined)) return null;
  if (!Array.isArray(bundle['objects'])) return plan.fail(0, ['objects'], 'is no list of STIX objects');
  const objects = new Map<string, Entry>();
  itemsIn(bundle['objects']).forEach((object, at) => {
    if (!isRecord(object)) return plan.fail(0, ['objects', at], 'is no STIX object');
    objects.set(textIn(object['id']), { at, object });
  });
  const ofType = (type: string): readonly Entry[] =>
    [...objects.values()].filter(({ object }) => object['type'] === type);
  const [flow] = ofType('attack-flow');
  const [attacker] = ['threat-actor', 'intrusion-set'].flatMap(ofType);
  const about = flow ?? ['campaign', 'intrusion-set', 'malware', 'report'].flatMap(ofType)[0];
  const plain = {
    title: textIn(about?.object['name']) || 'An attack flow',
    format: flow === undefined ? 'a STIX 2 bundle' : 'a STIX 2.1 bundle with an attack flow',
    remarks: textIn(about?.object['description']),
    attacker: textIn(attacker?.object['name']),
  };
  const isFlow = ofType('attack-action').length > 0;
  const steps = isFlow ? flowSteps(plan, objects, flow) : patternSteps(plan, objects, ofType);
  if (steps.length === 0) plan.fail(0, ['objects'], 'has neither attack-action nor attack-pattern');
  return { ...plain, steps };
}

function flowSteps(plan: PlanFile, objects: Objects, flow: Entry | undefined): readonly PlanStep[] {
  const led = (ref: unknown, path: readonly (string | number)[]): string =>
    objects.has(textIn(ref))
      ? textIn(ref)
      : plan.fail(0, ['objects', ...path], `leads to nothing in the bundle: ${textIn(ref).slice(0, 80)}`);
  const refs = ({ at, object }: Entry, member: string): readonly string[] =>
    itemsIn(object[member]).map((ref, nth) => led(ref, [at, member, nth]));
  const nodes = new Map(
    [...objects].map(([id, entry]): [string, FlowNode] => [
      id,
      {
        step: entry.object['type'] === 'attack-action' ? stepOf(plan, entry, objects) : null,
        next: leading.flatMap((member) => refs(entry, member)),
      },
    ]),
  );
  const starts = flow === undefined ? [] : refs(flow, 'start_refs');
  return stepsInOrder(nodes, starts.length > 0 ? starts : startsOf(nodes));
}

/** Without a flow: what relationships say is used, with what they tell of it, else each technique; by tactic. */
function patternSteps(plan: PlanFile, objects: Objects, ofType: (type: string) => readonly Entry[]) {
  const isLive = ({ object }: Entry): boolean => object['revoked'] !== true && object['x_mitre_deprecated'] !== true;
  const told = new Map<Entry, string>();
  for (const { object } of ofType('relationship').filter(isLive)) {
    const used = objects.get(textIn(object['target_ref']));
    if (object['relationship_type'] === 'uses' && used?.object['type'] === 'attack-pattern')
      told.set(used, `${told.get(used) ?? ''} ${textIn(object['description'])}`);
  }
  const patterns = ofType('attack-pattern').filter((entry) => (told.size > 0 ? told.has(entry) : isLive(entry)));
  return byTactic(
    patterns.map((entry) => ({
      step: stepOf(plan, entry, objects, told.get(entry)),
      tactics: itemsIn(entry.object['kill_chain_phases'])
        .filter(isRecord)
        .map(({ phase_name: name }) => textIn(name)),
    })),
  );
}

function stepOf(plan: PlanFile, { at, object }: Entry, objects: Objects, told = ''): PlanStep {
  const pattern = objects.get(textIn(object['technique_ref']))?.object ?? object;
  const external = itemsIn(pattern['external_references'])
    .filter(isRecord)
    .find(({ source_name: source }) => /^mitre-attack$|^ATT&CK$/i.test(textIn(source)));
  const own = object['technique_id'];
  const name = textIn(object['name']) || textIn(pattern['name']) || textIn(object['id']);
  return planStep(plan, 0, {
    name,
    path: own === undefined ? ['objects', at] : ['objects', at, 'technique_id'],
    technique: own ?? external?.['external_id'],
    techniqueName: pattern === object ? name : pattern['name'],
    text: object['type'] === 'attack-pattern' ? told : textIn(object['description']),
    commands: textIn(objects.get(textIn(object['command_ref']))?.object['command_line']),
    assets: itemsIn(object['asset_refs'])
      .map((ref) => textIn(objects.get(textIn(ref))?.object['name']))
      .filter((one) => one !== ''),
  });
}
