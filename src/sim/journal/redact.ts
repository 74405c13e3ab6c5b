/** Takes secrets out of what the journal and the log show. */

const hidden = '[redacted]';

/** Members of bodies and parameters of queries whose values are nobody's business, whatever their case. */
const secretName =
  /^(?:password|passwd|pass|pwd|newpassword|secret|clientsecret|client_secret|token|tokencode|access_token|refresh_token|sessionkey|apikey|apikeystring|api_key|argus-api-key|authorization|cookie|requestcredentialsdata|privatekey|totp|signature)$/i;

export const isSecretName = (name: string): boolean => secretName.test(name);

/** The same value with every secret member blotted out. */
export function redacted(value: unknown): unknown {
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map(redacted);
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [name, isSecretName(name) ? hidden : redacted(member)]),
  );
}

/** A body that is no JSON, or not all of it: members and parameters are blotted out by their looks. */
export const redactedText = (text: string): string =>
  text
    .replace(/("([^"\\]{1,40})"\s*:\s*)("(?:[^"\\]|\\.)*"?|[^\s,}\]]+)/g, (whole: string, head: string, name: string) =>
      isSecretName(name) ? `${head}"${hidden}"` : whole,
    )
    .replace(/(^|[?&\s])([\w.-]{1,40})=([^&\s"]*)/g, (whole: string, before: string, name: string) =>
      isSecretName(name) ? `${before}${name}=${hidden}` : whole,
    );

/** A caller's name without the address that it called from. */
export const callerName = (caller: string): string => caller.replace(/@[^@]*$/, '');
