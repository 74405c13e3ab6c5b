/** What is judged: where it listens, who may ask, and how carefully it must be treated. */
import type { ProductName, UsmDialect } from './operation.ts';

/**
 * What a credential is good for. `full` sees and does all that the suite needs; each of the others lacks one thing, which
 * is what makes it useful.
 */
export type Role =
  | 'full'
  | 'read only'
  | 'one customer'
  | 'missing function'
  | 'expired'
  | 'wrong address'
  | 'disabled';

interface Known {
  readonly role: Role;
  /** Name of the environment variable that stands for the secret in everything that is printed. */
  readonly variable: string;
  /** Functions or scopes that it is known to have; null when it has its user's all, or when nobody knows. */
  readonly functions?: readonly string[] | null;
  /** Customers that it is known to see; null or left out for all, or when nobody knows. */
  readonly customers?: readonly (string | number)[] | null;
}

/** The header `Argus-API-Key`. */
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
}

/** A private key for the header `Argus-Signature`. */
export interface SigningKey extends Known {
  readonly kind: 'signing key';
  /** `<domain>/<user>/<index>`. */
  readonly id: string;
  /** PEM, PKCS #8. */
  readonly privateKey: string;
  readonly algorithm: 'ES256' | 'RS256';
}

/** An API client of USM Anywhere. */
export interface ClientCredential extends Known {
  readonly kind: 'client';
  readonly id: string;
  readonly secret: string;
}

export type Credential = KeyCredential | Login | SigningKey | ClientCredential;

export interface Target {
  /** Base URL without a slash at the end. */
  readonly url: string;
  /** True for somebody's real tenant: read only, slowly, and an unknown member is news instead of a fault. */
  readonly isLive: boolean;
  readonly products: readonly ProductName[];
  readonly usmDialect: UsmDialect;
  readonly credentials: readonly Credential[];
  /** Ids of events, as the vendor writes them, that may be changed and are put back; `all` on a simulator. */
  readonly writes: 'all' | readonly string[];
}

/** The credential of a kind in a role. */
export const credentialOf = <Kind extends Credential['kind']>(
  target: Target,
  kind: Kind,
  role: Role = 'full',
): Extract<Credential, { kind: Kind }> | undefined =>
  target.credentials.find(
    (credential): credential is Extract<Credential, { kind: Kind }> =>
      credential.kind === kind && credential.role === role,
  );
