/** A vulnerability scanner walks through a web server and says who it is. */
import { detection, many } from './shared/define.ts';
import { web } from './shared/web.ts';
import { victimSites } from './shared/words.ts';

const paths = [
  '/',
  '/robots.txt',
  '/admin/',
  '/.env',
  '/backup.zip',
  '/server-status',
  '/wp-login.php',
  '/manager/html',
] as const;

export const webScanner = detection({
  name: 'web-scanner',
  category: 'scan',
  attack: { tactics: ['Reconnaissance'], technique: 'T1595.002', techniqueName: 'Vulnerability Scanning' },
  killChain: { intent: 'Reconnaissance & Probing', strategy: 'Vulnerability Scanning', method: 'HTTP' },
  first: { id: 58921, sid: 1000211 },
  alarms: {
    'scanner-nikto': {
      name: 'SCAN - Nikto user agent',
      severity: 'low',
      weight: 800,
      agent: 'Mozilla/5.00 (Nikto/2.5.0) (Evasions:None) (Test:Port Check)',
    },
    'scanner-sqlmap': {
      name: 'SCAN - sqlmap user agent',
      severity: 'medium',
      weight: 430,
      agent: 'sqlmap/1.8.4#stable (https://sqlmap.org)',
    },
    'scanner-nmap': {
      name: 'SCAN - Nmap script user agent',
      severity: 'low',
      weight: 660,
      agent: 'Mozilla/5.0 (compatible; Nmap Scripting Engine; https://nmap.org/book/nse.html)',
    },
    'scanner-zgrab': {
      name: 'SCAN - zgrab user agent',
      severity: 'low',
      weight: 1700,
      agent: 'Mozilla/5.0 zgrab/0.x',
    },
  },
  variants: (row, chance) =>
    many(12, () =>
      web({
        host: chance.pick(victimSites),
        uri: chance.pick(paths),
        agent: row.agent,
        status: chance.pick([200, 403, 404, 404]),
      }),
    ),
  rule: (row) => ({ protocol: 'http', contents: [{ in: 'http.user_agent', text: row.agent, anchor: 'start' }] }),
});
