/** Steps of a graph, in an order in which each follows what led to it. */
import type { PlanStep } from './plan.ts';

/** An action, or what stands between actions: operators, conditions, assets. */
export interface FlowNode {
  /** Null for what is no action. */
  readonly step: PlanStep | null;
  readonly next: readonly string[];
}

type Nodes = ReadonlyMap<string, FlowNode>;

/** Each step after all that lead to it; what is no action is passed through. Loops are left where they close. */
export function stepsInOrder(nodes: Nodes, starts: readonly string[]): readonly PlanStep[] {
  const actions = [...nodes].flatMap(([id, { step }]) => (step === null ? [] : [{ id, step }]));
  const causes = causesOf(nodes);
  // From where the flow starts, breadth first; an action waits for what leads to it, until nothing else is left.
  const reached = new Set(starts);
  for (const id of reached) for (const next of nodes.get(id)?.next ?? []) reached.add(next);
  const places = new Map([...reached].map((id, place) => [id, place]));
  const placeOf = (id: string): number => places.get(id) ?? places.size;
  const waiting = actions.toSorted((one, other) => placeOf(one.id) - placeOf(other.id));
  const placed = new Map<string, number>();
  const steps: PlanStep[] = [];
  while (waiting.length > 0) {
    const ready = waiting.findIndex(({ id }) => (causes.get(id) ?? []).every((cause) => placed.has(cause)));
    for (const { id, step } of waiting.splice(Math.max(0, ready), 1)) {
      const before = (causes.get(id) ?? []).flatMap((cause) => placed.get(cause) ?? []);
      placed.set(id, steps.length);
      steps.push({ ...step, causes: before });
    }
  }
  return steps;
}

/** The actions that lead to each, through whatever stands between. */
function causesOf(nodes: Nodes): ReadonlyMap<string, readonly string[]> {
  const causes = new Map<string, string[]>();
  for (const [action, { step, next }] of nodes) {
    if (step === null) continue;
    const seen = new Set<string>(next);
    for (const id of seen) {
      const node = nodes.get(id);
      if (node?.step === null) for (const further of node.next) seen.add(further);
      else if (id !== action) causes.set(id, [...(causes.get(id) ?? []), action]);
    }
  }
  return causes;
}

/** Those that nothing leads to. */
export function startsOf(nodes: Nodes): readonly string[] {
  const led = new Set([...nodes.values()].flatMap(({ next }) => next));
  return [...nodes.keys()].filter((id) => !led.has(id));
}
