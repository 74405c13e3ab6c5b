/** What is judged: where it listens, who may ask, and how carefully it must be treated. */

/**
 * What a credential is good for. `full` sees and does all that the suite needs; each of the others lacks one thing, which
 * is what makes it useful.
 */
export const roles = [
  'full',
  'read only',
  'one customer',
  'missing function',
  'expired',
  'wrong address',
  'disabled',
] as const;

export type Role = (typeof roles)[number];

interface Known {
  /** Name of the product that takes it; any that takes its kind when left out. */
  readonly product?: string;
  readonly role: Role;
  /** Name of the environment variable that stands for the secret in everything that is printed. */
  readonly variable: string;
  /** The user whose it is, where it tells; what two credentials of one user both may see looks alike to them. */
  readonly user?: string;
  /** Functions or scopes that it is known to have; null when it has its user's all, or when nobody knows. */
  readonly functions?: readonly string[] | null;
  /** Customers that it is known to see; null or left out for all, or when nobody knows. */
  readonly customers?: readonly (string | number)[] | null;
}

/** A secret that is the whole of a credential. */
export interface KeyCredential extends Known {
  readonly kind: 'api key';
  readonly value: string;
}

/** A user who logs in. */
export interface Login extends Known {
  readonly kind: 'password';
  readonly userName: string;
  readonly password: string;
  readonly domain?: string;
  /** True for one whom the directory knows by the same password. */
  readonly ldap?: boolean;
  /** Seed of one-time codes, in base32. */
  readonly totp?: string;
}

/** A private key with which each request is signed. */
export interface SigningKey extends Known {
  readonly kind: 'signing key';
  /** `<domain>/<user>/<index>`. */
  readonly id: string;
  /** PEM, PKCS #8. */
  readonly privateKey: string;
  readonly algorithm: 'ES256' | 'RS256';
}

/** A client that shows id and secret to get a token. */
export interface ClientCredential extends Known {
  readonly kind: 'client';
  readonly id: string;
  readonly secret: string;
}

export type Credential = KeyCredential | Login | SigningKey | ClientCredential;

/** The name of the flag that says how a product speaks. */
export type DialectFlag = `${string}Dialect`;

export interface Target {
  /** Base URL without a slash at the end. */
  readonly url: string;
  /** True for somebody's real tenant: read only, slowly, and an unknown member is news instead of a fault. */
  readonly isLive: boolean;
  /** Names of the products that are asked. */
  readonly products: readonly string[];
  /** How a product speaks that has dialects, such as `usmDialect`. */
  readonly [flag: DialectFlag]: string | undefined;
  readonly credentials: readonly Credential[];
  /** Ids of events, as the vendor writes them, that may be changed and are put back; `all` on a simulator. */
  readonly writes: 'all' | readonly string[];
  /** Lets so many milliseconds pass for the target at once; left out where nobody can. */
  readonly turn?: (milliseconds: number) => Promise<void>;
}

/** How products speak, by flag. */
export const dialectsOf = (given: object): Readonly<Record<DialectFlag, string>> =>
  Object.fromEntries(
    Object.entries(given).filter(([name, value]) => name.endsWith('Dialect') && typeof value === 'string'),
  ) as Readonly<Record<DialectFlag, string>>;

/** The credential of a kind in a role, of one product where several take the kind. */
export const credentialOf = <Kind extends Credential['kind']>(
  target: Target,
  kind: Kind,
  role: Role = 'full',
  product?: string,
): Extract<Credential, { kind: Kind }> | undefined =>
  target.credentials.find(
    (credential): credential is Extract<Credential, { kind: Kind }> =>
      credential.kind === kind &&
      credential.role === role &&
      (credential.product ?? product) === (product ?? credential.product),
  );

/** `ARGUS_API_KEY` for the full role, `ARGUS_API_KEY_READ_ONLY` and the like for the others. */
export const variableOf = (base: string, role: Role): string =>
  role === 'full' ? base : `${base}_${role.toUpperCase().replaceAll(' ', '_')}`;
