/** A request climbs out of the web root to read a file of the system. */
import { detection, many } from './shared/define.ts';
import { web } from './shared/web.ts';
import { browsers, victimSites } from './shared/words.ts';

export const pathTraversal = detection({
  name: 'path-traversal',
  category: 'webAttack',
  attack: { tactics: ['Initial Access'], technique: 'T1190', techniqueName: 'Exploit Public-Facing Application' },
  killChain: { intent: 'Delivery & Attack', strategy: 'WebServer Attack', method: 'Directory Traversal' },
  first: { id: 58531, sid: 1000061 },
  alarms: {
    'traversal-passwd': {
      name: 'WEB - Attempt to read /etc/passwd',
      severity: 'medium',
      weight: 350,
      target: 'etc/passwd',
      mark: '/etc/passwd',
    },
    'traversal-winini': {
      name: 'WEB - Attempt to read win.ini',
      severity: 'medium',
      weight: 140,
      target: 'windows/win.ini',
      mark: '/windows/win.ini',
    },
    'traversal-environ': {
      name: 'WEB - Attempt to read /proc/self/environ',
      severity: 'high',
      weight: 70,
      target: 'proc/self/environ',
      mark: '/proc/self/environ',
    },
  },
  variants: (row, chance) =>
    many(10, () =>
      web({
        host: chance.pick(victimSites),
        uri: `/${chance.pick(['view', 'download', 'img', 'page'])}?file=${'../'.repeat(chance.between(4, 9))}${row.target}`,
        agent: chance.pick(browsers),
        port: chance.pick([80, 80, 8080]),
        status: chance.pick([200, 403, 404]),
      }),
    ),
  rule: (row) => ({ protocol: 'http', contents: [{ in: 'http.uri', text: row.mark, nocase: true }] }),
});
