/** A simulator as a target: everything may be asked, everything may be written, and it hands out credentials of every kind. */
import { existsSync, readFileSync } from 'node:fs';
import { packageRoot } from '../kernel/package.ts';
import { addressIn, contains, parseRange } from '../kernel/net.ts';
import type { Account, ApiKey as SimulatedKey, World } from '../model/world.ts';
import type { ApiClient as SimulatedClient } from '../model/tenant.ts';
import { keyText } from '../products/argus/auth/api-key.ts';
import type { ProductName, UsmDialect } from './operation.ts';
import type { Credential, Role, Target } from './target.ts';

export interface SimulatedOptions {
  /** The dialect that the simulator was told to speak; the scenario's own when left out. */
  readonly usmDialect?: UsmDialect;
  readonly products?: readonly ProductName[];
}

/** The target that a running simulator is. */
export const simulatedTarget = (
  { url, model: world }: { readonly url: string; readonly model: World },
  { usmDialect, products = ['argus', 'usm'] }: SimulatedOptions = {},
): Target => ({
  url,
  isLive: false,
  products,
  usmDialect: usmDialect ?? world.tenant.dialect,
  credentials: [
    ...world.keys.map((key) => keyOf(key, world.end)),
    ...world.accounts.flatMap((account) => [...loginOf(account), ...signingKeyOf(world, account)]),
    ...world.tenant.clients.map(clientOf),
  ],
  writes: 'all',
});

function keyOf(key: SimulatedKey, now: number): Credential {
  const functions = key.functions ?? key.account.functions;
  const customers = key.customers ?? key.account.customers;
  const role = roleOfKey(key, now, functions);
  return {
    kind: 'api key',
    role,
    variable: variableOf('ARGUS_API_KEY', role),
    value: keyText(key),
    functions,
    customers: customers?.map(({ shortName }) => shortName) ?? null,
  };
}

function roleOfKey(key: SimulatedKey, now: number, functions: readonly string[]): Role {
  if (key.expires !== null && key.expires <= now) return 'expired';
  const here = parseRange('127.0.0.1');
  if (here !== null && key.sources?.every((source) => !contains(source, addressIn(here, 0n))) === true)
    return 'wrong address';
  if (key.customers !== null || key.account.customers !== null) return 'one customer';
  if (!functions.includes('eventLookup')) return 'missing function';
  return functions.includes('assessEvents') && !key.readOnly ? 'full' : 'read only';
}

/** `ARGUS_API_KEY` for the full role, `ARGUS_API_KEY_READ_ONLY` and the like for the others. */
export const variableOf = (base: string, role: Role): string =>
  role === 'full' ? base : `${base}_${role.toUpperCase().replaceAll(' ', '_')}`;

function loginOf({ userName, credentials, analyst, functions, customers }: Account): readonly Credential[] {
  if (userName === null || credentials.password === null) return [];
  const role = analyst ? 'full' : 'one customer';
  return [
    {
      kind: 'password',
      role,
      variable: variableOf('ARGUS_PASSWORD', role),
      userName,
      password: credentials.password,
      functions,
      customers: customers?.map(({ shortName }) => shortName) ?? null,
    },
  ];
}

/** The private half of the key that the shipped scenarios declare. */
const demoKey = new URL('scenarios/demo-signing-key.pem', packageRoot);

function signingKeyOf(world: World, { userName, credentials, functions }: Account): readonly Credential[] {
  const plain = credentials.publicKeys.find(
    ({ sources, readOnly, functions: some }) => sources === null && !readOnly && some === null,
  );
  if (userName === null || plain === undefined || !existsSync(demoKey)) return [];
  const id = `${world.domain.name}/${userName}/${plain.index}`;
  const privateKey = readFileSync(demoKey, 'utf8');
  return [
    { kind: 'signing key', role: 'full', variable: 'ARGUS_SIGNING_KEY', id, privateKey, algorithm: 'ES256', functions },
  ];
}

function clientOf(client: SimulatedClient): Credential {
  const role = roleOfClient(client);
  return {
    kind: 'client',
    role,
    variable: variableOf('USM_CLIENT', role),
    id: client.id,
    secret: client.secret,
    functions: client.scope,
    customers: client.customers?.map(({ shortName }) => shortName) ?? null,
  };
}

function roleOfClient({ enabled, customers, scope }: SimulatedClient): Role {
  if (!enabled) return 'disabled';
  if (customers !== null) return 'one customer';
  return scope.includes('write') ? 'full' : 'read only';
}
