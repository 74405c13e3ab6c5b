/** The parts of a JSON Web Token. */
import type { Json } from '../../../kernel/schema.ts';

/** A part of a token: JSON in base64url. */
export const tokenPart = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** The token with claims that were not signed. */
export function withOtherClaims(token: string, changed: object): string {
  const [head, claims = '', rest] = token.split('.');
  const value = JSON.parse(Buffer.from(claims, 'base64url').toString('utf8')) as object;
  return `${head}.${tokenPart({ ...value, ...changed })}.${rest}`;
}

/** What a token claims; null for a text that is none. */
export function claimsIn(token: string): Json {
  try {
    return JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8')) as Json;
  } catch {
    return null;
  }
}
