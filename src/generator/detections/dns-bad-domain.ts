/** A host resolves a name that is known to be hostile. */
import { detection, many } from './shared/define.ts';
import { documentationAddress } from './shared/words.ts';
import { exchange, wirePath, says, singleFlow, triggers } from './shared/talk.ts';
import { answer, query } from './shared/dns.ts';

export const dnsBadDomain = detection({
  name: 'dns-bad-domain',
  category: 'maliciousDomain',
  transport: 'udp',
  direction: 'outbound',
  attack: { tactics: ['Command and Control'], technique: 'T1071.004', techniqueName: 'DNS' },
  killChain: { intent: 'System Compromise', strategy: 'Suspicious Behaviour', method: 'DNS Query to Malicious Domain' },
  alarms: [
    {
      id: 58811,
      shortName: 'dns-c2-domain',
      name: 'DNS - Lookup of a C2 domain',
      severity: 'high',
      sid: 1000111,
      weight: 1000,
      suffix: '.bad-heron.example',
    },
    {
      id: 58812,
      shortName: 'dns-phishing-domain',
      name: 'DNS - Lookup of a phishing domain',
      severity: 'medium',
      sid: 1000112,
      weight: 750,
      suffix: '.login-verify.example.com',
    },
    {
      id: 58813,
      shortName: 'dns-sinkhole-domain',
      name: 'DNS - Lookup of a sinkholed domain',
      severity: 'low',
      sid: 1000113,
      weight: 540,
      suffix: '.sinkhole.test',
    },
  ],
  variants: (row, chance) =>
    many(12, (index) => {
      const domain = `${chance.pick(['www', 'mail', 'a', 'b', 'cdn'])}${chance.hex(3)}${row.suffix}`;
      const answers = index === 0 ? 3 : 1;
      return {
        domain,
        port: 53,
        properties: {
          'dns.query': [domain],
          'dns.type': ['A'],
          'dns.rdata': Array.from({ length: answers }, () => documentationAddress(chance)),
        },
      };
    }),
  flows: (_row, sighting) => {
    const { chance, variant } = sighting;
    const path = wirePath(sighting, 'outbound');
    const name = variant.domain ?? '';
    return singleFlow(sighting).map((hit) => {
      const id = chance.below(65_536);
      return exchange(sighting, path, hit.step, [
        triggers(says('initiator', query(id, name, 'A')), hit.at),
        says('responder', answer(id, name, 'A', variant.properties['dns.rdata'] ?? []), 1_500),
      ]);
    });
  },
  rule: (row) => ({ protocol: 'dns', contents: [{ in: 'dns.query', text: row.suffix, anchor: 'end' }] }),
});
