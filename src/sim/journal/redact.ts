/** Takes secrets out of what the journal and the log show: known by the name that they go by, or by their looks. */

const hidden = '[redacted]';

/** Members of bodies and parameters of queries, in small letters alone, whose values are nobody's business in any product. */
const always =
  'password passwd pass pwd newpassword oldpassword secret clientsecret token accesstoken refreshtoken idtoken apikey xapikey authorization cookie setcookie privatekey totp passcode signature verificationcode xsiemsimtoken';

/** Tells whether a name of a member, parameter or header is that of a secret, however it is spelled. */
export type IsSecret = (name: string) => boolean;

/** `Argus-API-Key`, `argus_api_key` and `filter[argusApiKey]` are one name. */
const plain = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]/g, '');
const lastPart = (name: string): string => /([^.[\]]+)[.[\]\d]*$/.exec(name)?.[1] ?? name;

/** `names` are the products' own. */
export function secretNames(names: readonly string[]): IsSecret {
  const known = new Set([...always.split(' '), ...names.map(plain)]);
  return (name) => known.has(plain(name)) || known.has(plain(lastPart(name)));
}

/** Signed tokens, and long texts of letters of both cases and digits, which no id of a product is made of. */
const looks =
  /(?<![\w-])eyJ[\w-]{5,}(?:\.[\w-]*){1,2}|(?<![\w~+=-])(?=[\w~+=-]*[a-z])(?=[\w~+=-]*[A-Z])(?=[\w~+=-]*\d)[\w~+=-]{40,}/g;

/** The text without what looks like a token. */
export const withoutTokens = (text: string): string => text.replace(looks, hidden);

/** The same value with every secret blotted out: members, pairs of a name and a value, and JSON within text. */
export function redacted(value: unknown, isSecret: IsSecret): unknown {
  if (typeof value === 'string') return redactedText(value, isSecret);
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map((item) => redacted(item, isSecret));
  const members = Object.entries(value);
  // `{"key": "password", "value": …}` names its secret in another member.
  const isNamed = members.some(
    ([name, of]) => /^(?:key|name|field)$/i.test(name) && typeof of === 'string' && isSecret(of),
  );
  return Object.fromEntries(
    members.map(([name, member]) => [
      name,
      isSecret(name) || (isNamed && /^values?/i.test(name)) ? hidden : redacted(member, isSecret),
    ]),
  );
}

/** A text that is no JSON, or not all of it: members and parameters are blotted out by their looks, in JSON within JSON too. */
export function redactedText(text: string, isSecret: IsSecret): string {
  let shown = text;
  for (const { quote, member } of members)
    shown = shown.replace(member, (whole: string, head: string, name: string) =>
      isSecret(name) ? `${head}${quote}${hidden}${quote}` : whole,
    );
  return withoutTokens(
    shown.replace(/(^|[?&;\s])([^\s&=?;"{}]{1,80})=([^&;\s"]*)/g, (whole: string, before: string, name: string) =>
      isSecret(decoded(name)) ? `${before}${name}=${hidden}` : whole,
    ),
  );
}

/** A name and its value in JSON, in JSON within a string of JSON, and once more: each time quotes have more backslashes before them. */
const members = ['"', '\\"', '\\\\\\"'].map((quote) => {
  const mark = `(?<!\\\\)${quote.replaceAll('\\', '\\\\')}`;
  const value = `${mark}(?:(?!${mark})[^])*(?:${mark})?|\\[[^\\]]*\\]?|[^\\s,}\\]]+`;
  return { quote, member: new RegExp(`(${mark}([^"\\\\]{1,80})${mark}\\s*:\\s*)(?:${value})`, 'g') };
});

function decoded(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

/** A caller's name without the address that it called from. */
export const callerName = (caller: string): string => caller.replace(/@[^@]*$/, '');
