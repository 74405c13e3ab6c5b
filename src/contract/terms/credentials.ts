/** Credentials from environment variables, or from a file of such lines; they are never printed. */
import { readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { UserError } from '../../kernel/fault.ts';
import type { ProductAdapter } from './adapter.ts';
import type { Credential, DialectFlag, Target } from './target.ts';

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

/** True where a product can be asked with these credentials. */
export const isAskable = ({ callers }: ProductAdapter, credentials: readonly Credential[]): boolean =>
  credentials.some(({ kind, role }) => kind === callers.kind && role === 'full');

/** The dialects that a live target is taken to speak, by flag. */
export const liveDialects = (products: readonly ProductAdapter[]): Readonly<Record<DialectFlag, string>> =>
  Object.fromEntries(
    products.flatMap(({ name, liveDialect }) => (liveDialect === undefined ? [] : [[`${name}Dialect`, liveDialect]])),
  );

/** The credential with which a product is asked in a role. */
export const callerOf = (
  { callers }: ProductAdapter,
  { credentials }: Pick<Target, 'credentials'>,
  role: Credential['role'] = 'full',
) =>
  credentials.find(
    (one): one is Extract<Credential, { readonly kind: typeof callers.kind }> =>
      one.kind === callers.kind && one.role === role,
  );
