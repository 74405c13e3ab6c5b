/** SQL is smuggled into the query string of a web application. */
import { detection, many } from './shared/define.ts';
import { visits, web } from './shared/web.ts';
import { browsers, victimSites } from './shared/words.ts';

/** Longer than 2,000 characters: real injections carry long column lists, and clients must not cut them. */
const longList = Array.from({ length: 420 }, (_, column) => `c${column}`).join(',');

export const sqlInjection = detection({
  name: 'sql-injection',
  category: 'injection',
  attack: { tactics: ['Initial Access'], technique: 'T1190', techniqueName: 'Exploit Public-Facing Application' },
  killChain: { intent: 'Delivery & Attack', strategy: 'WebServer Attack', method: 'SQL Injection' },
  alarms: [
    {
      id: 58501,
      shortName: 'sqli-union',
      name: 'WEB - SQL injection, UNION SELECT',
      severity: 'high',
      sid: 1000041,
      weight: 600,
      payload: "1'%20UNION%20ALL%20SELECT%20",
      mark: 'union all select',
    },
    {
      id: 58502,
      shortName: 'sqli-boolean',
      name: 'WEB - SQL injection, boolean based',
      severity: 'medium',
      sid: 1000042,
      weight: 460,
      payload: "1'%20OR%20'a'='a'--%20",
      mark: "' or 'a'='a",
    },
    {
      id: 58503,
      shortName: 'sqli-time',
      name: 'WEB - SQL injection, time based',
      severity: 'high',
      sid: 1000043,
      weight: 240,
      payload: '1;WAITFOR%20DELAY%20%270:0:5%27--',
      mark: "waitfor delay '",
    },
    {
      id: 58504,
      shortName: 'sqli-error',
      name: 'WEB - SQL injection, error based',
      severity: 'medium',
      sid: 1000044,
      weight: 200,
      payload: '1%20AND%20EXTRACTVALUE(1,0x7e)--',
      mark: 'extractvalue(',
    },
    {
      id: 58505,
      shortName: 'sqli-stacked',
      name: 'WEB - SQL injection, stacked query',
      severity: 'critical',
      sid: 1000045,
      weight: 60,
      payload: '1;EXEC%20xp_cmdshell(%27whoami%27)--',
      mark: 'exec xp_cmdshell(',
    },
  ],
  variants: (row, chance) =>
    many(12, (index) =>
      web({
        host: chance.pick(victimSites),
        uri: `/${chance.pick(['item', 'product', 'news', 'user'])}.php?id=${row.payload}${index === 0 ? longList : chance.between(1, 90)}`,
        agent: chance.pick(browsers),
        status: chance.chance(1, 3) ? 500 : 200,
      }),
    ),
  flows: (_row, sighting) => visits(sighting, 'inbound', 'initiator'),
  rule: (row) => ({ protocol: 'http', contents: [{ in: 'http.uri', text: row.mark, nocase: true }] }),
});
