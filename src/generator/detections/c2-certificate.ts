/** A TLS server shows a certificate that a control framework ships with. */
import { detection, many } from './shared/define.ts';
import { fact } from './shared/fact.ts';
import { hostileHost } from './shared/words.ts';
import { hitAt, says } from './shared/talk.ts';
import { sealed, shakeHands } from './shared/tls.ts';
import { selfSigned } from './shared/certificate.ts';

export const c2Certificate = detection({
  name: 'c2-certificate',
  category: 'certificate',
  direction: 'outbound',
  trigger: 'responder',
  attack: { tactics: ['Command and Control'], technique: 'T1573.002', techniqueName: 'Asymmetric Cryptography' },
  killChain: { intent: 'System Compromise', strategy: 'C&C Communication', method: 'Malicious SSL Certificate' },
  first: { id: 58310, sid: 1000021 },
  alarms: {
    'cert-framework-default': {
      name: 'TLS - Default certificate of a control framework',
      severity: 'critical',
      weight: 24,
      organization: 'Harrier Operations',
    },
    'cert-blocklisted': {
      name: 'TLS - Certificate on block list',
      severity: 'high',
      weight: 30,
      organization: 'Global Gadgets Ltd',
    },
    'cert-bot-panel': {
      id: 58314,
      name: 'TLS - Certificate of a bot panel',
      severity: 'high',
      weight: 18,
      organization: 'Panel Securities',
    },
  },
  variants: (row, chance) =>
    many(6, () => {
      const domain = hostileHost(chance);
      return {
        domain,
        port: chance.pick([443, 8443, 4443]),
        properties: {
          'tls.sni': [domain],
          'tls.subject': [`C=NO, O=${row.organization}, CN=${domain}`],
          'tls.version': ['TLS 1.2'],
        },
      };
    }),
  talk: (row, { chance, variant }) => {
    const name = fact(variant, 'tls.sni');
    const certificate = selfSigned(row.organization, name);
    return (hit) => [
      ...hitAt(1, shakeHands(chance, { name, certificate }), hit),
      says('initiator', sealed(chance, 180), 900),
      says('responder', sealed(chance, 320), 2500),
    ];
  },
  rule: (row) => ({ protocol: 'tls', contents: [{ in: 'tls.cert_subject', text: `O=${row.organization}` }] }),
});
