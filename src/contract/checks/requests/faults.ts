/** Values that are wrong in exactly one way, made from a schema: one for each keyword at each place. */
import type { Json } from '../../../kernel/schema.ts';
import { keywordFaults, type Wrongness } from './keywords.ts';
import { alternativesOf, itemsOf, schemaMembers, requiredOf, typesOf, type Node } from '../../../kernel/schema-walk.ts';
import { validOf } from '../shared/valid.ts';

export type ValuePath = readonly (string | number)[];

export interface Fault {
  readonly family: Wrongness;
  /** The keyword of JSON Schema that is broken. */
  readonly keyword: string;
  readonly place: ValuePath;
  /** Makes the whole value, right but for this. */
  readonly value: () => Json;
}

/** Puts a value in its place in a whole one. */
type Seat = (leaf: Json) => Json;

/** Deeper objects than this are the same again. */
const deepest = 4;

/** All faults of a schema, in document order. `base` is a value that is right, to which one thing is done. */
export function faultsOf(root: Node, base: Readonly<Record<string, Json>>): readonly Fault[] {
  return objectFaults(root, [], (leaf) => leaf, base, [root.schema['properties'] as object]);
}

function objectFaults(
  node: Node,
  place: ValuePath,
  seat: Seat,
  base: Readonly<Record<string, Json>>,
  above: readonly object[],
): Fault[] {
  const faults: Fault[] = [];
  const add = (family: Wrongness, keyword: string, name: string, value: Json): void =>
    void faults.push({ family, keyword, place: [...place, name], value: () => seat(value) });
  if (node.schema['additionalProperties'] === false)
    add('unknown', 'additionalProperties', 'noSuchMember', { ...base, noSuchMember: 1 });
  for (const name of requiredOf(node)) {
    const { [name]: _, ...rest } = base;
    add('required', 'required', name, rest);
  }
  for (const [name, member] of schemaMembers(node)) {
    const own: Seat = (leaf) => seat({ ...base, [name]: leaf });
    faults.push(...valueFaults(member, [...place, name], own, above));
  }
  return faults;
}

function valueFaults(node: Node, place: ValuePath, seat: Seat, above: readonly object[]): Fault[] {
  const own = keywordFaults(node).map(({ value, ...fault }) => ({ ...fault, place, value: () => seat(value()) }));
  const alternatives = alternativesOf(node);
  if (alternatives.length > 1) return [...own, ...alternatives.flatMap((one) => inside(one, place, seat, above))];
  return [...own, ...inside(node, place, seat, above)];
}

/** Faults of the items of a list, or of the members of an object. */
function inside(node: Node, place: ValuePath, seat: Seat, above: readonly object[]): Fault[] {
  const types = typesOf(node);
  if (types.includes('array') && node.schema['items'] !== undefined)
    return valueFaults(itemsOf(node), [...place, 0], (leaf) => seat([leaf]), above);
  if (!types.includes('object') || node.schema['properties'] === undefined) return [];
  const key = node.schema['properties'] as object;
  const again = above.filter((known) => known === key).length;
  if (above.length > deepest || again > 1) return [];
  const found = objectFaults(node, place, seat, validOf(node) as Readonly<Record<string, Json>>, [...above, key]);
  return again === 0 ? found : oneOfEachFamily(found);
}

/** A criterion within a criterion has the same schema; one fault of each kind shows that it is looked at all the same. */
export function oneOfEachFamily(faults: readonly Fault[]): Fault[] {
  const seen = new Set<string>();
  return faults.filter(({ family }) => !seen.has(family) && seen.add(family));
}
