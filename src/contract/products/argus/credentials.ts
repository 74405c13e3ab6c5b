/** Who may ask Argus: credentials from the environment, those that a simulator hands out, and the headers that they become. */
import { existsSync, readFileSync } from 'node:fs';
import { UserError } from '../../../kernel/fault.ts';
import { addressIn, contains, parseRange } from '../../../kernel/net.ts';
import { packageRoot } from '../../../kernel/package.ts';
import type { Account, ApiKey, World } from '../../../model/world.ts';
import type { Callers } from '../../terms/adapter.ts';
import { algorithmOf } from '../../terms/credentials-file.ts';
import { pairOf, type Variables } from '../../terms/credentials.ts';
import { member } from '../../terms/exchange.ts';
import { roles, variableOf, type Credential, type Role } from '../../terms/target.ts';

export const callers: Callers = {
  kind: 'api key',
  noun: 'API key',
  variables: 'ARGUS_API_KEY',
  fromVariables: (variables) =>
    roles.flatMap((role) => [
      ...apiKeyFrom(variables, role),
      ...(role === 'full' ? [...loginFrom(variables), ...signingKeyFrom(variables)] : []),
    ]),
  ofWorld: (world) => [
    ...world.keys.map((key) => keyOf(key, world.end)),
    ...world.accounts.flatMap((account) => [...loginOf(account), ...signingKeyOf(world, account)]),
  ],
  headersOf: (credential) => (credential.kind === 'api key' ? { 'Argus-API-Key': credential.value } : {}),
  logIn: {
    operation: 'passwordAuthentication',
    askOf: ({ userName, password, domain }) => ({
      as: null,
      body: { userName, password, ...(domain !== undefined && { domain }) },
    }),
    headersOf: ({ data }) => {
      const token = member(member(data, 'credentials'), 'requestCredentialsData');
      return typeof token === 'string' ? { Authorization: `Bearer ${token}` } : null;
    },
  },
};

/** `ARGUS_API_KEY`; roles other than the full one have a name after it, such as `ARGUS_API_KEY_READ_ONLY`. */
function apiKeyFrom(variables: Variables, role: Role): readonly Credential[] {
  const variable = variableOf('ARGUS_API_KEY', role);
  const value = variables[variable];
  return value === undefined || value === '' ? [] : [{ kind: 'api key', role, variable, value, user: userOf(value) }];
}

/** A key begins with the number of its user (docs/contract/argus.md §5.1). */
const userOf = (key: string): string => key.split('/')[0] ?? '';

/** `ARGUS_USER`, `ARGUS_PASSWORD` and `ARGUS_DOMAIN`. */
function loginFrom(variables: Variables): readonly Credential[] {
  const pair = pairOf(variables, 'ARGUS_USER', 'ARGUS_PASSWORD');
  const domain = variables['ARGUS_DOMAIN'];
  if (pair === null) return [];
  const [userName, password] = pair;
  const login = { kind: 'password', role: 'full', variable: 'ARGUS_PASSWORD', userName, password } as const;
  return [{ ...login, ...(domain !== undefined && { domain }) }];
}

/** `ARGUS_SIGNING_KEY_ID` and `ARGUS_SIGNING_KEY` (PEM, or the path of such a file). */
function signingKeyFrom(variables: Variables): readonly Credential[] {
  const variable = 'ARGUS_SIGNING_KEY';
  const pair = pairOf(variables, 'ARGUS_SIGNING_KEY_ID', variable);
  if (pair === null) return [];
  const [id, text] = pair;
  const privateKey = text.includes('-----BEGIN') ? text : fileText(text);
  return [
    { kind: 'signing key', role: 'full', variable, id, privateKey, algorithm: algorithmOf(privateKey, variable) },
  ];
}

function fileText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new UserError(`ARGUS_SIGNING_KEY: ${(error as Error).message.split('\n')[0]}`);
  }
}

function keyOf(key: ApiKey, now: number): Credential {
  const functions = key.functions ?? key.account.functions;
  const customers = key.customers ?? key.account.customers;
  const role = roleOf(key, now, functions);
  return {
    kind: 'api key',
    role,
    variable: variableOf('ARGUS_API_KEY', role),
    value: `${key.account.id.toString(16)}/${key.key.toString(16)}/${key.secret}`,
    user: key.account.id.toString(16),
    functions,
    customers: customers?.map(({ shortName }) => shortName) ?? null,
  };
}

function roleOf(key: ApiKey, now: number, functions: readonly string[]): Role {
  if (key.expires !== null && key.expires <= now) return 'expired';
  const here = parseRange('127.0.0.1');
  if (here !== null && key.sources?.every((source) => !contains(source, addressIn(here, 0n))) === true)
    return 'wrong address';
  if (key.customers !== null || key.account.customers !== null) return 'one customer';
  if (!functions.includes('eventLookup')) return 'missing function';
  return functions.includes('assessEvents') && !key.readOnly ? 'full' : 'read only';
}

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
      ...(credentials.ldap && { ldap: true }),
      ...(credentials.totp !== null && { totp: credentials.totp }),
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
