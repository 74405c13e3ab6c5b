/** An FTP server turns down password after password. */
import { detection, many } from './shared/define.ts';
import { fact } from './shared/fact.ts';
import { accounts } from './shared/words.ts';
import { latin1, says, triggers } from './shared/talk.ts';

export const ftpLoginFailure = detection({
  name: 'ftp-login-failure',
  category: 'bruteForce',
  trigger: 'responder',
  attack: { tactics: ['Credential Access'], technique: 'T1110.001', techniqueName: 'Password Guessing' },
  killChain: { intent: 'Delivery & Attack', strategy: 'Brute Force Authentication', method: 'FTP' },
  first: { id: 58711, sid: 1000091 },
  alarms: {
    'ftp-login-failure': {
      name: 'FTP - Repeated login failures',
      severity: 'low',
      weight: 700,
      reply: '530 Login incorrect.',
    },
    'ftp-account-locked': {
      name: 'FTP - Repeated logins to a locked account',
      severity: 'medium',
      weight: 130,
      reply: '530 Account locked.',
    },
  },
  burst: { count: 3, seconds: 120, track: 'destination', spacing: 2_000_000 },
  variants: (row, chance) =>
    many(8, () => ({
      port: 21,
      properties: { 'ftp.user': [chance.pick(accounts)], 'ftp.reply': [row.reply] },
    })),
  talk:
    (_row, { chance, variant }) =>
    (hit) => [
      says('responder', latin1('220 (vsFTPd 3.0.5)\r\n'), 1_000),
      says('initiator', latin1(`USER ${fact(variant, 'ftp.user')}\r\n`)),
      says('responder', latin1('331 Please specify the password.\r\n')),
      says('initiator', latin1(`PASS ${chance.hex(8)}\r\n`)),
      triggers(says('responder', latin1(`${fact(variant, 'ftp.reply')}\r\n`), 20_000), hit),
      says('initiator', latin1('QUIT\r\n')),
      says('responder', latin1('221 Goodbye.\r\n')),
    ],
  rule: (row) => ({
    protocol: 'tcp',
    port: 21,
    contents: [{ in: 'packet', text: row.reply, anchor: 'start' }],
  }),
});
