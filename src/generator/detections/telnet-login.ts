/** A bot tries factory passwords on Telnet devices. */
import { detection, fact, many } from './shared/define.ts';
import { latin1, wirePath, says, tcpSession, singleFlow, triggers } from './shared/talk.ts';

export const telnetLogin = detection({
  name: 'telnet-login',
  category: 'bruteForce',
  attack: { tactics: ['Credential Access'], technique: 'T1110.001', techniqueName: 'Password Guessing' },
  killChain: { intent: 'Delivery & Attack', strategy: 'Brute Force Authentication', method: 'Telnet' },
  alarms: [
    {
      id: 58721,
      shortName: 'telnet-camera',
      name: 'TELNET - Factory password of a camera',
      severity: 'medium',
      sid: 1000191,
      weight: 1330,
      password: 'xc3511',
    },
    {
      id: 58722,
      shortName: 'telnet-recorder',
      name: 'TELNET - Factory password of a recorder',
      severity: 'medium',
      sid: 1000192,
      weight: 920,
      password: 'vizxv',
    },
  ],
  variants: (row, chance) =>
    many(6, () => ({
      port: chance.pick([23, 2323]),
      properties: {
        'user.name': [chance.pick(['root', 'admin', 'support', 'default'])],
        'telnet.password': [row.password],
      },
    })),
  flows: (_row, sighting) => {
    const { variant } = sighting;
    const path = wirePath(sighting, 'inbound');
    return singleFlow(sighting).map((hit) =>
      tcpSession(sighting, path, hit.step, [
        says('responder', latin1('\r\nlogin: '), 2_000),
        says('initiator', latin1(`${fact(variant, 'user.name')}\r\n`)),
        says('responder', latin1('Password: ')),
        triggers(says('initiator', latin1(`${fact(variant, 'telnet.password')}\r\n`)), hit.at),
        says('responder', latin1('\r\nLogin incorrect\r\n'), 9_000),
      ]),
    );
  },
  rule: (row) => ({ protocol: 'tcp', contents: [{ in: 'packet', text: `${row.password}\r\n`, anchor: 'start' }] }),
});
