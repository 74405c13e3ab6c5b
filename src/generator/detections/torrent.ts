/** A host exchanges pieces with BitTorrent peers. */
import { detection, many } from './shared/define.ts';
import { fact } from './shared/fact.ts';
import { hex, latin1, says, triggers } from './shared/talk.ts';
import { noise } from './shared/noise.ts';
import { join } from './shared/pack.ts';

export const torrent = detection({
  name: 'torrent',
  category: 'policy',
  direction: 'outbound',
  attack: { tactics: ['Command and Control'], technique: 'T1071', techniqueName: 'Application Layer Protocol' },
  killChain: { intent: 'Environmental Awareness', strategy: 'Network Policy Violation', method: 'BitTorrent' },
  first: { id: 59101, sid: 1000151 },
  alarms: {
    'torrent-desktop': {
      name: 'POLICY - BitTorrent peer handshake, desktop client',
      severity: 'low',
      weight: 380,
      client: '-UT3550-',
    },
    'torrent-daemon': {
      name: 'POLICY - BitTorrent peer handshake, daemon',
      severity: 'low',
      weight: 260,
      client: '-TR4050-',
    },
  },
  variants: (row, chance) =>
    many(8, () => ({
      port: chance.pick([6881, 6882, 51413]),
      properties: {
        'app.name': ['BitTorrent'],
        'torrent.client': [row.client],
        'torrent.info_hash': [chance.hex(40)],
      },
    })),
  talk: (_row, sighting) => {
    const { chance, variant } = sighting;
    const infoHash = hex(fact(variant, 'torrent.info_hash'));
    const shake = (client: string): Uint8Array =>
      join(latin1('\x13BitTorrent protocol'), hex('0000000000100005'), infoHash, latin1(client + chance.hex(12)));
    return (hit) => [
      triggers(says('initiator', shake(fact(variant, 'torrent.client'))), hit),
      says('responder', shake('-LT20B0-'), 2_000),
      says('responder', join(hex('00000011 05'), noise(chance, 16))),
      says('initiator', hex('00000001 02')),
      says('responder', hex('00000001 01'), 20_000),
    ];
  },
  rule: (row) => ({
    protocol: 'tcp',
    contents: [
      { in: 'packet', text: '\x13BitTorrent protocol', anchor: 'start' },
      { in: 'packet', text: row.client, offset: 48 },
    ],
  }),
});
