/** Customers and their groups as one tree. Source: docs/contract/argus.md §12.10; W5.0 customers/v2/customer. */
import type { Customer as Leaf, CustomerGroup, World } from '../../../../model/world.ts';
import { accessDenied, maySee, type Principal } from '../../access/access.ts';
import { notThere } from '../../common/answers.ts';
import { isDomain, isNamed } from '../../common/names.ts';

/** A customer or a group of them. */
export interface CustomerNode extends CustomerGroup {
  readonly type: 'group' | 'leaf';
  /** The customers that it is, or holds at any depth. */
  readonly leaves: readonly Leaf[];
}

const nodesByWorld = new WeakMap<World, readonly CustomerNode[]>();

function nodesOf(world: World): readonly CustomerNode[] {
  const nodes = nodesByWorld.get(world) ?? makeNodes(world);
  nodesByWorld.set(world, nodes);
  return nodes;
}

function makeNodes({ groups, customers: leaves }: World): readonly CustomerNode[] {
  return [
    ...groups.map((group): CustomerNode => ({
      ...group,
      type: 'group',
      leaves: leaves.filter(({ group: parent }) => groupsFrom(parent).some(({ id }) => id === group.id)),
    })),
    ...leaves.map((leaf): CustomerNode => ({ ...leaf, parent: leaf.group, type: 'leaf', leaves: [leaf] })),
  ];
}

/** A group and those above it, the nearest first. */
export function groupsFrom(group: CustomerGroup | null): readonly CustomerGroup[] {
  const above: CustomerGroup[] = [];
  for (let each = group; each !== null; each = each.parent) above.push(each);
  return above;
}

/** A group is seen by whoever sees one of its customers; assumed. */
const isVisible = (principal: Principal, { leaves }: CustomerNode): boolean =>
  principal.customers === null || leaves.some((leaf) => maySee(principal, leaf));

export const visibleNodes = (world: World, principal: Principal): readonly CustomerNode[] =>
  nodesOf(world).filter((node) => isVisible(principal, node));

/** Throws 404 for what is not there, or not in that domain, and 403 for what the caller may not see. */
export function nodeNamed(world: World, principal: Principal, name = '', domain?: string): CustomerNode {
  const node = nodesOf(world).find((each) => isNamed(each, name));
  if (node === undefined || (domain !== undefined && !isDomain(domain, world.domain))) throw notThere();
  if (!isVisible(principal, node)) throw accessDenied();
  return node;
}

export type CustomerFlag = 'excludeFromProduction' | 'rootCustomerGroup';

export const flagsOfNode = ({ type, parent, leaves: [first] }: CustomerNode): readonly CustomerFlag[] => [
  ...(type === 'leaf' && first?.production === false ? (['excludeFromProduction'] as const) : []),
  ...(type === 'group' && parent === null ? (['rootCustomerGroup'] as const) : []),
];

export const timeZoneOf = ({ sensors }: World, { leaves: [first] }: CustomerNode): string =>
  sensors.find((sensor) => sensor.customer === first)?.location.timeZone ?? 'UTC';
