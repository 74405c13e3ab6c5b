/** A web server gives away what it should keep. */
import { detection, many } from './shared/define.ts';
import { web } from './shared/web.ts';
import { browsers, victimSites } from './shared/words.ts';
import { text } from './shared/talk.ts';

export const informationLeak = detection({
  name: 'information-leak',
  category: 'informationLeak',
  trigger: 'responder',
  attack: { tactics: ['Discovery'], technique: 'T1083', techniqueName: 'File and Directory Discovery' },
  killChain: { intent: 'Reconnaissance & Probing', strategy: 'Information Disclosure', method: 'HTTP' },
  first: { id: 58551, sid: 1000251 },
  alarms: {
    'leak-directory': {
      name: 'WEB - Directory listing served',
      severity: 'low',
      weight: 230,
      path: '/files/',
      text: '<html><head><title>Index of /files/</title></head><body><h1>Index of /files/</h1></body></html>',
    },
    'leak-repository': {
      name: 'WEB - Repository configuration served',
      severity: 'medium',
      weight: 84,
      path: '/.git/config',
      text: '[core]\n\trepositoryformatversion = 0\n\tbare = false\n[remote "origin"]\n',
    },
    'leak-phpinfo': {
      name: 'WEB - phpinfo page served',
      severity: 'low',
      weight: 72,
      path: '/phpinfo.php',
      text: '<html><head><title>phpinfo()</title></head><body><h1>PHP Version 8.1.2</h1></body></html>',
    },
  },
  variants: (row, chance) =>
    many(6, (index) =>
      web({
        host: chance.pick(victimSites),
        uri: `${row.path}?r=${index}`,
        agent: chance.pick(browsers),
      }),
    ),
  visit: (row) => ({ reply: { type: 'text/html', bytes: text(row.text) } }),
  rule: (row) => ({ protocol: 'http', contents: [{ in: 'file.data', text: row.text.slice(0, 32), anchor: 'start' }] }),
});
