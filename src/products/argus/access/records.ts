/** What the command log says about identity: sessions, API keys and public keys as plain records in tables of the overlay. */
import type { OverlayTable } from '../../../state/overlay.ts';

export type AuthenticationMethod = 'APIKEY' | 'PASSWORD' | 'LDAP' | 'TOTP' | 'SIGNATURE';

/** From weak to strong; a key is weaker than a session (seed 002), names from docs/contract/argus.md §5.2. */
export const levels = ['EXTERNAL', 'DEFAULT', 'ADMINISTRATIVE'] as const;
export type SecurityLevel = (typeof levels)[number];

/** What a record is narrowed to; customers by index. Null where it is not. */
export interface NarrowRecord {
  readonly functions: readonly string[] | null;
  readonly customers: readonly number[] | null;
  readonly readOnly: boolean;
}

export interface SessionRecord extends NarrowRecord {
  /** Position of its command in the log; its token is made from this. */
  readonly number: number;
  /** Index of the account. */
  readonly account: number;
  readonly method: AuthenticationMethod;
  readonly level: SecurityLevel;
  /** Address of the client, which the session is bound to. */
  readonly source: string;
  /** Epoch milliseconds on the simulated clock. */
  readonly created: number;
  readonly expires: number;
}

export interface KeyRecord extends NarrowRecord {
  readonly account: number;
  readonly key: number;
  readonly description: string;
  readonly created: number;
  readonly createdBy: number;
  /** Epoch milliseconds; null when it never expires. */
  readonly expires: number | null;
  readonly sources: readonly string[] | null;
  /** Left out where its addresses are no cloud's. */
  readonly cloud?: CloudRecord;
  /** Position of the command that made it, which its secret is made from; null for the scenario's own secret. */
  readonly secret: number | null;
  readonly isDeleted: boolean;
}

/** A cloud whose addresses a key is for. */
export interface CloudRecord {
  readonly provider: 'aws' | 'azure' | 'github';
  readonly regions: readonly string[];
  readonly services: readonly string[];
}

/** When somebody last logged in by a method, and from where. */
export interface LogInRecord {
  readonly at: number;
  readonly source: string;
}

/** What a user has changed of what the scenario gave it. */
export interface CredentialRecord {
  /** Digest of the password; null while it is the scenario's. */
  readonly password: string | null;
  /** Digests of the passwords before it, the latest first. */
  readonly earlier: readonly string[];
  /** Position of the command that made the generator of one-time codes; null for none. */
  readonly totp: number | 'scenario' | null;
  /** The same of a generator that nobody has shown to work yet. */
  readonly pending: number | null;
}

export interface PublicKeyRecord extends NarrowRecord {
  readonly account: number;
  readonly index: number;
  readonly pem: string;
  readonly sources: readonly string[] | null;
}

type Tables = { readonly table: <Value>(name: string) => OverlayTable<Value> };

/** Sessions by number, API keys by prefix, public keys by `account/index`, log-ins by `account/method`, credentials by account. */
export const sessionTable = ({ table }: Tables): OverlayTable<SessionRecord> => table('argus/sessions');
export const keyTable = ({ table }: Tables): OverlayTable<KeyRecord> => table('argus/keys');
export const logInTable = ({ table }: Tables): OverlayTable<LogInRecord> => table('argus/log-ins');
export const credentialTable = ({ table }: Tables): OverlayTable<CredentialRecord> => table('argus/credentials');
export const publicKeyTable = ({ table }: Tables): OverlayTable<PublicKeyRecord> => table('argus/public-keys');

/** `1ab/2c`: user and key in hexadecimal (W5.0 authentication/v1/apikey; docs/contract/argus.md §5.1). */
export const keyPrefix = (user: number, key: number): string => `${user.toString(16)}/${key.toString(16)}`;
