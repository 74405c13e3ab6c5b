/** A client names a known hostile server in its TLS hello. */
import { detection, fact, many } from './shared/define.ts';
import { wirePath, says, tcpSession, singleFlow, triggers } from './shared/talk.ts';
import { changeCipherSpec, clientHello, sealed, serverFlight13 } from './shared/tls.ts';
import { join } from './shared/pack.ts';

export const tlsBadSni = detection({
  name: 'tls-bad-sni',
  category: 'maliciousDomain',
  direction: 'outbound',
  attack: { tactics: ['Command and Control'], technique: 'T1071.001', techniqueName: 'Web Protocols' },
  killChain: { intent: 'System Compromise', strategy: 'Suspicious Behaviour', method: 'TLS to Malicious Domain' },
  alarms: [
    {
      id: 58401,
      shortName: 'sni-c2',
      name: 'TLS - Server name of a known C2 domain',
      severity: 'high',
      sid: 1000031,
      weight: 120,
      suffix: '.nightjar-c2.example',
    },
    {
      id: 58402,
      shortName: 'sni-paste',
      name: 'TLS - Server name of a dead drop paste site',
      severity: 'medium',
      sid: 1000032,
      weight: 86,
      suffix: '.paste-drop.example.net',
    },
    {
      id: 58403,
      shortName: 'sni-dynamic',
      name: 'TLS - Server name under abused dynamic DNS',
      severity: 'low',
      sid: 1000033,
      weight: 300,
      suffix: '.dyn-host.test',
    },
  ],
  variants: (row, chance) =>
    many(10, () => {
      const domain = `${chance.pick(['a', 'node', 'edge', 'srv'])}${chance.hex(4)}${row.suffix}`;
      return {
        domain,
        port: 443,
        properties: { 'tls.sni': [domain], 'tls.version': ['TLS 1.3'] },
      };
    }),
  flows: (_row, sighting) => {
    const { chance, variant } = sighting;
    const path = wirePath(sighting, 'outbound');
    return singleFlow(sighting).map((hit) => {
      const hello = clientHello(chance, fact(variant, 'tls.sni'), 'TLS 1.3');
      return tcpSession(sighting, path, hit.step, [
        triggers(says('initiator', hello), hit.at),
        says('responder', serverFlight13(chance, hello), 900),
        says('initiator', join(changeCipherSpec, sealed(chance, 74)), 700),
        says('initiator', sealed(chance, 220), 400),
        says('responder', sealed(chance, 640), 3000),
      ]);
    });
  },
  rule: (row) => ({ protocol: 'tls', contents: [{ in: 'tls.sni', text: row.suffix, anchor: 'end' }] }),
});
