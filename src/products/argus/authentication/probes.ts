/** What the caller may do, and how one can log in. Source: W4.0 authentication/v1/session and methods. */
import type { BoundEndpoint } from '../../../http/endpoint.ts';
import { accessDenied, maySee, type Principal } from '../access/access.ts';
import { functionId } from '../access/permissions.ts';
import type { SessionFunctions } from '../generated/types.ts';
import { customerInfo } from '../common/models.ts';
import { problem, type AuthServices } from './services.ts';

const base = {
  method: 'GET',
  permission: null,
  params: null,
  query: null,
  body: null,
  produces: ['application/json'],
  evidence: 'observed',
  source: 'W4.0 authentication/v1/session',
  refusals: [401],
} as const;

const nothing = { kind: 'one', json: 'null' } as const;

export function probes({ simulation, invalid }: AuthServices): readonly BoundEndpoint<Principal>[] {
  const { world } = simulation;
  return [
    {
      ...base,
      id: 'getMethods',
      path: '/authentication/v1/methods',
      summary: 'List the ways to authenticate',
      source: 'W4.0 authentication/v1/methods',
      isPublic: true,
      data: 'argus/authentication-methods.schema.json',
      refusals: [],
      handle: () => ({ kind: 'one', json: JSON.stringify(['PASSWORD', 'LDAP', 'TOTP', 'SIGNATURE', 'APIKEY']) }),
    },
    {
      ...base,
      id: 'getSessionFunctions',
      path: '/authentication/v1/session/function',
      summary: 'List what the caller may do',
      data: 'argus/session-functions.schema.json',
      handle: ({ principal }) => {
        const list: SessionFunctions = [...principal.functions].map((name) => ({
          id: functionId(name),
          name,
          description: name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`),
          flags: [],
          securityLevel: 'EXTERNAL',
        }));
        return listed(list);
      },
    },
    {
      ...base,
      id: 'getSessionCustomers',
      path: '/authentication/v1/session/customer',
      summary: 'List the customers that the caller may see',
      data: 'argus/session-customers.schema.json',
      handle: ({ principal }) =>
        listed((principal.customers ?? world.customers).map((one) => customerInfo(one, world.domain))),
    },
    {
      ...base,
      id: 'checkSessionFunctionPermission',
      path: '/authentication/v1/session/permission/{function}',
      summary: 'Ask whether the caller may do something for any customer: 200 or 403',
      params: 'argus/permission-params.schema.json',
      data: 'argus/nothing.schema.json',
      refusals: [401, 403, 412],
      handle: ({ principal, params }) => {
        if (!principal.functions.has(params['function'] ?? '')) throw accessDenied();
        return nothing;
      },
    },
    {
      ...base,
      id: 'checkSessionPermission',
      path: '/authentication/v1/session/permission/{function}/{customer}',
      summary: 'Ask whether the caller may do something for one customer: 200 or 403',
      params: 'argus/customer-permission-params.schema.json',
      query: 'argus/domain-query.schema.json',
      data: 'argus/nothing.schema.json',
      refusals: [401, 403, 412],
      handle: ({ principal, params }) => {
        const name = params['customer'];
        const found = world.customers.find((customer) => customer.shortName === name || String(customer.id) === name);
        if (found === undefined) throw invalid([problem('customer', name)]);
        if (!principal.functions.has(params['function'] ?? '') || !maySee(principal, found)) throw accessDenied();
        return nothing;
      },
    },
  ];
}

/** Everything on one page. */
const listed = (items: readonly object[]) => ({
  kind: 'list' as const,
  items: items.map((item) => JSON.stringify(item)),
  limit: 0,
  offset: 0,
  count: items.length,
});
