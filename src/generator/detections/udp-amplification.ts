/** A small UDP question with a forged source asks for a large answer. */
import type { Stream } from '../../kernel/random.ts';
import { detection, many } from './shared/define.ts';
import { fact } from './shared/fact.ts';
import { hex, latin1, says, triggers } from './shared/talk.ts';
import { noise } from './shared/noise.ts';
import { join } from './shared/pack.ts';

/** Question and answer of the service at a port. */
function words(port: number, chance: Stream): { readonly ask: Uint8Array; readonly reply: Uint8Array } {
  if (port === 123)
    return { ask: hex('1700032a 00000000'), reply: join(hex('d700032a 00060048'), noise(chance, 6 * 72)) };
  if (port === 1900)
    return {
      ask: latin1(
        'M-SEARCH * HTTP/1.1\r\nHOST: 239.255.255.250:1900\r\nMAN: "ssdp:discover"\r\nMX: 2\r\nST: ssdp:all\r\n\r\n',
      ),
      reply: latin1(
        'HTTP/1.1 200 OK\r\nCACHE-CONTROL: max-age=120\r\nST: upnp:rootdevice\r\nUSN: uuid:inert\r\nEXT:\r\n\r\n',
      ),
    };
  const head = hex('0001 0000 0001 0000');
  return {
    ask: join(head, latin1('stats\r\n')),
    reply: join(head, latin1('STAT pid 1\r\nSTAT uptime 86400\r\nEND\r\n')),
  };
}

export const udpAmplification = detection({
  name: 'udp-amplification',
  category: 'dos',
  transport: 'udp',
  attack: { tactics: ['Impact'], technique: 'T1498.002', techniqueName: 'Reflection Amplification' },
  killChain: { intent: 'Delivery & Attack', strategy: 'Denial of Service', method: 'UDP Amplification' },
  first: { id: 59311, sid: 1000181 },
  alarms: {
    'amplify-ntp': {
      name: 'DOS - NTP monlist request',
      severity: 'medium',
      weight: 330,
      port: 123,
      request: 'MON_GETLIST_1',
      mark: '\x17\0\x03\x2a',
    },
    'amplify-ssdp': {
      name: 'DOS - SSDP search from outside',
      severity: 'low',
      weight: 290,
      port: 1900,
      request: 'M-SEARCH',
      mark: 'M-SEARCH * HTTP/1.1\r\n',
    },
    'amplify-memcached': {
      name: 'DOS - memcached stats request',
      severity: 'high',
      weight: 45,
      port: 11211,
      request: 'stats',
      mark: '\0\x01\0\0\0\x01\0\0stats\r\n',
    },
  },
  variants: (row, chance) =>
    many(4, () => ({
      port: row.port,
      properties: {
        'udp.request': [row.request],
        'amplification.packets': [String(chance.between(2, 6))],
      },
    })),
  talk: (row, sighting) => {
    const { ask, reply } = words(row.port, sighting.chance);
    const packets = Number(fact(sighting.variant, 'amplification.packets'));
    return (hit) => [
      triggers(says('initiator', ask), hit),
      ...Array.from({ length: packets }, () => says('responder', reply, 60)),
    ];
  },
  rule: (row) => ({ protocol: 'udp', port: row.port, contents: [{ in: 'packet', text: row.mark, anchor: 'start' }] }),
});
