/** How a user can prove who it is now: what the scenario gave it, and what it has changed since. */
import { createHmac } from 'node:crypto';
import type { Account, World } from '../../../../model/world.ts';
import type { Simulation } from '../../../shared/simulation.ts';
import { credentialTable, type CredentialRecord } from '../../access/records.ts';
import { untouched } from './credential-commands.ts';
import { digestOf, isSecret, noSecret, issuedSecretsOf, secretsOf } from './secret.ts';

export interface Standing {
  readonly hasPassword: boolean;
  /** Takes as long where there is no password. */
  readonly isPassword: (text: string) => boolean;
  /** The same of the directory's, which nobody changes here. */
  readonly isDirectoryPassword: (text: string) => boolean;
  /** True for a password that it had before. */
  readonly wasPassword: (text: string) => boolean;
  /** Digest of the password; empty where there is none. */
  readonly digest: string;
  /** True while the password is one that the user must change. */
  readonly mustChange: boolean;
  readonly ldap: boolean;
  /** Base32 seed of its one-time codes; null for none. */
  readonly totp: string | null;
  /** The generator that nobody has shown to work yet. */
  readonly pending: Generator | null;
}

/** A generator of one-time codes. */
export interface Generator {
  readonly seed: string;
  /** What who verifies it must show. */
  readonly cookie: string;
}

export function standingOf({ world, state }: Pick<Simulation, 'world' | 'state'>, account: Account): Standing {
  const record: CredentialRecord = credentialTable(state).get(String(account.index)) ?? untouched;
  const { password, ldap, totp, mustChange } = account.credentials;
  const own = record.password;
  const digest = own ?? (password === null ? '' : passwordDigest(world, account, password));
  return {
    hasPassword: digest !== '',
    isPassword: (text) =>
      isSecret(passwordDigest(world, account, text), digest === '' ? noSecret : digestOf(digest)) && digest !== '',
    isDirectoryPassword: (text) =>
      isSecret(text, password === null ? noSecret : digestOf(password)) && password !== null,
    wasPassword: (text) => record.earlier.includes(passwordDigest(world, account, text)),
    digest,
    mustChange: mustChange && own === null,
    ldap,
    totp: record.totp === 'scenario' ? totp : record.totp === null ? null : generatorOf(world, record.totp).seed,
    pending: record.pending === null ? null : generatorOf(world, record.pending),
  };
}

/** What the log keeps of a password; whoever knows the seed can try words: this is a simulator. */
export const passwordDigest = (world: World, account: Account, text: string): string =>
  createHmac('sha256', secretsOf(world, 'passwords')(account.index, 64)).update(text).digest('hex');

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** The generator that a command of the log made. */
export function generatorOf(world: World, number: number): Generator {
  const bits = BigInt(`0x${secretsOf(world, 'totp-seeds')(number, 64)}`);
  const digits = Array.from({ length: 32 }, (_, place) => alphabet[Number((bits >> BigInt(place * 5)) & 31n)]);
  return { seed: digits.join(''), cookie: issuedSecretsOf(world, 'totp-cookies')(number, 32) };
}
