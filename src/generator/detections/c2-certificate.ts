/** A TLS server shows a certificate that a control framework ships with. */
import { detection, fact, many } from './shared/define.ts';
import { hostileHost } from './shared/words.ts';
import { wirePath, says, tcpSession, singleFlow, triggers } from './shared/talk.ts';
import { clientFinish12, clientHello, sealed, serverFinish12, serverFlight12 } from './shared/tls.ts';
import { selfSigned } from './shared/certificate.ts';

export const c2Certificate = detection({
  name: 'c2-certificate',
  category: 'certificate',
  direction: 'outbound',
  trigger: 'responder',
  attack: { tactics: ['Command and Control'], technique: 'T1573.002', techniqueName: 'Asymmetric Cryptography' },
  killChain: { intent: 'System Compromise', strategy: 'C&C Communication', method: 'Malicious SSL Certificate' },
  alarms: [
    {
      id: 58310,
      shortName: 'cert-framework-default',
      name: 'TLS - Default certificate of a control framework',
      severity: 'critical',
      sid: 1000021,
      weight: 24,
      organization: 'Harrier Operations',
    },
    {
      id: 58311,
      shortName: 'cert-blocklisted',
      name: 'TLS - Certificate on block list',
      severity: 'high',
      sid: 1000022,
      weight: 30,
      organization: 'Global Gadgets Ltd',
    },
    {
      id: 58314,
      shortName: 'cert-bot-panel',
      name: 'TLS - Certificate of a bot panel',
      severity: 'high',
      sid: 1000023,
      weight: 18,
      organization: 'Panel Securities',
    },
  ],
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
  flows: (row, sighting) => {
    const { chance, variant } = sighting;
    const path = wirePath(sighting, 'outbound');
    const certificate = selfSigned(row.organization, fact(variant, 'tls.sni'));
    return singleFlow(sighting).map((hit) =>
      tcpSession(sighting, path, hit.step, [
        says('initiator', clientHello(chance, fact(variant, 'tls.sni'), 'TLS 1.2')),
        triggers(says('responder', serverFlight12(chance, certificate), 900), hit.at),
        says('initiator', clientFinish12(chance), 700),
        says('responder', serverFinish12(chance)),
        says('initiator', sealed(chance, 180), 900),
        says('responder', sealed(chance, 320), 2500),
      ]),
    );
  },
  rule: (row) => ({ protocol: 'tls', contents: [{ in: 'tls.cert_subject', text: `O=${row.organization}` }] }),
});
