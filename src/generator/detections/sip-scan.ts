/** A scanner looks for telephone exchanges. */
import { detection, fact, many } from './shared/define.ts';
import { exchange, latin1, wirePath, says, singleFlow, triggers } from './shared/talk.ts';

export const sipScan = detection({
  name: 'sip-scan',
  category: 'scan',
  transport: 'udp',
  attack: { tactics: ['Reconnaissance'], technique: 'T1595', techniqueName: 'Active Scanning' },
  killChain: { intent: 'Reconnaissance & Probing', strategy: 'Service Discovery', method: 'SIP' },
  alarms: [
    {
      id: 58931,
      shortName: 'sip-friendly',
      name: 'SCAN - SIP OPTIONS of a known scanner',
      severity: 'low',
      sid: 1000271,
      weight: 570,
      agent: 'friendly-scanner',
    },
    {
      id: 58932,
      shortName: 'sip-pplsip',
      name: 'SCAN - SIP OPTIONS of a toll fraud tool',
      severity: 'medium',
      sid: 1000272,
      weight: 190,
      agent: 'pplsip',
    },
  ],
  variants: (row, chance) =>
    many(6, (index) => ({
      port: 5060,
      properties: {
        'sip.method': ['OPTIONS'],
        'sip.user_agent': [row.agent],
        'sip.user': [String(100 + 100 * index + chance.below(100))],
      },
    })),
  flows: (_row, sighting) => {
    const { chance, initiator, responder, variant } = sighting;
    const path = wirePath(sighting, 'inbound');
    const user = fact(variant, 'sip.user');
    const host = (address: string): string => (address.includes(':') ? `[${address}]` : address);
    return singleFlow(sighting).map((hit) => {
      const common = [
        `Via: SIP/2.0/UDP ${host(initiator.address)};branch=z9hG4bK${chance.hex(10)};rport`,
        `From: "${user}" <sip:${user}@${host(responder.address)}>;tag=${chance.hex(8)}`,
        `To: "${user}" <sip:${user}@${host(responder.address)}>`,
        `Call-ID: ${chance.hex(16)}`,
        'CSeq: 1 OPTIONS',
      ];
      const ask = [
        `OPTIONS sip:${user}@${host(responder.address)} SIP/2.0`,
        ...common,
        `User-Agent: ${fact(variant, 'sip.user_agent')}`,
        'Max-Forwards: 70',
        'Content-Length: 0',
      ];
      const reply = ['SIP/2.0 404 Not Found', ...common, 'Server: Asterisk', 'Content-Length: 0'];
      return exchange(sighting, path, hit.step, [
        triggers(says('initiator', latin1(`${ask.join('\r\n')}\r\n\r\n`)), hit.at),
        says('responder', latin1(`${reply.join('\r\n')}\r\n\r\n`), 1_200),
      ]);
    });
  },
  rule: (row) => ({
    protocol: 'udp',
    port: 5060,
    contents: [
      { in: 'packet', text: 'OPTIONS ', anchor: 'start' },
      { in: 'packet', text: `User-Agent: ${row.agent}\r\n` },
    ],
  }),
});
