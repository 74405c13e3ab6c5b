/** Credentials from environment variables, or from a file of such lines; they are never printed. */
import { readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { UserError } from '../../kernel/fault.ts';
import type { ProductAdapter } from './adapter.ts';
import type { Operation } from './operation.ts';
import { credentialOf, type Credential, type DialectFlag, type Target } from './target.ts';

export type Variables = Readonly<Record<string, string | undefined>>;

/** The variables of a file with lines of `NAME=value`. Throws UserError when it cannot be read. */
export function variablesOf(file: string): Variables {
  try {
    return parseEnv(readFileSync(file, 'utf8')) as Variables;
  } catch (error) {
    throw new UserError(`cannot read credentials from ${file}: ${(error as Error).message.split('\n')[0]}`);
  }
}

/** Both or neither. */
export function pairOf(variables: Variables, one: string, other: string): readonly [string, string] | null {
  const [first, second] = [variables[one], variables[other]];
  if (first === undefined && second === undefined) return null;
  if (first === undefined || second === undefined)
    throw new UserError(`${first === undefined ? one : other} is missing; ${one} and ${other} belong together`);
  return [first, second];
}

/** What each product finds, so that none is asked with what another takes. */
export const credentialsFor = (
  products: readonly ProductAdapter[],
  find: (adapter: ProductAdapter) => readonly Credential[],
): readonly Credential[] =>
  products.flatMap((adapter) => find(adapter).map((credential) => ({ ...credential, product: adapter.name })));

/** True for a credential with which a product is asked. */
export const isCaller = (
  { name, callers }: ProductAdapter,
  credential: Credential,
): credential is Extract<Credential, { readonly kind: typeof callers.kind }> =>
  credential.kind === callers.kind && (credential.product ?? name) === name;

/** True where a product can be asked with these credentials. */
export const isAskable = (adapter: ProductAdapter, credentials: readonly Credential[]): boolean =>
  callerOf(adapter, { credentials }) !== undefined;

/** The dialects that a live target is taken to speak, by flag. */
export const liveDialects = (products: readonly ProductAdapter[]): Readonly<Record<DialectFlag, string>> =>
  Object.fromEntries(
    products.flatMap(({ name, liveDialect }) => (liveDialect === undefined ? [] : [[`${name}Dialect`, liveDialect]])),
  );

/** True for what manages what callers hold, where a user is known who may log in for it; what users do to themselves is theirs alone. */
export const isAskedByUser = (
  { adapter, isPrivileged, effect }: Pick<Operation, 'adapter' | 'isPrivileged' | 'effect'>,
  target: Target,
): boolean =>
  isPrivileged === true &&
  effect !== 'session' &&
  adapter.callers.logIn !== undefined &&
  credentialOf(target, 'password', 'full', adapter.name) !== undefined;

/** True where the usual caller may ask it, by a key or logged in. */
export const isOpenTo = (operation: Operation, target: Target): boolean =>
  operation.isPrivileged !== true || isAskedByUser(operation, target);

/** The credential with which a product is asked in a role. */
export const callerOf = (
  adapter: ProductAdapter,
  { credentials }: Pick<Target, 'credentials'>,
  role: Credential['role'] = 'full',
) => credentials.filter((one) => isCaller(adapter, one)).find((one) => one.role === role);
