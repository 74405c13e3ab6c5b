/** A password crosses the network in the clear. */
import { Buffer } from 'node:buffer';
import { detection, fact, many } from './shared/define.ts';
import { visits, web } from './shared/web.ts';
import { accounts, browsers } from './shared/words.ts';

export const clearTextPassword = detection({
  name: 'clear-text-password',
  category: 'policy',
  direction: 'internal',
  attack: { tactics: ['Credential Access'], technique: 'T1040', techniqueName: 'Network Sniffing' },
  killChain: {
    intent: 'Environmental Awareness',
    strategy: 'Credentials in Clear Text',
    method: 'HTTP Basic Authentication',
  },
  alarms: [
    {
      id: 59111,
      shortName: 'basic-printer',
      name: 'POLICY - Basic authentication to a printer',
      severity: 'low',
      sid: 1000261,
      weight: 215,
      path: '/hp/device/this.LCDispatcher',
    },
    {
      id: 59112,
      shortName: 'basic-switch',
      name: 'POLICY - Basic authentication to a switch',
      severity: 'medium',
      sid: 1000262,
      weight: 105,
      path: '/level/15/exec/show/',
    },
  ],
  variants: (row, chance) =>
    many(8, (index) => {
      const user = chance.pick(accounts);
      return web({
        host: `device${index + 1}.example.org`,
        uri: `${row.path}?n=${index}`,
        agent: chance.pick(browsers),
        more: {
          'http.authorization': [`Basic ${Buffer.from(`${user}:secret${index}`).toString('base64')}`],
          'user.name': [user],
        },
      });
    }),
  flows: (_row, sighting) =>
    visits(sighting, 'internal', 'initiator', {
      headers: [`Authorization: ${fact(sighting.variant, 'http.authorization')}`],
    }),
  rule: (row) => ({
    protocol: 'http',
    contents: [
      { in: 'http.uri', text: row.path, anchor: 'start' },
      { in: 'http.header', text: 'Authorization: Basic ' },
    ],
  }),
});
