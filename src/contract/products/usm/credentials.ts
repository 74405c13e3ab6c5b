/** Who may ask USM Anywhere: API clients from the environment and from a simulator, and the tokens that they ask with. */
import { tenantOf, type ApiClient } from '../../../products/usm/records/tenant.ts';
import type { World } from '../../../model/world.ts';
import { makeIds } from '../../../products/usm/records/usm-id.ts';
import type { Callers } from '../../terms/adapter.ts';
import { pairOf, type Variables } from '../../terms/credentials.ts';
import { basicOf } from '../../terms/secrets.ts';
import { roles, variableOf, type Credential, type Role } from '../../terms/target.ts';

export const callers: Callers = {
  kind: 'client',
  noun: 'API client',
  variables: 'USM_CLIENT_ID and USM_CLIENT_SECRET',
  fromVariables: (variables) => roles.flatMap((role) => clientFrom(variables, role)),
  ofWorld: (world) => tenantOf(world).clients.map((client) => clientOf(world, client)),
  headersOf: async (credential, { schemes }, token) => {
    if (credential.kind === 'api key') return {};
    const isBasic = schemes.includes('basic');
    return {
      Authorization: isBasic ? `Basic ${basicOf(credential.id, credential.secret)}` : `Bearer ${await token()}`,
    };
  },
  token: {
    operation: 'getToken',
    ask: { query: { grant_type: 'client_credentials' } },
    value: 'access_token',
    seconds: 'expires_in',
    variable: 'USM_TOKEN',
  },
};

/** `USM_CLIENT_ID` and `USM_CLIENT_SECRET`; other roles have their name before the end, such as `USM_CLIENT_EXPIRED_ID`. */
function clientFrom(variables: Variables, role: Role): readonly Credential[] {
  const variable = variableOf('USM_CLIENT', role);
  const pair = pairOf(variables, `${variable}_ID`, `${variable}_SECRET`);
  return pair === null ? [] : [{ kind: 'client', role, variable, id: pair[0], secret: pair[1] }];
}

function clientOf(world: World, client: ApiClient): Credential {
  const role = roleOf(client);
  const { sensor } = makeIds(world);
  const own = world.sensors.filter(({ customer }) => client.customers?.includes(customer) === true);
  return {
    kind: 'client',
    role,
    variable: variableOf('USM_CLIENT', role),
    id: client.id,
    secret: client.secret,
    functions: client.scope,
    // All that an alarm or event says of its owner are sensors.
    customers: client.customers === null ? null : own.map(sensor),
  };
}

function roleOf({ enabled, customers, scope }: ApiClient): Role {
  if (!enabled) return 'disabled';
  if (customers !== null) return 'one customer';
  return scope.includes('write') ? 'full' : 'read only';
}
