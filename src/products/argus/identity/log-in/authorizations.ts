/** Authorizations: proof, for a quarter of an hour, that a user may do one thing. Source: docs/contract/argus.md §12.8. */
import { createHmac } from 'node:crypto';
import type { Account, World } from '../../../../model/world.ts';
import type { NewAuthorization } from '../../generated/types.ts';
import { digestOf, isSecret, issuedSecretsOf } from '../store/secret.ts';

export type AuthorizedOperation = 'apikey.create' | 'apikey.renew' | 'password.set' | 'totp.initialize';

/** On the simulated clock; assumed. */
const lifetime = 15 * 60_000;

const identifiers: Partial<Record<AuthorizedOperation, NonNullable<NewAuthorization['identifier']>>> = {
  'password.set': 'setPassword',
  'totp.initialize': 'initializeTOTP',
};

const encoded = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

const signed = (world: World, message: string): string =>
  `${message}.${createHmac('sha256', issuedSecretsOf(world, 'authorizations')(0, 64)).update(message).digest('base64url')}`;

/** A JWS over who may do what until when, and what the client said of it. */
export function authorizationFor(
  world: World,
  account: Account,
  operation: AuthorizedOperation,
  given: { readonly nextURI: string | null; readonly context?: Readonly<Record<string, string>> },
  now: number,
): NewAuthorization {
  const expires = now + lifetime;
  const claims = { sub: account.id, operation, exp: expires, context: given.context ?? {} };
  return {
    authorization: signed(world, `${encoded({ alg: 'HS256', typ: 'JWT' })}.${encoded(claims)}`),
    expires,
    identifier: identifiers[operation] ?? null,
    nextURI: given.nextURI,
    operation,
  };
}

/** True for an authorization of this user, for this operation, whose time is not over. */
export function isAuthorized(
  world: World,
  account: Account,
  operation: AuthorizedOperation,
  text: string,
  now: number,
): boolean {
  const message = text.slice(0, Math.max(0, text.lastIndexOf('.')));
  if (!isSecret(text, digestOf(signed(world, message)))) return false;
  const claims = JSON.parse(Buffer.from(message.split('.')[1] ?? '', 'base64url').toString()) as {
    readonly sub: number;
    readonly operation: string;
    readonly exp: number;
  };
  return claims.sub === account.id && claims.operation === operation && now < claims.exp;
}
