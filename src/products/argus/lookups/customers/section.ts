/** What customers are searched and sorted by. Source: W5.0 customers/v2/customer, searchBasicCustomers. */
import type { Domain } from '../../../../model/world.ts';
import { isDomain } from '../../common/names.ts';
import type { CustomerCriteria } from '../../generated/types.ts';
import { oneOf, type Searchable, type SearchPart } from '../searching/search.ts';
import { flagsOfNode, groupsFrom, type CustomerNode } from './nodes.ts';

type Part = Omit<CustomerCriteria, 'subCriteria'> & SearchPart;

const namesOf = (node: { readonly id: number; readonly shortName: string }): readonly (string | number)[] => [
  node.id,
  node.shortName,
];

export const customerSection = (domain: Domain): Searchable<CustomerNode, Part> => ({
  texts: {
    id: ({ id }) => [String(id)],
    name: ({ name }) => [name],
    shortName: ({ shortName }) => [shortName],
  },
  times: {},
  usualTime: 'all',
  flags: flagsOfNode,
  flagsOf: ({ includeFlags = [], excludeFlags = [] }) => ({ include: includeFlags, exclude: excludeFlags }),
  orders: {
    id: ({ id }) => id,
    name: ({ name }) => name,
    shortName: ({ shortName }) => shortName,
    // Nothing is relevant to nothing: that order is the one by id.
    relevance: ({ id }) => id,
  },
  usualOrder: 'id',
  chosen: (part) => [
    ...oneOf(part.customer, namesOf),
    ...oneOf(part.parent, ({ parent }: CustomerNode) => (parent === null ? [] : namesOf(parent))),
    ...oneOf(part.ancestor, ({ parent }: CustomerNode) => groupsFrom(parent).flatMap(namesOf)),
    ...oneOf(part.type, ({ type }: CustomerNode) => [type]),
    ...inDomains(part.domain, domain),
  ],
});

/** All customers are of one domain. */
function inDomains(list: readonly (string | number)[] | undefined, domain: Domain): readonly (() => boolean)[] {
  if (list === undefined || list.length === 0) return [];
  const isIn = list.some((name) => isDomain(String(name), domain));
  return [() => isIn];
}
