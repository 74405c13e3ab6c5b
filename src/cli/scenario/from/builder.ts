/** Files of the Attack Flow Builder as it saves them: `.afb` of its releases 2 and 3, and what came before them. */
import { startsOf, stepsInOrder, type FlowNode } from './graph.ts';
import { isRecord, itemsIn, textIn, type Plan, type PlanFile, type PlanPath, type PlanStep } from './plan.ts';
import { planStep } from './techniques.ts';

type Values = Record<string, unknown>;

interface Drawing {
  readonly about: Values;
  readonly nodes: ReadonlyMap<string, FlowNode>;
}

/** Null for anything else. */
export function builderFlow(plan: PlanFile): Plan | null {
  const [file] = plan.documents;
  if (!isRecord(file)) return null;
  const drawing = blocks(plan, file) ?? edges(plan, file);
  if (drawing === null) return null;
  const steps = stepsInOrder(drawing.nodes, startsOf(drawing.nodes));
  if (steps.length === 0) plan.fail(0, [], 'has no actions');
  return {
    title: textIn(drawing.about['name']) || 'An attack flow',
    format: 'a file of the Attack Flow Builder',
    remarks: textIn(drawing.about['description']),
    steps,
  };
}

/** Properties are pairs of name and value. */
const valuesIn = (pairs: unknown): Values =>
  Object.fromEntries(
    itemsIn(pairs)
      .filter(Array.isArray)
      .map(([name, value]) => [textIn(name), value as unknown]),
  );

const idOf = (object: Values): string => textIn(object['instance'] ?? object['id']);
const kindOf = (object: Values): string => textIn(object['template'] ?? object['id']);
const isFlow = (object: Values): boolean => kindOf(object) === 'flow';
const isLine = (object: Values): boolean => /(^|_)line(_(horizontal|vertical)_elbow)?$/.test(kindOf(object));
const isBlock = (object: Values): boolean =>
  !isFlow(object) && !isLine(object) && itemsIn(object['properties']).length > 0;

/** Anchors of a block, latches of an anchor. */
const partsOf = ({ children, latches, anchors }: Values): readonly string[] =>
  [...itemsIn(children), ...itemsIn(latches), ...Object.values(isRecord(anchors) ? anchors : {})].map(textIn);

/** Blocks with anchors, to which the ends of lines are latched: release 3 names them, release 2 nests them. */
function blocks(plan: PlanFile, { objects: list, schema }: Values): Drawing | null {
  if (!Array.isArray(list) || schema === undefined) return null;
  const objects = itemsIn(list).filter(isRecord);
  const next = linesBetween(objects);
  const nodes = itemsIn(list).flatMap((object, at): [string, FlowNode][] => {
    if (!isRecord(object) || !isBlock(object)) return [];
    const step = kindOf(object) === 'action' ? action(plan, ['objects', at], valuesIn(object['properties'])) : null;
    return [[idOf(object), { step, next: next.get(idOf(object)) ?? [] }]];
  });
  return { about: valuesIn(objects.find(isFlow)?.['properties']), nodes: new Map(nodes) };
}

/** Where lines lead from each block. */
function linesBetween(objects: readonly Values[]): ReadonlyMap<string, readonly string[]> {
  const byId = new Map(objects.map((object) => [idOf(object), object]));
  const owners = new Map<string, string>();
  for (const block of objects.filter(isBlock))
    for (const anchor of partsOf(block))
      for (const latch of partsOf(byId.get(anchor) ?? {})) owners.set(latch, idOf(block));
  const next = new Map<string, string[]>();
  for (const line of objects.filter(isLine)) {
    const [first = '', second = ''] = itemsIn(line['children']).map(textIn);
    const from = owners.get(textIn(line['source']) || first);
    const to = owners.get(textIn(line['target']) || second);
    if (from !== undefined && to !== undefined) next.set(from, [...(next.get(from) ?? []), to]);
  }
  return next;
}

/** Nodes and edges of the first release, and the flow that it was published as. */
function edges(plan: PlanFile, { nodes: drawn, edges: lines, actions, relationships, flow }: Values): Drawing | null {
  const isDrawn = Array.isArray(drawn) && Array.isArray(lines);
  if (!isDrawn && !(Array.isArray(actions) && isRecord(flow))) return null;
  const next = new Map<string, string[]>();
  for (const line of itemsIn(isDrawn ? lines : relationships).filter(isRecord)) {
    const from = textIn(line['sourceId'] ?? line['source']);
    next.set(from, [...(next.get(from) ?? []), textIn(line['targetId'] ?? line['target'])]);
  }
  const member = isDrawn ? 'nodes' : 'actions';
  const own = itemsIn(isDrawn ? drawn : actions).map((node, at): [string, FlowNode] => {
    if (!isRecord(node)) return plan.fail(0, [member, at], 'is no part of a flow');
    const isAction = !isDrawn || node['type'] === 'action';
    const payload = isRecord(node['payload']) ? node['payload'] : node;
    const id = textIn(node['id']);
    return [id, { step: isAction ? action(plan, [member, at], payload) : null, next: next.get(id) ?? [] }];
  });
  const nodes = new Map(own);
  // What stands between actions is told by the lines alone in what was published.
  for (const [id, to] of next) if (!nodes.has(id)) nodes.set(id, { step: null, next: to });
  return { about: isRecord(flow) ? flow : {}, nodes };
}

/** An action, whose technique is a member of its own, or the beginning of its name. */
function action(plan: PlanFile, path: PlanPath, values: Values): PlanStep {
  const ttp = valuesIn(values['ttp']);
  const name = textIn(values['name']) || 'An action';
  const technique = [values['technique_id'], ttp['technique'], values['technique']].find((one) => textIn(one) !== '');
  const [inName] = /\bT\d{4}(\.\d{3})?\b/.exec(name) ?? [];
  return planStep(plan, 0, {
    name,
    path,
    technique: technique ?? inName,
    techniqueName: name,
    text: textIn(values['description']),
  });
}
