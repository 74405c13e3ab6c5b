/** A call of a Windows interface: DCE/RPC over TCP (MS-RPCE), sealed, so that nobody sees more than what is called. */
import { noise } from '../../detections/shared/noise.ts';
import { element, join, layout, little16, little32, objectIdentifier, u8 } from '../../detections/shared/pack.ts';
import { hex, latin1, says, triggers } from '../../detections/shared/talk.ts';
import { personOf, type SectionReader, type ScenarioAlarm, type WireTelling } from '../text/section.ts';
import { literal } from '../text/template.ts';
import { ntlmAuthenticate, ntlmChallenge, ntlmNegotiate } from './ntlm.ts';

const types = { request: 0, response: 2, bind: 11, bindAnswer: 12, more: 14, moreAnswer: 15 } as const;

function unit(type: keyof typeof types, body: Uint8Array, secret: Uint8Array): Uint8Array {
  // SPNEGO, sealed: security type 9, level 6 (MS-RPCE 2.2.1.1.7, 2.2.1.1.8).
  const trailer = layout`09 06 00 00 01000000 ${secret}`;
  const length = little16(16 + body.length + trailer.length);
  const call = type === 'request' || type === 'response' ? 2 : 1;
  return layout`05 00 ${u8(types[type])} 03 10000000 ${length} ${little16(secret.length)} ${little32(call)} ${body} ${trailer}`;
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

export function rpc(section: NonNullable<ScenarioAlarm['rpc']>, reader: SectionReader): WireTelling {
  const { interface: uuid, version = 1, operation, port = 49_667 } = section;
  const bind = layout`d016 d016 00000000 01 ${3} 0000 01 00 ${uuidBytes(uuid)} ${little32(version)} ${transfer}`;
  const results = layout`01 ${3} 00000000 ${transfer}`;
  const address = latin1(`${port}\0`);
  const pad = (4 - ((26 + address.length) % 4)) % 4;
  const bound = layout`d016 d016 00000000 ${little16(address.length)} ${address} ${pad} ${results}`;
  const altered = layout`d016 d016 00000000 0000 0000 ${results}`;
  return {
    direction: 'internal',
    port,
    facts: {
      'rpc.interface': literal(uuid),
      'rpc.operation': literal(String(operation)),
      'user.name': reader.text([], undefined, '{user}'),
    },
    rule: { protocol: 'dcerpc', contents: [], rpc: { interface: uuid, operation } },
    talk: (told) => {
      const { chance } = told;
      const signature = (): Uint8Array => layout`01000000 ${noise(chance, 8)} 00000000`;
      const user = personOf(told);
      return (hit) => {
        const request = layout`60000000 0000 ${little16(operation)} ${noise(chance, 96)}`;
        const response = layout`40000000 0000 0000 ${noise(chance, 64)}`;
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
