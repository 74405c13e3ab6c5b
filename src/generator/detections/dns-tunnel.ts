/** Data leaves in the labels of DNS queries. */
import { detection, many } from './shared/define.ts';
import { fact } from './shared/fact.ts';
import { says, triggers } from './shared/talk.ts';
import { answer, query, type RecordType } from './shared/dns.ts';
import { noise } from './shared/noise.ts';

interface Mark {
  readonly type: RecordType;
  readonly suffix: string;
}

/** One base32 letter for each byte. */
const label = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => 'abcdefghijklmnopqrstuvwxyz234567'[byte >>> 3]).join('');

export const dnsTunnel = detection<Mark>({
  name: 'dns-tunnel',
  category: 'exfiltration',
  transport: 'udp',
  direction: 'outbound',
  attack: { tactics: ['Exfiltration', 'Command and Control'], technique: 'T1071.004', techniqueName: 'DNS' },
  killChain: { intent: 'System Compromise', strategy: 'Data Exfiltration', method: 'DNS Tunneling' },
  first: { id: 58801, sid: 1000101 },
  alarms: {
    'dns-tunnel-txt': {
      name: 'DNS - Tunnel in TXT queries',
      severity: 'high',
      weight: 46,
      type: 'TXT',
      suffix: 'tx.wormhole.example',
    },
    'dns-tunnel-cname': {
      name: 'DNS - Tunnel in CNAME queries',
      severity: 'high',
      weight: 28,
      type: 'CNAME',
      suffix: 'cn.burrow.example.org',
    },
    'dns-tunnel-address': {
      name: 'DNS - Slow drip of data in A queries',
      severity: 'medium',
      weight: 36,
      type: 'A',
      suffix: 'drip.culvert.test',
    },
  },
  burst: { count: 10, seconds: 30, track: 'source', spacing: 350_000 },
  variants: (row, chance) =>
    many(6, () => ({
      domain: `${chance.pick(['n1', 'n2', 'n3', 'n4'])}.${row.suffix}`,
      port: 53,
      properties: { 'dns.type': [row.type], 'dns.label_length': [String(chance.between(40, 60))] },
    })),
  talk: (row, sighting) => {
    const { chance, variant } = sighting;
    const length = Number(fact(variant, 'dns.label_length'));
    return (hit) => {
      const name = `${label(noise(chance, length))}.${variant.domain ?? ''}`;
      const id = chance.below(65_536);
      const value =
        row.type === 'CNAME'
          ? `${label(noise(chance, 24))}.${row.suffix}`
          : row.type === 'A'
            ? '192.0.2.53'
            : label(noise(chance, 60));
      return [
        triggers(says('initiator', query(id, name, row.type)), hit),
        says('responder', answer(id, name, row.type, [value]), 4_000),
      ];
    };
  },
  rule: (row) => ({
    protocol: 'dns',
    contents: [{ in: 'dns.query', text: `.${row.suffix}`, anchor: 'end' }],
  }),
});
