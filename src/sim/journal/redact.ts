/** Takes secrets out of what the journal and the log show. */

const hidden = '[redacted]';

/** Members of bodies and parameters of queries, in lower case, whose values are nobody's business in any product. */
const always =
  'password passwd pass pwd newpassword secret clientsecret client_secret token refresh_token apikey api_key authorization cookie privatekey totp signature x-siem-sim-token';

/** Tells whether a name of a member, parameter or header is that of a secret, whatever its case. */
export type IsSecret = (name: string) => boolean;

/** `names` are the products' own, in lower case. */
export function secretNames(names: readonly string[]): IsSecret {
  const known = new Set([...always.split(' '), ...names]);
  return (name) => known.has(name.toLowerCase());
}

/** The same value with every secret member blotted out. */
export function redacted(value: unknown, isSecret: IsSecret): unknown {
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map((item) => redacted(item, isSecret));
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [name, isSecret(name) ? hidden : redacted(member, isSecret)]),
  );
}

/** A body that is no JSON, or not all of it: members and parameters are blotted out by their looks. */
export const redactedText = (text: string, isSecret: IsSecret): string =>
  text
    .replace(/("([^"\\]{1,40})"\s*:\s*)("(?:[^"\\]|\\.)*"?|[^\s,}\]]+)/g, (whole: string, head: string, name: string) =>
      isSecret(name) ? `${head}"${hidden}"` : whole,
    )
    .replace(/(^|[?&\s])([\w.-]{1,40})=([^&\s"]*)/g, (whole: string, before: string, name: string) =>
      isSecret(name) ? `${before}${name}=${hidden}` : whole,
    );

/** A caller's name without the address that it called from. */
export const callerName = (caller: string): string => caller.replace(/@[^@]*$/, '');
