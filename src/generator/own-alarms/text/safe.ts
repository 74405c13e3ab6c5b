/** Whether texts of own alarms name only what is nobody's: hosts under reserved names, addresses that are private or reserved. */
import { contains, parseRange } from '../../../kernel/net.ts';
import type { TextKind } from './section.ts';
import { filledIn, type TextTemplate } from './template.ts';

/** RFC 2606, 6761, 6762, 7686 and ICANN's .internal. */
const reservedNames = /(^|\.)(example|test|invalid|localhost|local|internal|onion|example\.(com|net|org))$/i;
const nobodys =
  '0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.2.0/24 192.168.0.0/16 198.18.0.0/15 198.51.100.0/24 203.0.113.0/24 224.0.0.0/3'
    .split(' ')
    .flatMap((text) => parseRange(text) ?? []);

/** Tokens that come to a host or address that is nobody's. */
const hosts = ['host', 'site', 'attacker', 'victim', 'from', 'to', 'address', 'computer', 'server'];

/** What is wrong with a text, in words that follow its place; null for one that is well. */
export function unsafe(template: TextTemplate, kind: TextKind): string | null {
  const text = filledIn(template, (token) => (hosts.includes(token) ? 'host.example' : 'x'));
  if ((kind === 'wire' || kind === 'mail' || kind === 'domain') && /[^\0-\u00ff]/.test(text))
    return 'must have no character beyond Latin-1 on the wire';
  const named = [
    ...(kind === 'domain' ? [text] : []),
    ...(kind === 'mail' ? [text.replace(/^.*@/, '')] : []),
    ...Array.from(text.matchAll(/\b(?:https?|ftp|ldap|rmi|wss?):\/\/([^/\s:"'\\?#&<>]+)/g), ([, host = '']) => host),
    ...Array.from(text.matchAll(/[\w.+-]@([a-z0-9-]+(?:\.[a-z0-9-]+)+)/gi), ([, host = '']) => host),
  ];
  if (kind === 'mail' && !/^[\w.+{}-]+@[^@]+$/.test(text)) return `must be a mail address: ${text}`;
  const foreign = named.find((host) => (parseRange(host) === null ? !reservedNames.test(host) : isSomebodys(host)));
  if (foreign !== undefined)
    return `names ${foreign}, which may be somebody's: use a reserved name, such as ${foreign.replaceAll('.', '-')}.example`;
  const addresses = Array.from(text.matchAll(/(?<![\w./-])\d{1,3}(?:\.\d{1,3}){3}(?![\w.])/g), ([one]) => one);
  const owned = addresses.find((one) => isSomebodys(one));
  return owned === undefined
    ? null
    : `names ${owned}, which may be somebody's: use a private address, or one of documentation such as 192.0.2.1`;
}

function isSomebodys(text: string): boolean {
  const address = parseRange(text);
  return address !== null && !nobodys.some((range) => contains(range, address));
}
