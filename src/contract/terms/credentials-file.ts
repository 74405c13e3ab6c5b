/** A file of credentials, as YAML or JSON: who may ask a live target, and what each may and may not. */
import { createPrivateKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { latePackage } from '../../kernel/late-packages.ts';
import { dirname, resolve } from 'node:path';
import { UserError } from '../../kernel/fault.ts';
import { violations } from '../../kernel/schema.ts';
import { variablesOf, type Variables } from './credentials.ts';
import { variableOf, type Credential, type Role } from './target.ts';

const schema = 'contract/credentials.schema.json';

/** What is in the file for one credential. */
interface Entry {
  readonly product: string;
  readonly kind: Credential['kind'];
  readonly role?: Role;
  readonly variable?: string;
  readonly user?: string;
  readonly functions?: readonly string[] | null;
  readonly customers?: readonly (string | number)[] | null;
  readonly [member: string]: unknown;
}

/** Either the credentials of a file, or the variables of one that holds lines of `NAME=value`. Throws UserError for what is neither. */
export function credentialsIn(
  file: string,
  environment: Variables,
): { readonly credentials: readonly Credential[] } | { readonly variables: Variables } {
  const text = textOf(file);
  if (!/\.(?:ya?ml|json)$/i.test(file) && !/^\s*(?:\{|credentials:)/m.test(text))
    return { variables: variablesOf(file) };
  const { credentials } = checked(file, text);
  return { credentials: credentials.map((entry) => credentialOfEntry(entry, file, environment)) };
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new UserError(`cannot read credentials from ${file}: ${(error as Error).message.split('\n')[0]}`);
  }
}

function checked(file: string, text: string): { readonly credentials: readonly Entry[] } {
  const { parse } = latePackage('yaml');
  let content: unknown;
  try {
    content = parse(text);
  } catch (error) {
    throw new UserError(`${file} is no YAML: ${(error as Error).message.split('\n')[0]}`);
  }
  const first = violations(schema, content).find(({ keyword }) => keyword !== 'oneOf');
  // The secrets of the file stay out of what is said of it.
  if (first !== undefined) throw new UserError(`${file}: ${first.path.join('.') || 'the file'}: ${first.message}`);
  return content as { readonly credentials: readonly Entry[] };
}

/** `ARGUS_API_KEY`, of product and kind. */
const baseOf = ({ product, kind }: Entry): string => `${product}_${kind}`.toUpperCase().replaceAll(' ', '_');

function credentialOfEntry(entry: Entry, file: string, environment: Variables): Credential {
  const { kind, role = 'full', variable = variableOf(baseOf(entry), role) } = entry;
  const secret = (name: string): string => secretOf(String(entry[name]), file, environment);
  const { user, functions, customers } = entry;
  const known = {
    product: entry.product,
    role,
    variable,
    ...(user !== undefined && { user }),
    ...(functions !== undefined && { functions }),
    ...(customers !== undefined && { customers }),
  };
  if (kind === 'api key') return { ...known, kind, value: secret('value') };
  if (kind === 'client') return { ...known, kind, id: String(entry['id']), secret: secret('secret') };
  if (kind === 'password') {
    const { domain, ldap, totp } = entry;
    const login = { ...known, kind, userName: String(entry['userName']), password: secret('password') };
    return {
      ...login,
      ...(typeof domain === 'string' && { domain }),
      ...(ldap === true && { ldap }),
      ...(totp !== undefined && { totp: secret('totp') }),
    };
  }
  const privateKey = secret('privateKey');
  return { ...known, kind, id: String(entry['id']), privateKey, algorithm: algorithmOf(privateKey, variable) };
}

function secretOf(text: string, file: string, environment: Variables): string {
  if (text.startsWith('file:')) return textOf(resolve(dirname(file), text.slice('file:'.length))).trim();
  const [, name] = /^\$([A-Z][A-Z0-9_]*)$/.exec(text) ?? [];
  if (name === undefined) return text;
  const value = environment[name];
  if (value === undefined || value === '') throw new UserError(`${file} names $${name}, which is not set`);
  return value;
}

/** The algorithm that a private key signs by. Throws UserError for what is no key; `name` says which. */
export function algorithmOf(privateKey: string, name: string): 'ES256' | 'RS256' {
  try {
    return createPrivateKey(privateKey).asymmetricKeyType === 'rsa' ? 'RS256' : 'ES256';
  } catch {
    throw new UserError(`${name} is no private key in PEM`);
  }
}
