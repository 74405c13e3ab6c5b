/** Whether texts of own alarms name only what is nobody's: hosts under reserved names, addresses that are private or reserved. */
import { contains, parseRange } from '../../../kernel/net.ts';
import type { TextKind } from './section.ts';
import { filledIn, tokensOf, type TextTemplate } from './template.ts';
import type { Vary } from './tokens.ts';

/** RFC 2606, 6761, 6762, 7686 and ICANN's .internal. */
const reservedNames = /(^|\.)(example|test|invalid|localhost|local|internal|onion|example\.(com|net|org))$/i;
const nobodys =
  '0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.2.0/24 192.168.0.0/16 198.18.0.0/15 198.51.100.0/24 203.0.113.0/24 224.0.0.0/3 ::/127 2001:db8::/32 fc00::/7 fe80::/10 ff00::/8'
    .split(' ')
    .flatMap((text) => parseRange(text) ?? []);

/** Tokens that come to a host or address that is nobody's. */
const hosts = ['host', 'site', 'attacker', 'victim', 'from', 'to', 'address', 'computer', 'server'];

/** What is wrong with a text, whichever of its own words are filled in, in words that follow its place; null for one that is well. */
export function unsafe(template: TextTemplate, kind: TextKind, vary: Vary): string | null {
  const own = [...new Set(tokensOf(template))].filter((token) => Object.hasOwn(vary, token));
  const readings = own.flatMap((token) => (vary[token] ?? []).map((value) => new Map([[token, value]])));
  for (const chosen of readings.length === 0 ? [new Map<string, string>()] : readings) {
    const valueOf = (token: string): string =>
      chosen.get(token) ??
      (own.includes(token) ? vary[token]?.[0] : hosts.includes(token) ? 'host.example' : 'x') ??
      '';
    const wrong = unsafeText(filledIn(template, valueOf), kind);
    if (wrong !== null) return wrong;
  }
  return null;
}

const unsafeText = (text: string, kind: TextKind): string | null =>
  unfit(text, kind) ?? foreignIn(text, kind) ?? ownedIn(text);

/** Whether it can be sent or written where it stands. */
function unfit(text: string, kind: TextKind): string | null {
  if (kind !== 'text' && kind !== 'record' && /[^\0-\u00ff]/.test(text))
    return 'must have no character beyond Latin-1 on the wire';
  if (kind !== 'text' && kind !== 'wire' && /\p{Cc}/u.test(text)) return 'must be one line, without control characters';
  if (kind === 'path' && text.includes(' ')) return 'must have no spaces: write %20 or +';
  if (kind === 'mail' && !/^[\w.+{}-]+@[^@]+$/.test(text)) return `must be a mail address: ${text}`;
  return null;
}

/** Names of hosts, wherever they stand in it. */
function foreignIn(text: string, kind: TextKind): string | null {
  const named = [
    ...(kind === 'domain' ? [text] : []),
    ...(kind === 'mail' ? [text.replace(/^.*@/, '')] : []),
    ...Array.from(text.matchAll(/\b(?:https?|ftp|ldap|rmi|wss?):\/\/([^/\s:"'\\?#&<>]+)/g), ([, host = '']) => host),
    ...Array.from(text.matchAll(/[\w.+-]@([a-z0-9-]+(?:\.[a-z0-9-]+)+)/gi), ([, host = '']) => host),
  ];
  const foreign = named.find((host) => (parseRange(host) === null ? !reservedNames.test(host) : isSomebodys(host)));
  if (foreign !== undefined) {
    const like = foreign.replaceAll(/[^a-z0-9-]+/gi, '-').replaceAll(/^-+|-+$/g, '');
    return `names ${foreign}, which may be somebody's: use a reserved name, such as ${like}.example`;
  }
  if (kind === 'domain' && parseRange(text) === null && !aDomain.test(text))
    return 'must be a domain name: letters, digits, - and _, at most 63 between two dots and 253 in all';
  return null;
}

function ownedIn(text: string): string | null {
  const owned = [...text.matchAll(anAddress)].map(([one]) => one).find((one) => isSomebodys(one));
  return owned === undefined
    ? null
    : `names ${owned}, which may be somebody's: use a private address, or one of documentation such as ${owned.includes(':') ? '2001:db8::1' : '192.0.2.1'}`;
}

const aDomain = /^(?=.{1,253}$)[\w-]{1,63}(\.[\w-]{1,63})*$/;
const anAddress =
  /(?<![\w./-])\d{1,3}(?:\.\d{1,3}){3}(?![\w.])|(?<![\w:.])[\da-f]{0,4}(?::[\da-f]{0,4}){2,7}(?![\w:.])/gi;

function isSomebodys(text: string): boolean {
  const address = parseRange(text);
  return address !== null && !nobodys.some((range) => contains(range, address));
}
