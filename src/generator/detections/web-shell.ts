/** Somebody gives orders to a shell that was left on a web server. */
import { detection, many } from './shared/define.ts';
import { web } from './shared/web.ts';
import { browsers, victimSites } from './shared/words.ts';
import { text } from './shared/talk.ts';

export const webShell = detection({
  name: 'web-shell',
  category: 'exploit',
  attack: { tactics: ['Persistence'], technique: 'T1505.003', techniqueName: 'Web Shell' },
  killChain: { intent: 'System Compromise', strategy: 'Backdoor', method: 'Web Shell' },
  first: { id: 58541, sid: 1000221 },
  alarms: {
    'shell-php': {
      name: 'WEB - Command to a PHP shell',
      severity: 'critical',
      weight: 38,
      path: '/uploads/img_cache.php?cmd=',
    },
    'shell-jsp': {
      name: 'WEB - Command to a JSP shell',
      severity: 'critical',
      weight: 22,
      path: '/status/health.jsp?exec=',
    },
    'shell-aspx': {
      name: 'WEB - Command to an ASPX shell',
      severity: 'critical',
      weight: 19,
      path: '/aspnet_client/err.aspx?run=',
    },
  },
  variants: (row, chance) =>
    many(6, (index) =>
      web({
        host: chance.pick(victimSites),
        uri: `${row.path}${chance.pick(['whoami', 'id', 'ipconfig+/all', 'uname+-a', 'dir'])}&n=${index}`,
        agent: chance.pick(browsers),
      }),
    ),
  visit: () => ({ reply: { type: 'text/plain', bytes: text('www-data\n') } }),
  rule: (row) => ({ protocol: 'http', contents: [{ in: 'http.uri', text: row.path, anchor: 'start' }] }),
});
