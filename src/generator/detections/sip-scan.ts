/** A scanner looks for telephone exchanges. */
import { detection, many } from './shared/define.ts';
import { fact } from './shared/fact.ts';
import { latin1, says, triggers } from './shared/talk.ts';

export const sipScan = detection({
  name: 'sip-scan',
  category: 'scan',
  transport: 'udp',
  attack: { tactics: ['Reconnaissance'], technique: 'T1595', techniqueName: 'Active Scanning' },
  killChain: { intent: 'Reconnaissance & Probing', strategy: 'Service Discovery', method: 'SIP' },
  first: { id: 58931, sid: 1000271 },
  alarms: {
    'sip-friendly': {
      name: 'SCAN - SIP OPTIONS of a known scanner',
      severity: 'low',
      weight: 570,
      agent: 'friendly-scanner',
    },
    'sip-pplsip': {
      name: 'SCAN - SIP OPTIONS of a toll fraud tool',
      severity: 'medium',
      weight: 190,
      agent: 'pplsip',
    },
  },
  variants: (row, chance) =>
    many(6, (index) => ({
      port: 5060,
      properties: {
        'sip.method': ['OPTIONS'],
        'sip.user_agent': [row.agent],
        'sip.user': [String(100 + 100 * index + chance.below(100))],
      },
    })),
  talk: (_row, sighting) => {
    const { chance, initiator, responder, variant } = sighting;
    const user = fact(variant, 'sip.user');
    const host = (address: string): string => (address.includes(':') ? `[${address}]` : address);
    return (hit) => {
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
      return [
        triggers(says('initiator', latin1(`${ask.join('\r\n')}\r\n\r\n`)), hit),
        says('responder', latin1(`${reply.join('\r\n')}\r\n\r\n`), 1_200),
      ];
    };
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
