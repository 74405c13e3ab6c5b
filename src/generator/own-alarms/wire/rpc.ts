/** A call of a Windows interface: DCE/RPC over TCP (MS-RPCE), sealed, so that nobody sees more than what is called. */
import { noise } from '../../detections/shared/noise.ts';
import { element, list, objectIdentifier, octets, record, tagged } from '../../detections/shared/der.ts';
import { join, layout, little16, little32, u8 } from '../../detections/shared/pack.ts';
import { hex, latin1, says } from '../../detections/shared/talk.ts';
import { personOf, whoever, type Section, type WireTelling } from '../text/section.ts';
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
  element(0x60, objectIdentifier('1.3.6.1.5.5.2'), tagged({ 0: record({ 0: list(mechanism), 2: octets(token) }) }));
const agreed = (state: number | null, token: Uint8Array | null): Uint8Array =>
  tagged({
    1: record({
      0: state !== null && element(0x0a, u8(state)),
      1: state === 1 && mechanism,
      2: token !== null && octets(token),
    }),
  });

export function rpc({ interface: uuid, version = 1, operation, port = 49_667 }: Section<'rpc'>): WireTelling {
  const bind = layout`d016 d016 00000000 01 ${3} 0000 01 00 ${uuidBytes(uuid)} ${little32(version)} ${transfer}`;
  const results = layout`01 ${3} 00000000 ${transfer}`;
  const address = latin1(`${port}\0`);
  const pad = (4 - ((26 + address.length) % 4)) % 4;
  const bound = layout`d016 d016 00000000 ${little16(address.length)} ${address} ${pad} ${results}`;
  const altered = layout`d016 d016 00000000 0000 0000 ${results}`;
  return {
    direction: 'internal',
    asked: [],
    rule: { protocol: 'dcerpc', rpc: { interface: uuid, operation } },
    port,
    facts: {
      'rpc.interface': literal(uuid),
      'rpc.operation': literal(String(operation)),
      'user.name': whoever,
    },
    at: 4,
    talk: (told) => {
      const { chance } = told;
      const signature = (): Uint8Array => layout`01000000 ${noise(chance, 8)} 00000000`;
      const request = layout`60000000 0000 ${little16(operation)} ${noise(chance, 96)}`;
      const response = layout`40000000 0000 0000 ${noise(chance, 64)}`;
      return [
        says('initiator', unit('bind', bind, offered(ntlmNegotiate))),
        says('responder', unit('bindAnswer', bound, agreed(1, ntlmChallenge(noise(chance, 8)))), 700),
        says('initiator', unit('more', bind, agreed(null, ntlmAuthenticate(personOf(told), noise(chance, 16))))),
        says('responder', unit('moreAnswer', altered, agreed(0, null)), 700),
        says('initiator', unit('request', request, signature()), 400),
        says('responder', unit('response', response, signature()), 2500),
      ];
    },
  };
}
