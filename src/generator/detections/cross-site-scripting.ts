/** Script is sent in a parameter, to run in somebody else's browser. */
import { detection, many } from './shared/define.ts';
import { web } from './shared/web.ts';
import { browsers, victimSites } from './shared/words.ts';

export const crossSiteScripting = detection({
  name: 'cross-site-scripting',
  category: 'webAttack',
  attack: { tactics: ['Initial Access'], technique: 'T1189', techniqueName: 'Drive-by Compromise' },
  killChain: { intent: 'Delivery & Attack', strategy: 'WebServer Attack', method: 'Cross Site Scripting' },
  first: { id: 58521, sid: 1000051 },
  alarms: {
    'xss-script': {
      name: 'WEB - Script tag in request',
      severity: 'medium',
      weight: 400,
      payload: '%3Cscript%3Ealert(1)%3C/script%3E',
      mark: '<script',
    },
    'xss-handler': {
      name: 'WEB - Event handler attribute in request',
      severity: 'low',
      weight: 170,
      payload: '%22%20onmouseover=%22alert(1)',
      mark: '" onmouseover=',
    },
    'xss-svg': {
      name: 'WEB - SVG onload in request',
      severity: 'low',
      weight: 92,
      payload: '%3Csvg/onload=alert(1)%3E',
      mark: '<svg/onload',
    },
  },
  variants: (row, chance) =>
    many(10, () =>
      web({
        host: chance.pick(victimSites),
        uri: `/search?lang=${chance.pick(['en', 'no', 'sv'])}&p=${chance.between(1, 9)}&q=${row.payload}`,
        agent: chance.pick(browsers),
      }),
    ),
  rule: (row) => ({ protocol: 'http', contents: [{ in: 'http.uri', text: row.mark, nocase: true }] }),
});
