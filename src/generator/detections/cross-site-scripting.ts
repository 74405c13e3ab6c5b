/** Script is sent in a parameter, to run in somebody else's browser. */
import { detection, many } from './shared/define.ts';
import { visits, web } from './shared/web.ts';
import { browsers, victimSites } from './shared/words.ts';

export const crossSiteScripting = detection({
  name: 'cross-site-scripting',
  category: 'webAttack',
  attack: { tactics: ['Initial Access'], technique: 'T1189', techniqueName: 'Drive-by Compromise' },
  killChain: { intent: 'Delivery & Attack', strategy: 'WebServer Attack', method: 'Cross Site Scripting' },
  alarms: [
    {
      id: 58521,
      shortName: 'xss-script',
      name: 'WEB - Script tag in request',
      severity: 'medium',
      sid: 1000051,
      weight: 400,
      payload: '%3Cscript%3Ealert(1)%3C/script%3E',
      mark: '<script',
    },
    {
      id: 58522,
      shortName: 'xss-handler',
      name: 'WEB - Event handler attribute in request',
      severity: 'low',
      sid: 1000052,
      weight: 170,
      payload: '%22%20onmouseover=%22alert(1)',
      mark: '" onmouseover=',
    },
    {
      id: 58523,
      shortName: 'xss-svg',
      name: 'WEB - SVG onload in request',
      severity: 'low',
      sid: 1000053,
      weight: 92,
      payload: '%3Csvg/onload=alert(1)%3E',
      mark: '<svg/onload',
    },
  ],
  variants: (row, chance) =>
    many(10, () =>
      web({
        host: chance.pick(victimSites),
        uri: `/search?lang=${chance.pick(['en', 'no', 'sv'])}&p=${chance.between(1, 9)}&q=${row.payload}`,
        agent: chance.pick(browsers),
      }),
    ),
  flows: (_row, sighting) => visits(sighting, 'inbound', 'initiator'),
  rule: (row) => ({ protocol: 'http', contents: [{ in: 'http.uri', text: row.mark, nocase: true }] }),
});
