/** One source pings its way through a network. */
import { detection, many } from './shared/define.ts';
import { fact } from './shared/fact.ts';
import { latin1 } from './shared/talk.ts';
import { neighbour } from './shared/neighbours.ts';

const hosts = 8;

export const icmpSweep = detection({
  name: 'icmp-sweep',
  category: 'sweep',
  transport: 'icmp',
  attack: { tactics: ['Reconnaissance'], technique: 'T1595.001', techniqueName: 'Scanning IP Blocks' },
  killChain: { intent: 'Reconnaissance & Probing', strategy: 'Network Discovery', method: 'Ping Sweep' },
  first: { id: 58911, sid: 1000131 },
  alarms: {
    'sweep-ping': {
      name: 'SCAN - ICMP echo sweep, alphabet payload',
      severity: 'low',
      weight: 1200,
      filler: 'abcdefghijklmnopqrstuvwabcdefghi',
    },
    'sweep-zero': {
      name: 'SCAN - ICMP echo sweep, numbered payload',
      severity: 'low',
      weight: 420,
      filler: '0123456789012345678901234567890123456789',
    },
  },
  burst: { count: hosts, seconds: 60, track: 'source', spacing: 12_000 },
  variants: (row, chance) =>
    many(4, () => ({
      properties: {
        'icmp.payload_length': [String(row.filler.length)],
        'scan.hosts': [String(hosts)],
        'icmp.identifier': [String(chance.below(65_536))],
      },
    })),
  packet: (row, sighting, path) => {
    const { address } = sighting.responder;
    const identifier = Number(fact(sighting.variant, 'icmp.identifier'));
    return (hit) => ({
      kind: 'echo',
      ...path,
      initiator: { address: sighting.initiator.address, port: 0 },
      responder: { address: hit.trigger ? address : neighbour(address, hit.place + 1, sighting.swept), port: 0 },
      at: hit.at,
      trigger: hit.trigger,
      identifier,
      sequence: (hit.step + hosts) & 0xffff,
      bytes: latin1(row.filler),
      answered: hit.trigger || hit.place % 3 === 0,
    });
  },
  rule: (row) => ({
    protocol: 'icmp',
    contents: [{ in: 'packet', text: row.filler, anchor: 'start' }],
    payloadLength: row.filler.length,
  }),
  expert: ['No response seen to ICMP request', 'No response seen to ICMPv6 request'],
});
