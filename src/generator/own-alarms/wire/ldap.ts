/** A search in a directory over LDAP (RFC 4511) as own alarms tell it. */
import { element, integer, layout, u8 } from '../../detections/shared/pack.ts';
import { hex, latin1, says, triggers } from '../../detections/shared/talk.ts';
import { oneSided, personOf, type WireTelling, type ScenarioAlarm, type SectionReader } from '../text/section.ts';
import { apart, inPacket } from '../text/template.ts';
import { filterBytes } from './filter.ts';

const octets = (bytes: Uint8Array): Uint8Array => element(0x04, bytes);

const scopes = { base: 0, one: 1, sub: 2 } as const;
const message = (id: number, operation: Uint8Array): Uint8Array => element(0x30, integer(id), operation);
const done = (tag: number): Uint8Array => element(tag, hex('0a0100'), octets(hex('')), octets(hex('')));

export function ldap(section: NonNullable<ScenarioAlarm['ldap']>, reader: SectionReader): WireTelling {
  const { port = 389, scope = 'sub' } = section;
  const base = reader.text(['base'], section.base, 'DC=example,DC=com', 'wire');
  const filter = reader.text(['filter'], section.filter, '(objectClass=*)', 'wire');
  const attributes = (section.attributes ?? []).map((one, at) => reader.text(['attributes', at], one, '', 'wire'));
  const looked = [...inPacket(base), ...apart(filter, /[()&|!=*:<>~]+/), ...attributes.flatMap((one) => inPacket(one))];
  const { contents } = oneSided(reader, looked, []);
  try {
    filterBytes(section.filter.replaceAll(/\[\[|\]\]/g, ''));
  } catch (error) {
    reader.note(['filter'], error instanceof Error ? error.message : 'is no filter');
  }
  return {
    direction: 'internal',
    port,
    facts: { 'ldap.base': base, 'ldap.filter': filter, 'user.name': reader.text([], undefined, '{user}') },
    // A search request: a sequence of an id and [APPLICATION 3].
    rule: {
      protocol: 'tcp',
      port,
      contents: [
        { in: 'packet', text: '\x30', anchor: 'start' },
        { in: 'packet', text: '\x02\x01\x02\x63' },
        ...contents,
      ],
    },
    talk: (told) => {
      const { say, chance } = told;
      const who = `${personOf(told)}@example.com`;
      return (hit) => {
        const bind = element(0x60, integer(3), octets(latin1(who)), element(0x80, latin1(chance.hex(12))));
        const search = element(
          0x63,
          octets(latin1(say(base))),
          layout`0a01 ${u8(scopes[scope])} 0a0100 020100 020100 010100`,
          filterBytes(say(filter)),
          element(0x30, ...attributes.map((one) => octets(latin1(say(one))))),
        );
        return [
          says('initiator', message(1, bind)),
          says('responder', message(1, done(0x61)), 900),
          triggers(says('initiator', message(2, search)), hit),
          says('responder', message(2, done(0x65)), 4000),
          says('initiator', message(3, hex('4200'))),
        ];
      };
    },
  };
}
