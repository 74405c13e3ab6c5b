/** A host resolves a name that is known to be hostile. */
import { detection, many } from './shared/define.ts';
import { documentationAddress } from './shared/words.ts';
import { says, triggers } from './shared/talk.ts';
import { answer, query } from './shared/dns.ts';

export const dnsBadDomain = detection({
  name: 'dns-bad-domain',
  category: 'maliciousDomain',
  transport: 'udp',
  direction: 'outbound',
  attack: { tactics: ['Command and Control'], technique: 'T1071.004', techniqueName: 'DNS' },
  killChain: { intent: 'System Compromise', strategy: 'Suspicious Behaviour', method: 'DNS Query to Malicious Domain' },
  first: { id: 58811, sid: 1000111 },
  alarms: {
    'dns-c2-domain': {
      name: 'DNS - Lookup of a C2 domain',
      severity: 'high',
      weight: 1000,
      suffix: '.bad-heron.example',
    },
    'dns-phishing-domain': {
      name: 'DNS - Lookup of a phishing domain',
      severity: 'medium',
      weight: 750,
      suffix: '.login-verify.example.com',
    },
    'dns-sinkhole-domain': {
      name: 'DNS - Lookup of a sinkholed domain',
      severity: 'low',
      weight: 540,
      suffix: '.sinkhole.test',
    },
  },
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
  talk: (_row, sighting) => {
    const { chance, variant } = sighting;
    const name = variant.domain ?? '';
    return (hit) => {
      const id = chance.below(65_536);
      return [
        triggers(says('initiator', query(id, name, 'A')), hit),
        says('responder', answer(id, name, 'A', variant.properties['dns.rdata'] ?? []), 1_500),
      ];
    };
  },
  rule: (row) => ({ protocol: 'dns', contents: [{ in: 'dns.query', text: row.suffix, anchor: 'end' }] }),
});
