/** A search in a directory over LDAP (RFC 4511), with filters from their text (RFC 4515), as own alarms tell it. */
import { element, integer, list, octets } from '../../detections/shared/der.ts';
import { join, layout, u8 } from '../../detections/shared/pack.ts';
import { hex, latin1, says } from '../../detections/shared/talk.ts';
import { personOf, whoever, type Section, type SectionReader, type WireTelling } from '../text/section.ts';
import { apart, inPacket } from '../text/template.ts';

const words = (text: string): Uint8Array => octets(latin1(text));
const scopes = { base: 0, one: 1, sub: 2 } as const;
const message = (id: number, operation: Uint8Array): Uint8Array => list(integer(id), operation);
const done = (tag: number): Uint8Array => element(tag, hex('0a0100'), words(''), words(''));

export function ldap({ port = 389, scope = 'sub', ...section }: Section<'ldap'>, reader: SectionReader): WireTelling {
  const { base, filter } = reader.texts({ base: 'DC=example,DC=com', filter: '(objectClass=*)' });
  const attributes = reader.each('attributes').map(([, one]) => one);
  try {
    filterBytes(section.filter.replaceAll(/\[\[|\]\]/g, ''));
  } catch (error) {
    reader.note(['filter'], error instanceof Error ? error.message : 'is no filter');
  }
  return {
    direction: 'internal',
    asked: [...inPacket(base), ...apart(filter, /[()&|!=*:<>~]+/), ...attributes.flatMap((one) => inPacket(one))],
    // A search request: a sequence of an id and [APPLICATION 3].
    rule: {
      protocol: 'tcp',
      port,
      contents: [
        { in: 'packet', text: '\x30', anchor: 'start' },
        { in: 'packet', text: '\x02\x01\x02\x63' },
      ],
    },
    port,
    facts: { 'ldap.base': base, 'ldap.filter': filter, 'user.name': whoever },
    at: 2,
    talk: (told) => {
      const { say, chance } = told;
      const who = `${personOf(told)}@example.com`;
      const bind = element(0x60, integer(3), words(who), element(0x80, latin1(chance.hex(12))));
      const search = element(
        0x63,
        words(say(base)),
        layout`0a01 ${u8(scopes[scope])} 0a0100 020100 020100 010100`,
        filterBytes(say(filter)),
        list(...attributes.map((one) => words(say(one)))),
      );
      return [
        says('initiator', message(1, bind)),
        says('responder', message(1, done(0x61)), 900),
        says('initiator', message(2, search)),
        says('responder', message(2, done(0x65)), 4000),
        says('initiator', message(3, hex('4200'))),
      ];
    },
  };
}

const comparisons: Readonly<Record<string, number>> = { '=': 0xa3, '>=': 0xa5, '<=': 0xa6, '~=': 0xa8 };
const groups: Readonly<Record<string, number>> = { '&': 0xa0, '|': 0xa1, '!': 0xa2 };

/** Throws RangeError, in words that follow the place, for what is no filter. */
function filterBytes(text: string): Uint8Array {
  const { bytes, rest } = filterAt(text);
  if (rest !== '') throw new RangeError(`goes on after its last bracket: ${rest.slice(0, 20)}`);
  return bytes;
}

interface Read {
  readonly bytes: Uint8Array;
  readonly rest: string;
}

function filterAt(text: string): Read {
  if (!text.startsWith('(')) throw new RangeError(`needs a filter in brackets at: ${text.slice(0, 20)}`);
  const group = groups[text[1] ?? ''];
  if (group !== undefined) {
    const parts: Uint8Array[] = [];
    let rest = text.slice(2);
    while (rest.startsWith('(')) {
      const inner = filterAt(rest);
      parts.push(inner.bytes);
      ({ rest } = inner);
    }
    if (!rest.startsWith(')') || parts.length === 0) throw new RangeError('has a bracket that is not closed');
    return { bytes: element(group, join(...parts)), rest: rest.slice(1) };
  }
  const [whole, name = '', rule, sign = '=', value = ''] =
    /^\(([\w.;-]+)(?::([\w.]+):)?(>=|<=|~=|=)([^()]*)\)/.exec(text) ?? [];
  if (whole === undefined) throw new RangeError(`has no comparison at: ${text.slice(0, 20)}`);
  return { bytes: comparison(name, rule, sign, value), rest: text.slice(whole.length) };
}

function comparison(name: string, rule: string | undefined, sign: string, value: string): Uint8Array {
  if (rule !== undefined)
    return element(0xa9, element(0x81, latin1(rule)), element(0x82, latin1(name)), element(0x83, latin1(value)));
  if (sign === '=' && value === '*') return element(0x87, latin1(name));
  if (sign !== '=' || !value.includes('*')) return element(comparisons[sign] ?? 0xa3, words(name), words(value));
  const parts = value.split('*');
  const pieces = parts.flatMap((part, at) =>
    part === '' ? [] : [element(at === 0 ? 0x80 : at === parts.length - 1 ? 0x82 : 0x81, latin1(part))],
  );
  return element(0xa4, words(name), list(...pieces));
}
