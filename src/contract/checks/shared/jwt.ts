/** The parts of a JSON Web Token. */

/** A part of a token: JSON in base64url. */
export const tokenPart = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** The token with claims that were not signed. */
export function withOtherClaims(token: string, changed: object): string {
  const [head, claims = '', rest] = token.split('.');
  const value = JSON.parse(Buffer.from(claims, 'base64url').toString('utf8')) as object;
  return `${head}.${tokenPart({ ...value, ...changed })}.${rest}`;
}
