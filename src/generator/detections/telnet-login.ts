/** A bot tries factory passwords on Telnet devices. */
import { detection, many } from './shared/define.ts';
import { fact } from './shared/fact.ts';
import { latin1, says, triggers } from './shared/talk.ts';

export const telnetLogin = detection({
  name: 'telnet-login',
  category: 'bruteForce',
  attack: { tactics: ['Credential Access'], technique: 'T1110.001', techniqueName: 'Password Guessing' },
  killChain: { intent: 'Delivery & Attack', strategy: 'Brute Force Authentication', method: 'Telnet' },
  first: { id: 58721, sid: 1000191 },
  alarms: {
    'telnet-camera': {
      name: 'TELNET - Factory password of a camera',
      severity: 'medium',
      weight: 1330,
      password: 'xc3511',
    },
    'telnet-recorder': {
      name: 'TELNET - Factory password of a recorder',
      severity: 'medium',
      weight: 920,
      password: 'vizxv',
    },
  },
  variants: (row, chance) =>
    many(6, () => ({
      port: chance.pick([23, 2323]),
      properties: {
        'user.name': [chance.pick(['root', 'admin', 'support', 'default'])],
        'telnet.password': [row.password],
      },
    })),
  talk:
    (_row, { variant }) =>
    (hit) => [
      says('responder', latin1('\r\nlogin: '), 2_000),
      says('initiator', latin1(`${fact(variant, 'user.name')}\r\n`)),
      says('responder', latin1('Password: ')),
      triggers(says('initiator', latin1(`${fact(variant, 'telnet.password')}\r\n`)), hit),
      says('responder', latin1('\r\nLogin incorrect\r\n'), 9_000),
    ],
  rule: (row) => ({ protocol: 'tcp', contents: [{ in: 'packet', text: `${row.password}\r\n`, anchor: 'start' }] }),
});
