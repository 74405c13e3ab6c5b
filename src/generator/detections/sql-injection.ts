/** SQL is smuggled into the query string of a web application. */
import { detection, many } from './shared/define.ts';
import { web } from './shared/web.ts';
import { browsers, victimSites } from './shared/words.ts';

/** Longer than 2,000 characters: real injections carry long column lists, and clients must not cut them. */
const longList = Array.from({ length: 420 }, (_, column) => `c${column}`).join(',');

export const sqlInjection = detection({
  name: 'sql-injection',
  category: 'injection',
  attack: { tactics: ['Initial Access'], technique: 'T1190', techniqueName: 'Exploit Public-Facing Application' },
  killChain: { intent: 'Delivery & Attack', strategy: 'WebServer Attack', method: 'SQL Injection' },
  first: { id: 58501, sid: 1000041 },
  alarms: {
    'sqli-union': {
      name: 'WEB - SQL injection, UNION SELECT',
      severity: 'high',
      weight: 600,
      payload: "1'%20UNION%20ALL%20SELECT%20",
      mark: 'union all select',
    },
    'sqli-boolean': {
      name: 'WEB - SQL injection, boolean based',
      severity: 'medium',
      weight: 460,
      payload: "1'%20OR%20'a'='a'--%20",
      mark: "' or 'a'='a",
    },
    'sqli-time': {
      name: 'WEB - SQL injection, time based',
      severity: 'high',
      weight: 240,
      payload: '1;WAITFOR%20DELAY%20%270:0:5%27--',
      mark: "waitfor delay '",
    },
    'sqli-error': {
      name: 'WEB - SQL injection, error based',
      severity: 'medium',
      weight: 200,
      payload: '1%20AND%20EXTRACTVALUE(1,0x7e)--',
      mark: 'extractvalue(',
    },
    'sqli-stacked': {
      name: 'WEB - SQL injection, stacked query',
      severity: 'critical',
      weight: 60,
      payload: '1;EXEC%20xp_cmdshell(%27whoami%27)--',
      mark: 'exec xp_cmdshell(',
    },
  },
  variants: (row, chance) =>
    many(12, (index) =>
      web({
        host: chance.pick(victimSites),
        uri: `/${chance.pick(['item', 'product', 'news', 'user'])}.php?id=${row.payload}${index === 0 ? longList : chance.between(1, 90)}`,
        agent: chance.pick(browsers),
        status: chance.chance(1, 3) ? 500 : 200,
      }),
    ),
  rule: (row) => ({ protocol: 'http', contents: [{ in: 'http.uri', text: row.mark, nocase: true }] }),
});
