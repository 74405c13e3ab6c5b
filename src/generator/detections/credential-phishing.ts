/** A user types a password into a copy of a login page. */
import { detection, many } from './shared/define.ts';
import { fact } from './shared/fact.ts';
import { web } from './shared/web.ts';
import { browsers, hostileHost, people } from './shared/words.ts';
import { text } from './shared/talk.ts';

export const credentialPhishing = detection({
  name: 'credential-phishing',
  category: 'phishing',
  direction: 'outbound',
  attack: { tactics: ['Initial Access'], technique: 'T1566.002', techniqueName: 'Spearphishing Link' },
  killChain: { intent: 'Delivery & Attack', strategy: 'Phishing', method: 'Credential Submission' },
  first: { id: 59401, sid: 1000231 },
  alarms: {
    'phish-mail-login': {
      name: 'PHISHING - Password sent to a false webmail page',
      severity: 'high',
      weight: 90,
      path: '/owa-secure/auth/next.php',
    },
    'phish-bank-login': {
      name: 'PHISHING - Password sent to a false bank page',
      severity: 'high',
      weight: 58,
      path: '/netbank/verify/step2.php',
    },
  },
  variants: (row, chance) =>
    many(8, () => {
      const person = chance.pick(people);
      return web({
        host: hostileHost(chance),
        uri: `${row.path}?s=${chance.hex(8)}`,
        agent: chance.pick(browsers),
        method: 'POST',
        status: 302,
        more: {
          'user.name': [person],
          'http.request.body': [`login=${encodeURIComponent(person)}&passwd=********`],
        },
      });
    }),
  visit: (_row, sighting) => ({ body: text(fact(sighting.variant, 'http.request.body')) }),
  rule: (row) => ({
    protocol: 'http',
    contents: [
      { in: 'http.method', text: 'POST' },
      { in: 'http.uri', text: row.path, anchor: 'start' },
    ],
  }),
});
