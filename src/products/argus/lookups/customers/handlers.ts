/** Customers and their groups, v2, and v1 by short name. Source: docs/contract/argus.md §12.10; W5.0 customers/v2/customer. */
import type { Handler, Outcome } from '../../../../http/endpoint.ts';
import type { Sliced } from '../../../../kernel/slices.ts';
import type { Problem } from '../../../../http/product.ts';
import type { World } from '../../../../model/world.ts';
import type { Principal } from '../../access/access.ts';
import { notThere, oneAnswer, pageAnswer, type LookupServices } from '../../common/answers.ts';
import { isTrue } from '../../common/booleans.ts';
import { userInfoV2 } from '../../common/models.ts';
import type {
  Customer,
  CustomerCriteria,
  CustomerListQuery,
  CustomerLogoQuery,
  CustomerPropertiesQuery,
  CustomerQuery,
  CustomerUserRole,
  CustomerV1,
} from '../../generated/types.ts';
import { searched } from '../searching/search.ts';
import { logoOf } from './logo.ts';
import { flagsOfNode, groupsFrom, nodeNamed, timeZoneOf, visibleNodes, type CustomerNode } from './nodes.ts';
import { customerProperties } from './properties.ts';
import { customerSection } from './section.ts';

type CustomerHandler = Handler<LookupServices, Principal>;

/** A page of the customers that the caller may see and that match. */
function* customerPage(services: LookupServices, principal: Principal, criteria: CustomerCriteria): Sliced<Outcome> {
  const { world, clock } = services.simulation;
  const problems: Problem[] = [];
  const kind = customerSection(world.domain);
  const found = yield* searched(kind, visibleNodes(world, principal), criteria, clock.now(), problems);
  if (problems.length > 0) throw services.invalid(problems);
  return pageAnswer(services, criteria, found, (node) => modelOf(world, node, criteria));
}

export const listBasicCustomers: CustomerHandler = (services, { principal, query }) =>
  customerPage(services, principal, query as unknown as CustomerListQuery);

export const searchBasicCustomers: CustomerHandler = (services, { principal, body }) =>
  customerPage(services, principal, body as CustomerCriteria);

export const getBasicCustomer: CustomerHandler = ({ simulation: { world } }, { params, principal, ...call }) => {
  const query = call.query as CustomerQuery;
  return oneAnswer(modelOf(world, nodeNamed(world, principal, params['idOrShortName'], query.domain), query));
};

export const getCustomerByShortName: CustomerHandler = ({ simulation: { world } }, { params, principal }) => {
  const { id, name, shortName, parent, type } = nodeNamed(world, principal, params['shortName']);
  const customerGroup = type === 'group';
  const { domain } = world;
  return oneAnswer({ id, name, shortName, domain, parentID: parent?.id ?? null, customerGroup } satisfies CustomerV1);
};

export const getBasicCustomerProperties: CustomerHandler = (services, { params, principal, ...call }) => {
  const { world } = services.simulation;
  const query = call.query as unknown as CustomerPropertiesQuery;
  const node = nodeNamed(world, principal, params['idOrShortName'], query.domain);
  const properties = customerProperties(world, node, {
    ...(query.key !== undefined && { keys: query.key }),
    ...(query.section !== undefined && { sections: query.section }),
  });
  return pageAnswer(services, query, properties, (property) => property);
};

const roles = ['technicalAccountManager', 'keyAccountManager'] as const;

/** Assumed: analysts look after customers in turn. */
export const getBasicCustomerUserRoles: CustomerHandler = (
  { simulation: { world } },
  { params, principal, ...call },
) => {
  const { domain } = call.query as CustomerQuery;
  const { id } = nodeNamed(world, principal, params['idOrShortName'], domain);
  const analysts = world.users().filter((user) => user.analyst);
  const list = roles.flatMap((role, place): CustomerUserRole[] => {
    const user = analysts[(id + place) % Math.max(1, analysts.length)];
    return user === undefined ? [] : [{ role, user: userInfoV2(user, world) }];
  });
  return {
    kind: 'list',
    items: list.map((item) => JSON.stringify(item)),
    limit: 0,
    offset: 0,
    count: list.length,
  };
};

export const getBasicCustomerLogo: CustomerHandler = ({ simulation: { world } }, { params, principal, ...call }) => {
  const { domain, size = 'medium', includeDefault } = call.query as CustomerLogoQuery;
  const node = nodeNamed(world, principal, params['idOrShortName'], domain);
  const logo = logoOf(node, size, isTrue(includeDefault, true));
  if (logo === null) throw notThere('Logo');
  return { kind: 'file', type: 'image/png', bytes: logo, headers: {} };
};

type PropertyRequest = Pick<CustomerQuery, 'includeProperties' | 'includePropertiesWithPrefix'>;

function modelOf(world: World, node: CustomerNode, query: PropertyRequest): Customer {
  const { includeProperties: keys, includePropertiesWithPrefix: prefixes } = query;
  const withNone = (keys ?? []).length === 0 && (prefixes ?? []).length === 0;
  return {
    id: node.id,
    name: node.name,
    shortName: node.shortName,
    domain: world.domain,
    parentID: node.parent?.id ?? null,
    ancestorIDs: [node.id, ...groupsFrom(node.parent).map(({ id }) => id)],
    flags: [...flagsOfNode(node)],
    language: 'english',
    timeZone: timeZoneOf(world, node),
    type: node.type,
    properties: withNone ? null : customerProperties(world, node, { keys: keys ?? [], prefixes: prefixes ?? [] }),
  };
}
