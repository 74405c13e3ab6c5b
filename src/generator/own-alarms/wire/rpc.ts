/** A call of a Windows interface: DCE/RPC over TCP (MS-RPCE), sealed, so that nobody sees more than what is called. */
import { noise } from '../../detections/shared/noise.ts';
import { element, join, little16, little32, objectIdentifier, u8 } from '../../detections/shared/pack.ts';
import { hex, latin1, says, triggers } from '../../detections/shared/talk.ts';
import type { SectionReader, ScenarioAlarm, AlarmTelling } from '../text/section.ts';
import { literal } from '../text/template.ts';
import { ntlmAuthenticate, ntlmChallenge, ntlmNegotiate } from './ntlm.ts';

const types = { request: 0, response: 2, bind: 11, bindAnswer: 12, more: 14, moreAnswer: 15 } as const;

function unit(type: keyof typeof types, body: Uint8Array, secret: Uint8Array): Uint8Array {
  // SPNEGO, sealed: security type 9, level 6 (MS-RPCE 2.2.1.1.7, 2.2.1.1.8).
  const trailer = join(u8(9), u8(6), u8(0), u8(0), little32(1), secret);
  const length = 16 + body.length + trailer.length;
  return join(
    u8(5),
    u8(0),
    u8(types[type]),
    u8(3),
    hex('10000000'),
    little16(length),
    little16(secret.length),
    little32(type === 'request' || type === 'response' ? 2 : 1),
    body,
    trailer,
  );
}

function uuidBytes(text: string): Uint8Array {
  const [one = '', two = '', three = '', ...rest] = text.split('-');
  return join(hex(one).toReversed(), hex(two).toReversed(), hex(three).toReversed(), hex(rest.join('')));
}

const transfer = join(uuidBytes('8a885d04-1ceb-11c9-9fe8-08002b104860'), little32(2));

/** SPNEGO (RFC 4178) around NTLM, which so has its third message in an alteration of the context. */
const mechanism = objectIdentifier('1.3.6.1.4.1.311.2.2.10');
const offered = (token: Uint8Array): Uint8Array =>
  element(
    0x60,
    objectIdentifier('1.3.6.1.5.5.2'),
    element(0xa0, element(0x30, element(0xa0, element(0x30, mechanism)), element(0xa2, element(0x04, token)))),
  );
const agreed = (state: number | null, token: Uint8Array | null): Uint8Array =>
  element(
    0xa1,
    element(
      0x30,
      ...(state === null ? [] : [element(0xa0, element(0x0a, u8(state)))]),
      ...(state === 1 ? [element(0xa1, mechanism)] : []),
      ...(token === null ? [] : [element(0xa2, element(0x04, token))]),
    ),
  );

export function rpc(section: NonNullable<ScenarioAlarm['rpc']>, reader: SectionReader): AlarmTelling {
  const { interface: uuid, version = 1, operation, port = 49_667 } = section;
  const sizes = join(little16(5840), little16(5840), little32(0));
  const bind = join(
    sizes,
    u8(1),
    new Uint8Array(3),
    little16(0),
    u8(1),
    u8(0),
    uuidBytes(uuid),
    little32(version),
    transfer,
  );
  const results = join(u8(1), new Uint8Array(3), little32(0), transfer);
  const address = latin1(`${port}\0`);
  const pad = new Uint8Array((4 - ((26 + address.length) % 4)) % 4);
  const bound = join(sizes, little16(address.length), address, pad, results);
  const altered = join(sizes, little16(0), little16(0), results);
  return {
    telemetry: 'network',
    transport: 'tcp',
    direction: 'internal',
    trigger: 'initiator',
    port,
    facts: {
      'rpc.interface': literal(uuid),
      'rpc.operation': literal(String(operation)),
      'user.name': reader.text([], undefined, '{user}'),
    },
    rule: { protocol: 'dcerpc', contents: [], rpc: { interface: uuid, operation } },
    talk: ({ chance, sighting }) => {
      const signature = (): Uint8Array => join(little32(1), noise(chance, 8), little32(0));
      const user = sighting.variant.properties['user.name']?.[0] ?? '';
      return (hit) => {
        const request = join(little32(96), little16(0), little16(operation), noise(chance, 96));
        const response = join(little32(64), little16(0), little16(0), noise(chance, 64));
        return [
          says('initiator', unit('bind', bind, offered(ntlmNegotiate))),
          says('responder', unit('bindAnswer', bound, agreed(1, ntlmChallenge(noise(chance, 8)))), 700),
          says('initiator', unit('more', bind, agreed(null, ntlmAuthenticate(user, noise(chance, 16))))),
          says('responder', unit('moreAnswer', altered, agreed(0, null)), 700),
          triggers(says('initiator', unit('request', request, signature()), 400), hit),
          says('responder', unit('response', response, signature()), 2500),
        ];
      };
    },
  };
}
