/** A client library guesses SSH passwords, one session after the other. */
import { detection, fact, many } from './shared/define.ts';
import { accounts } from './shared/words.ts';
import { bursts, latin1, wirePath, says, tcpSession, triggers } from './shared/talk.ts';
import { encrypted, keyExchangeInit, keyExchangeReply, keyExchangeStart, newKeys } from './shared/ssh.ts';

const guesses = { count: 5, seconds: 60 } as const;

export const sshBruteForce = detection({
  name: 'ssh-brute-force',
  category: 'bruteForce',
  attack: { tactics: ['Credential Access'], technique: 'T1110.001', techniqueName: 'Password Guessing' },
  killChain: { intent: 'Delivery & Attack', strategy: 'Brute Force Authentication', method: 'SSH' },
  alarms: [
    {
      id: 58701,
      shortName: 'ssh-brute-libssh',
      name: 'SSH - Password guessing with libssh',
      severity: 'medium',
      sid: 1000081,
      weight: 3000,
      software: 'libssh2_1.11.0',
    },
    {
      id: 58702,
      shortName: 'ssh-brute-go',
      name: 'SSH - Password guessing with Go client',
      severity: 'medium',
      sid: 1000082,
      weight: 2000,
      software: 'Go',
    },
    {
      id: 58703,
      shortName: 'ssh-brute-paramiko',
      name: 'SSH - Password guessing with Paramiko',
      severity: 'medium',
      sid: 1000083,
      weight: 860,
      software: 'paramiko_3.4.0',
    },
  ],
  variants: (row, chance) =>
    many(8, () => ({
      port: chance.pick([22, 22, 22, 2222]),
      properties: { 'ssh.client.software': [row.software], 'user.name': [chance.pick(accounts)] },
    })),
  flows: (_row, sighting) => {
    const { chance, variant } = sighting;
    const path = wirePath(sighting, 'inbound');
    return bursts(sighting, guesses.count, guesses.seconds, 900_000).map((hit) => {
      const banner = says('initiator', latin1(`SSH-2.0-${fact(variant, 'ssh.client.software')}\r\n`));
      return tcpSession(sighting, path, hit.step, [
        { ...triggers(banner, hit.at), trigger: hit.trigger },
        says('responder', latin1('SSH-2.0-OpenSSH_7.4\r\n'), 8_000),
        says('initiator', keyExchangeInit(chance)),
        says('responder', keyExchangeInit(chance)),
        says('initiator', keyExchangeStart(chance)),
        says('responder', keyExchangeReply(chance), 4_000),
        says('initiator', newKeys),
        says('responder', newKeys),
        says('initiator', encrypted(chance, 52)),
        says('responder', encrypted(chance, 52)),
        says('initiator', encrypted(chance, 148), 2_000),
        says('responder', encrypted(chance, 84), 160_000),
      ]);
    });
  },
  rule: (row) => ({
    protocol: 'tcp',
    contents: [{ in: 'packet', text: `SSH-2.0-${row.software}\r\n`, anchor: 'start' }],
    threshold: { ...guesses, track: 'source' },
  }),
});
