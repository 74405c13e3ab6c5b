/** Customers and their groups, v2, and v1 by short name. Source: contract/argus.md §8; W4.0 customers/v2/customer. */
import type { BoundEndpoint } from '../../../http/endpoint.ts';
import type { Customer as Leaf, CustomerGroup, World } from '../../../model/world.ts';
import { accessDenied, maySee, type Principal } from '../access/access.ts';
import { isDomain } from '../authentication/log-in.ts';
import type { Customer, CustomerListQuery, CustomerQuery, CustomerV1 } from '../generated/types.ts';
import { base, hasKeywords, isNamed, notFound, paged, type LookupServices } from './services.ts';

const common = {
  ...base,
  method: 'GET',
  permission: 'viewBasicCustomer',
  evidence: 'observed',
  source: 'contract/argus.md §8; W4.0 customers/v2',
} as const;

export function customers(services: LookupServices): readonly BoundEndpoint<Principal>[] {
  const { world } = services.simulation;
  const nodes = nodesOf(world);
  const find = (principal: Principal, name: string, domain?: string): Node => {
    const node = nodes.find((one) => isNamed(one, name));
    if (node === undefined || (domain !== undefined && !isDomain(domain, world.domain))) throw notFound();
    if (!isVisible(principal, node)) throw accessDenied();
    return node;
  };
  return [
    {
      ...common,
      id: 'listBasicCustomers',
      path: '/customers/v2/customer',
      summary: 'List customers and groups that the caller may see',
      query: 'argus/customer-list-query.schema.json',
      data: 'argus/customers.schema.json',
      handle: ({ query, principal }) => {
        const given = query as unknown as CustomerListQuery;
        const found = nodes
          .filter((node) => isVisible(principal, node) && matches(node, given))
          .sort(orderOf(given.sortBy ?? []));
        return paged(services, 'query', given, found, (node) => modelOf(world, node, hasProperties(given)));
      },
    },
    {
      ...common,
      id: 'getBasicCustomer',
      path: '/customers/v2/customer/{idOrShortName}',
      summary: 'Get a customer or group by id or short name',
      params: 'argus/customer-params.schema.json',
      query: 'argus/customer-query.schema.json',
      data: 'argus/customer.schema.json',
      refusals: [401, 403, 404, 412],
      handle: ({ params, query, principal }) => {
        const given = query as CustomerQuery;
        const node = find(principal, params['idOrShortName'] ?? '', given.domain);
        return { kind: 'one', json: JSON.stringify(modelOf(world, node, hasProperties(given))) };
      },
    },
    {
      ...common,
      id: 'getCustomerByShortName',
      path: '/customers/v1/customer/{shortName}',
      summary: 'Get a customer or group by short name (older version)',
      source: 'contract/argus.md §8; members besides id are assumed',
      params: 'argus/customer-v1-params.schema.json',
      data: 'argus/customer-v1.schema.json',
      refusals: [401, 403, 404, 412],
      handle: ({ params, principal }) => {
        const { id, name, shortName, parent, type } = find(principal, params['shortName'] ?? '');
        const data: CustomerV1 = {
          id,
          name,
          shortName,
          domain: world.domain,
          parentID: parent?.id ?? null,
          customerGroup: type === 'group',
        };
        return { kind: 'one', json: JSON.stringify(data) };
      },
    },
  ];
}

/** A customer or a group of them. */
interface Node extends CustomerGroup {
  readonly type: 'group' | 'leaf';
  /** The customers that it is, or holds at any depth. */
  readonly leaves: readonly Leaf[];
}

function nodesOf({ groups, customers: leaves }: World): readonly Node[] {
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
    ...leaves.map((leaf): Node => ({
      id: leaf.id,
      shortName: leaf.shortName,
      name: leaf.name,
      parent: leaf.group,
      type: 'leaf',
      leaves: [leaf],
    })),
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
