/** Credentials from environment variables, or from a file of such lines; they are never printed. */
import { createPrivateKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { UserError } from '../kernel/fault.ts';
import { variableOf } from './simulated.ts';
import type { Credential, Role } from './target.ts';

type Variables = Readonly<Record<string, string | undefined>>;

const roles: readonly Role[] = [
  'full',
  'read only',
  'one customer',
  'missing function',
  'expired',
  'wrong address',
  'disabled',
];

/**
 * `ARGUS_API_KEY`; `USM_CLIENT_ID` and `USM_CLIENT_SECRET`; `ARGUS_USER`, `ARGUS_PASSWORD` and `ARGUS_DOMAIN`;
 * `ARGUS_SIGNING_KEY_ID` and `ARGUS_SIGNING_KEY` (PEM, or the path of such a file). Other roles have a name after it, such
 * as `ARGUS_API_KEY_READ_ONLY` or `USM_CLIENT_EXPIRED_ID`. Throws UserError for half of a pair.
 */
export const credentialsFrom = (variables: Variables): readonly Credential[] =>
  roles.flatMap((role) => [
    ...apiKeyFrom(variables, role),
    ...clientFrom(variables, role),
    ...(role === 'full' ? [...loginFrom(variables), ...signingKeyFrom(variables)] : []),
  ]);

/** The variables of a file with lines of `NAME=value`. Throws UserError when it cannot be read. */
export function variablesOf(file: string): Variables {
  try {
    return parseEnv(readFileSync(file, 'utf8')) as Variables;
  } catch (error) {
    throw new UserError(`cannot read credentials from ${file}: ${(error as Error).message.split('\n')[0]}`);
  }
}

/** Both or neither. */
function pairOf(variables: Variables, one: string, other: string): readonly [string, string] | null {
  const [first, second] = [variables[one], variables[other]];
  if (first === undefined && second === undefined) return null;
  if (first === undefined || second === undefined)
    throw new UserError(`${first === undefined ? one : other} is missing; ${one} and ${other} belong together`);
  return [first, second];
}

function apiKeyFrom(variables: Variables, role: Role): readonly Credential[] {
  const variable = variableOf('ARGUS_API_KEY', role);
  const value = variables[variable];
  return value === undefined || value === '' ? [] : [{ kind: 'api key', role, variable, value }];
}

function clientFrom(variables: Variables, role: Role): readonly Credential[] {
  const variable = variableOf('USM_CLIENT', role);
  const pair = pairOf(variables, `${variable}_ID`, `${variable}_SECRET`);
  return pair === null ? [] : [{ kind: 'client', role, variable, id: pair[0], secret: pair[1] }];
}

function loginFrom(variables: Variables): readonly Credential[] {
  const pair = pairOf(variables, 'ARGUS_USER', 'ARGUS_PASSWORD');
  const domain = variables['ARGUS_DOMAIN'];
  if (pair === null) return [];
  const [userName, password] = pair;
  return [
    {
      kind: 'password',
      role: 'full',
      variable: 'ARGUS_PASSWORD',
      userName,
      password,
      ...(domain !== undefined && { domain }),
    },
  ];
}

function signingKeyFrom(variables: Variables): readonly Credential[] {
  const pair = pairOf(variables, 'ARGUS_SIGNING_KEY_ID', 'ARGUS_SIGNING_KEY');
  if (pair === null) return [];
  const [id, given] = pair;
  const privateKey = given.includes('-----BEGIN') ? given : fileText(given);
  return [
    {
      kind: 'signing key',
      role: 'full',
      variable: 'ARGUS_SIGNING_KEY',
      id,
      privateKey,
      algorithm: algorithmOf(privateKey),
    },
  ];
}

function algorithmOf(privateKey: string): 'ES256' | 'RS256' {
  try {
    return createPrivateKey(privateKey).asymmetricKeyType === 'rsa' ? 'RS256' : 'ES256';
  } catch {
    throw new UserError('ARGUS_SIGNING_KEY is no private key in PEM');
  }
}

function fileText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new UserError(`ARGUS_SIGNING_KEY: ${(error as Error).message.split('\n')[0]}`);
  }
}
