/** A client knocks at Remote Desktop with one user name after the other. */
import { detection, many } from './shared/define.ts';
import { fact } from './shared/fact.ts';
import { hex, says, triggers } from './shared/talk.ts';
import { connectionRequest } from './shared/rdp.ts';

export const rdpBruteForce = detection({
  name: 'rdp-brute-force',
  category: 'bruteForce',
  attack: { tactics: ['Credential Access'], technique: 'T1110', techniqueName: 'Brute Force' },
  killChain: {
    intent: 'Delivery & Attack',
    strategy: 'Brute Force Authentication',
    method: 'Microsoft Remote Desktop',
  },
  first: { id: 58731, sid: 1000201 },
  alarms: {
    'rdp-administrator': {
      name: 'RDP - Connection burst as Administrator',
      severity: 'medium',
      weight: 1100,
      user: 'Administr',
    },
    'rdp-scanner': {
      name: 'RDP - Connection burst of a known scanner',
      severity: 'low',
      weight: 640,
      user: 'hello',
    },
  },
  burst: { count: 4, seconds: 60, track: 'source', spacing: 1_500_000 },
  variants: (row, chance) =>
    many(4, (index) => ({
      port: chance.pick([3389, 3389, 33890 + index]),
      properties: { 'rdp.cookie': [`mstshash=${row.user}`], 'user.name': [row.user] },
    })),
  talk: (_row, sighting) => (hit) => [
    triggers(says('initiator', connectionRequest(fact(sighting.variant, 'rdp.cookie'))), hit),
    says('responder', hex('0300 0013 0e d0 0000 1234 00 02 00 0800 01000000'), 1_500),
  ],
  rule: (row) => ({
    protocol: 'tcp',
    contents: [
      { in: 'packet', text: '\x03\0', anchor: 'start' },
      { in: 'packet', text: `Cookie: mstshash=${row.user}\r\n`, offset: 11 },
    ],
  }),
});
