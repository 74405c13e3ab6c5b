/** A client names a known hostile server in its TLS hello. */
import { detection, many } from './shared/define.ts';
import { fact } from './shared/fact.ts';
import { hitAt, says } from './shared/talk.ts';
import { sealed, shakeHands } from './shared/tls.ts';

export const tlsBadSni = detection({
  name: 'tls-bad-sni',
  category: 'maliciousDomain',
  direction: 'outbound',
  attack: { tactics: ['Command and Control'], technique: 'T1071.001', techniqueName: 'Web Protocols' },
  killChain: { intent: 'System Compromise', strategy: 'Suspicious Behaviour', method: 'TLS to Malicious Domain' },
  first: { id: 58401, sid: 1000031 },
  alarms: {
    'sni-c2': {
      name: 'TLS - Server name of a known C2 domain',
      severity: 'high',
      weight: 120,
      suffix: '.nightjar-c2.example',
    },
    'sni-paste': {
      name: 'TLS - Server name of a dead drop paste site',
      severity: 'medium',
      weight: 86,
      suffix: '.paste-drop.example.net',
    },
    'sni-dynamic': {
      name: 'TLS - Server name under abused dynamic DNS',
      severity: 'low',
      weight: 300,
      suffix: '.dyn-host.test',
    },
  },
  variants: (row, chance) =>
    many(10, () => {
      const domain = `${chance.pick(['a', 'node', 'edge', 'srv'])}${chance.hex(4)}${row.suffix}`;
      return {
        domain,
        port: 443,
        properties: { 'tls.sni': [domain], 'tls.version': ['TLS 1.3'] },
      };
    }),
  talk:
    (_row, { chance, variant }) =>
    (hit) => [
      ...hitAt(0, shakeHands(chance, { name: fact(variant, 'tls.sni'), certificate: null }), hit),
      says('initiator', sealed(chance, 220), 400),
      says('responder', sealed(chance, 640), 3000),
    ],
  rule: (row) => ({ protocol: 'tls', contents: [{ in: 'tls.sni', text: row.suffix, anchor: 'end' }] }),
});
