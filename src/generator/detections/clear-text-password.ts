/** A password crosses the network in the clear. */
import { Buffer } from 'node:buffer';
import { detection, many } from './shared/define.ts';
import { fact } from './shared/fact.ts';
import { web } from './shared/web.ts';
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
  first: { id: 59111, sid: 1000261 },
  alarms: {
    'basic-printer': {
      name: 'POLICY - Basic authentication to a printer',
      severity: 'low',
      weight: 215,
      path: '/hp/device/this.LCDispatcher',
    },
    'basic-switch': {
      name: 'POLICY - Basic authentication to a switch',
      severity: 'medium',
      weight: 105,
      path: '/level/15/exec/show/',
    },
  },
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
  visit: (_row, sighting) => ({
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
