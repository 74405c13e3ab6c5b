/** Data leaves in the labels of DNS queries. */
import { detection, fact, many } from './shared/define.ts';
import { bursts, exchange, wirePath, says, triggers } from './shared/talk.ts';
import { answer, query, type RecordType } from './shared/dns.ts';
import { noise } from './shared/noise.ts';

interface Mark {
  readonly type: RecordType;
  readonly suffix: string;
}

const drip = { count: 10, seconds: 30 } as const;

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
  alarms: [
    {
      id: 58801,
      shortName: 'dns-tunnel-txt',
      name: 'DNS - Tunnel in TXT queries',
      severity: 'high',
      sid: 1000101,
      weight: 46,
      type: 'TXT',
      suffix: 'tx.wormhole.example',
    },
    {
      id: 58802,
      shortName: 'dns-tunnel-cname',
      name: 'DNS - Tunnel in CNAME queries',
      severity: 'high',
      sid: 1000102,
      weight: 28,
      type: 'CNAME',
      suffix: 'cn.burrow.example.org',
    },
    {
      id: 58803,
      shortName: 'dns-tunnel-address',
      name: 'DNS - Slow drip of data in A queries',
      severity: 'medium',
      sid: 1000103,
      weight: 36,
      type: 'A',
      suffix: 'drip.culvert.test',
    },
  ],
  variants: (row, chance) =>
    many(6, () => ({
      domain: `${chance.pick(['n1', 'n2', 'n3', 'n4'])}.${row.suffix}`,
      port: 53,
      properties: { 'dns.type': [row.type], 'dns.label_length': [String(chance.between(40, 60))] },
    })),
  flows: (row, sighting) => {
    const { chance, variant } = sighting;
    const path = wirePath(sighting, 'outbound');
    const length = Number(fact(variant, 'dns.label_length'));
    return bursts(sighting, drip.count, drip.seconds, 350_000).map((hit) => {
      const name = `${label(noise(chance, length))}.${variant.domain ?? ''}`;
      const id = chance.below(65_536);
      const value =
        row.type === 'CNAME'
          ? `${label(noise(chance, 24))}.${row.suffix}`
          : row.type === 'A'
            ? '192.0.2.53'
            : label(noise(chance, 60));
      const ask = triggers(says('initiator', query(id, name, row.type)), hit.at);
      const turns = [{ ...ask, trigger: hit.trigger }, says('responder', answer(id, name, row.type, [value]), 4_000)];
      return exchange(sighting, path, hit.step, turns);
    });
  },
  rule: (row) => ({
    protocol: 'dns',
    contents: [{ in: 'dns.query', text: `.${row.suffix}`, anchor: 'end' }],
    threshold: { ...drip, track: 'source' },
  }),
});
