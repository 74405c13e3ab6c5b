/** A request to a key distribution centre (RFC 4120) as own alarms tell it. */
import type { Content } from '../../../model/rule.ts';
import type { Stream } from '../../../kernel/random.ts';
import { noise } from '../../detections/shared/noise.ts';
import { element, integer, list, octets, record } from '../../detections/shared/der.ts';
import { hex, latin1, says } from '../../detections/shared/talk.ts';
import type { Section, SectionReader, WireTelling } from '../text/section.ts';
import { apart, inPacket, marksOf } from '../text/template.ts';

const general = (text: string): Uint8Array => element(0x1b, latin1(text));
const moment = (text: string): Uint8Array => element(0x18, latin1(text));
const principal = (type: number, names: readonly string[]): Uint8Array =>
  record({ 0: integer(type), 1: list(...names.map(general)) });

const encryptions = { des: 3, rc4: 23, aes256: 18 } as const;
const isEncryption = (text: string): text is keyof typeof encryptions => Object.hasOwn(encryptions, text);
const errors = { unknownUser: 6, preauthentication: 25, refused: 24 } as const;

/** Whose ticket is asked for, for what, and how it is sealed. */
interface Asked {
  readonly isFirst: boolean;
  readonly user: string;
  readonly realm: string;
  readonly service: string;
  readonly etype: number;
  readonly chance: Stream;
}

const version = integer(5);
const sealed = ({ etype, chance }: Asked, length: number): Uint8Array =>
  record({ 0: integer(etype), 2: octets(noise(chance, length)) });
const ticket = (asked: Asked, service: readonly string[]): Uint8Array =>
  element(0x61, record({ 0: version, 1: general(asked.realm), 2: principal(2, service), 3: sealed(asked, 160) }));

function request(asked: Asked): Uint8Array {
  const { isFirst, user, realm, service, etype, chance } = asked;
  const granting = ticket(asked, ['krbtgt', realm]);
  const proof = record({ 0: version, 1: integer(14), 2: hex('03050000000000'), 3: granting, 4: sealed(asked, 96) });
  // Of a first request no proof is asked: such accounts can be roasted.
  const shown = isFirst
    ? record({ 1: integer(128), 2: octets(hex('3005a0030101ff')) })
    : record({ 1: integer(1), 2: octets(element(0x6e, proof)) });
  const body = record({
    0: hex('03050040810010'),
    1: isFirst && principal(1, [user]),
    2: general(realm),
    3: principal(2, service.split('/')),
    5: moment('20370913024805Z'),
    7: integer(chance.below(0x7fff_ffff)),
    8: list(integer(etype)),
  });
  const type = isFirst ? 10 : 12;
  return element(0x60 + type, record({ 1: version, 2: integer(type), 3: list(shown), 4: body }));
}

function granted(asked: Asked): Uint8Array {
  const { isFirst, user, realm, service } = asked;
  const type = isFirst ? 11 : 13;
  const own = ticket(asked, service.split('/'));
  const who = { 3: general(realm), 4: principal(1, [user]) };
  return element(0x60 + type, record({ 0: version, 1: integer(type), ...who, 5: own, 6: sealed(asked, 180) }));
}

function refusal(code: number, { realm, service }: Asked): Uint8Array {
  const what = { 4: moment('20300101000000Z'), 5: integer(0), 6: integer(code) };
  const about = { 9: general(realm), 10: principal(2, service.split('/')) };
  return element(0x7e, record({ 0: version, 1: integer(30), ...what, ...about }));
}

export function kerberos(section: Section<'kerberos'>, reader: SectionReader): WireTelling {
  const { answer = 'ticket', encryption: wanted = 'aes256' } = section;
  const isFirst = section.request === 'as';
  const { user, service } = reader.texts({ user: '{user}', service: 'krbtgt/EXAMPLE.COM' });
  const { realm } = reader.texts({ realm: 'EXAMPLE.COM' }, 'domain');
  const { encryption } = reader.texts({ encryption: wanted }, 'text');
  const [mark] = marksOf(encryption);
  const offered = mark?.text ?? wanted;
  const etype = isEncryption(offered) ? encryptions[offered] : encryptions.aes256;
  const only: Content = { in: 'packet', text: `\xa8\x05\x30\x03\x02\x01${String.fromCharCode(etype)}` };
  return {
    transport: 'udp',
    direction: 'internal',
    asked: [
      ...(isFirst ? inPacket(user) : []),
      ...inPacket(realm),
      ...apart(service, /\//),
      ...(mark === undefined ? [] : [only]),
    ],
    rule: { protocol: 'udp', port: 88, contents: [{ in: 'packet', text: isFirst ? '\x6a' : '\x6c', offset: 0 }] },
    port: 88,
    facts: {
      'user.name': user,
      'kerberos.realm': realm,
      'kerberos.service': service,
      'kerberos.encryption': encryption,
    },
    talk: ({ say, chance }) => {
      const asked: Asked = { isFirst, user: say(user), realm: say(realm), service: say(service), etype, chance };
      return [
        says('initiator', request(asked)),
        says('responder', answer === 'ticket' ? granted(asked) : refusal(errors[answer], asked), 1200),
      ];
    },
  };
}
