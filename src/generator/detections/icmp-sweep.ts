/** One source pings its way through a network. */
import { detection, fact, many } from './shared/define.ts';
import { bursts, latin1, wirePath } from './shared/talk.ts';
import { neighbour } from './shared/neighbours.ts';

const sweep = { count: 8, seconds: 60 } as const;

export const icmpSweep = detection({
  name: 'icmp-sweep',
  category: 'sweep',
  transport: 'icmp',
  attack: { tactics: ['Reconnaissance'], technique: 'T1595.001', techniqueName: 'Scanning IP Blocks' },
  killChain: { intent: 'Reconnaissance & Probing', strategy: 'Network Discovery', method: 'Ping Sweep' },
  alarms: [
    {
      id: 58911,
      shortName: 'sweep-ping',
      name: 'SCAN - ICMP echo sweep, alphabet payload',
      severity: 'low',
      sid: 1000131,
      weight: 1200,
      filler: 'abcdefghijklmnopqrstuvwabcdefghi',
    },
    {
      id: 58912,
      shortName: 'sweep-zero',
      name: 'SCAN - ICMP echo sweep, numbered payload',
      severity: 'low',
      sid: 1000132,
      weight: 420,
      filler: '0123456789012345678901234567890123456789',
    },
  ],
  variants: (row, chance) =>
    many(4, () => ({
      properties: {
        'icmp.payload_length': [String(row.filler.length)],
        'scan.hosts': [String(sweep.count)],
        'icmp.identifier': [String(chance.below(65_536))],
      },
    })),
  flows: (row, sighting) => {
    const path = wirePath(sighting, 'inbound');
    const { address } = sighting.responder;
    const identifier = Number(fact(sighting.variant, 'icmp.identifier'));
    return bursts(sighting, sweep.count, sweep.seconds, 12_000).map((hit) => ({
      kind: 'echo',
      ...path,
      initiator: { address: sighting.initiator.address, port: 0 },
      responder: { address: hit.trigger ? address : neighbour(address, hit.place + 1), port: 0 },
      at: hit.at,
      trigger: hit.trigger,
      identifier,
      sequence: (hit.step + sweep.count) & 0xffff,
      bytes: latin1(row.filler),
      answered: hit.trigger || hit.place % 3 === 0,
    }));
  },
  rule: (row) => ({
    protocol: 'icmp',
    contents: [{ in: 'packet', text: row.filler, anchor: 'start' }],
    payloadLength: row.filler.length,
    threshold: { ...sweep, track: 'source' },
  }),
  expert: ['No response seen to ICMP request', 'No response seen to ICMPv6 request'],
});
