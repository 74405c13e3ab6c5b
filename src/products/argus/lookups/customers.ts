/** Customers and their groups, v2, and v1 by short name. Source: contract/argus.md §8; W4.0 customers/v2/customer. */
import type { Handler } from '../../../http/endpoint.ts';
import type { Customer as Leaf, CustomerGroup, World } from '../../../model/world.ts';
import { accessDenied, maySee, type Principal } from '../access/access.ts';
import { notThere, oneAnswer, pageAnswer, type LookupServices } from '../common/answers.ts';
import { hasKeywords, isDomain, isNamed } from '../common/names.ts';
import type { Customer, CustomerListQuery, CustomerQuery, CustomerV1 } from '../generated/types.ts';

type CustomerHandler = Handler<LookupServices, Principal>;

export const listBasicCustomers: CustomerHandler = (services, { principal, ...call }) => {
  const { world } = services.simulation;
  const query = call.query as unknown as CustomerListQuery;
  const nodes = nodesOf(world)
    .filter((node) => isVisible(principal, node) && matches(node, query))
    .sort(orderOf(query.sortBy ?? []));
  return pageAnswer(services, query, nodes, (node) => modelOf(world, node, hasProperties(query)));
};

export const getBasicCustomer: CustomerHandler = ({ simulation: { world } }, { params, principal, ...call }) => {
  const query = call.query as CustomerQuery;
  if (query.domain !== undefined && !isDomain(query.domain, world.domain)) throw notThere();
  return oneAnswer(modelOf(world, nodeNamed(world, principal, params['idOrShortName']), hasProperties(query)));
};

export const getCustomerByShortName: CustomerHandler = ({ simulation: { world } }, { params, principal }) => {
  const { id, name, shortName, parent, type } = nodeNamed(world, principal, params['shortName']);
  const customerGroup = type === 'group';
  const { domain } = world;
  return oneAnswer({ id, name, shortName, domain, parentID: parent?.id ?? null, customerGroup } satisfies CustomerV1);
};

/** Throws 404 for what is not there, and 403 for what the caller may not see. */
function nodeNamed(world: World, principal: Principal, name = ''): Node {
  const node = nodesOf(world).find((each) => isNamed(each, name));
  if (node === undefined) throw notThere();
  if (!isVisible(principal, node)) throw accessDenied();
  return node;
}

/** A customer or a group of them. */
interface Node extends CustomerGroup {
  readonly type: 'group' | 'leaf';
  /** The customers that it is, or holds at any depth. */
  readonly leaves: readonly Leaf[];
}

const nodesByWorld = new WeakMap<World, readonly Node[]>();

function nodesOf(world: World): readonly Node[] {
  const nodes = nodesByWorld.get(world) ?? makeNodes(world);
  nodesByWorld.set(world, nodes);
  return nodes;
}

function makeNodes({ groups, customers: leaves }: World): readonly Node[] {
  const isUnder = (leaf: Leaf, { id }: CustomerGroup): boolean => {
    for (let group = leaf.group; group !== null; group = group.parent) if (group.id === id) return true;
    return false;
  };
  return [
    ...groups.map((group): Node => ({
      ...group,
      type: 'group',
      leaves: leaves.filter((leaf) => isUnder(leaf, group)),
    })),
    ...leaves.map((leaf): Node => ({ ...leaf, parent: leaf.group, type: 'leaf', leaves: [leaf] })),
  ];
}

/** A group is seen by whoever sees one of its customers; assumed. */
const isVisible = (principal: Principal, { leaves }: Node): boolean =>
  principal.customers === null || leaves.some((leaf) => maySee(principal, leaf));

const matches = (node: Node, { parent = [], keywords = [] }: CustomerListQuery): boolean =>
  (parent.length === 0 || parent.some((name) => node.parent !== null && isNamed(node.parent, name))) &&
  hasKeywords([String(node.id), node.name, node.shortName], keywords);

/** Nothing is relevant to nothing: that order is the one by id. */
function orderOf(sortBy: readonly string[]): (one: Node, other: Node) => number {
  const keys = [...sortBy, 'id'].map((text) => ({
    field: text.replace(/^-/, '').replace('relevance', 'id') as 'id' | 'name' | 'shortName',
    sign: text.startsWith('-') ? -1 : 1,
  }));
  return (one, other) => {
    for (const { field, sign } of keys)
      if (one[field] !== other[field]) return one[field] < other[field] ? -sign : sign;
    return 0;
  };
}

const hasProperties = ({ includeProperties, includePropertiesWithPrefix }: CustomerQuery): boolean =>
  includeProperties !== undefined || includePropertiesWithPrefix !== undefined;

/** No customer has properties here, so that asking for some gets an empty list. */
function modelOf(world: World, node: Node, withProperties: boolean): Customer {
  const ancestors: number[] = [node.id];
  for (let group = node.parent; group !== null; group = group.parent) ancestors.push(group.id);
  const [first] = node.leaves;
  const isRoot = node.type === 'group' && node.parent === null;
  return {
    id: node.id,
    name: node.name,
    shortName: node.shortName,
    domain: world.domain,
    parentID: node.parent?.id ?? null,
    ancestorIDs: ancestors,
    flags: [
      ...(node.type === 'leaf' && first?.production === false ? (['excludeFromProduction'] as const) : []),
      ...(isRoot ? (['rootCustomerGroup'] as const) : []),
    ],
    language: 'english',
    timeZone: world.sensors.find((sensor) => sensor.customer === first)?.location.timeZone ?? 'UTC',
    type: node.type,
    properties: withProperties ? [] : null,
  };
}
