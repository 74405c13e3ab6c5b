/** An FTP server turns down password after password. */
import { detection, fact, many } from './shared/define.ts';
import { accounts } from './shared/words.ts';
import { bursts, latin1, wirePath, says, tcpSession, triggers } from './shared/talk.ts';

const guesses = { count: 3, seconds: 120 } as const;

export const ftpLoginFailure = detection({
  name: 'ftp-login-failure',
  category: 'bruteForce',
  trigger: 'responder',
  attack: { tactics: ['Credential Access'], technique: 'T1110.001', techniqueName: 'Password Guessing' },
  killChain: { intent: 'Delivery & Attack', strategy: 'Brute Force Authentication', method: 'FTP' },
  alarms: [
    {
      id: 58711,
      shortName: 'ftp-login-failure',
      name: 'FTP - Repeated login failures',
      severity: 'low',
      sid: 1000091,
      weight: 700,
      reply: '530 Login incorrect.',
    },
    {
      id: 58712,
      shortName: 'ftp-account-locked',
      name: 'FTP - Repeated logins to a locked account',
      severity: 'medium',
      sid: 1000092,
      weight: 130,
      reply: '530 Account locked.',
    },
  ],
  variants: (row, chance) =>
    many(8, () => ({
      port: 21,
      properties: { 'ftp.user': [chance.pick(accounts)], 'ftp.reply': [row.reply] },
    })),
  flows: (_row, sighting) => {
    const { chance, variant } = sighting;
    const path = wirePath(sighting, 'inbound');
    return bursts(sighting, guesses.count, guesses.seconds, 2_000_000).map((hit) => {
      const refusal = says('responder', latin1(`${fact(variant, 'ftp.reply')}\r\n`), 20_000);
      return tcpSession(sighting, path, hit.step, [
        says('responder', latin1('220 (vsFTPd 3.0.5)\r\n'), 1_000),
        says('initiator', latin1(`USER ${fact(variant, 'ftp.user')}\r\n`)),
        says('responder', latin1('331 Please specify the password.\r\n')),
        says('initiator', latin1(`PASS ${chance.hex(8)}\r\n`)),
        { ...triggers(refusal, hit.at), trigger: hit.trigger },
        says('initiator', latin1('QUIT\r\n')),
        says('responder', latin1('221 Goodbye.\r\n')),
      ]);
    });
  },
  rule: (row) => ({
    protocol: 'tcp',
    port: 21,
    contents: [{ in: 'packet', text: row.reply, anchor: 'start' }],
    threshold: { ...guesses, track: 'destination' },
  }),
});
