/** A client library guesses SSH passwords, one session after the other. */
import { detection, many } from './shared/define.ts';
import { fact } from './shared/fact.ts';
import { accounts } from './shared/words.ts';
import { latin1, says, triggers } from './shared/talk.ts';
import { encrypted, keyExchangeInit, keyExchangeReply, keyExchangeStart, newKeys } from './shared/ssh.ts';

export const sshBruteForce = detection({
  name: 'ssh-brute-force',
  category: 'bruteForce',
  attack: { tactics: ['Credential Access'], technique: 'T1110.001', techniqueName: 'Password Guessing' },
  killChain: { intent: 'Delivery & Attack', strategy: 'Brute Force Authentication', method: 'SSH' },
  first: { id: 58701, sid: 1000081 },
  alarms: {
    'ssh-brute-libssh': {
      name: 'SSH - Password guessing with libssh',
      severity: 'medium',
      weight: 3000,
      software: 'libssh2_1.11.0',
    },
    'ssh-brute-go': {
      name: 'SSH - Password guessing with Go client',
      severity: 'medium',
      weight: 2000,
      software: 'Go',
    },
    'ssh-brute-paramiko': {
      name: 'SSH - Password guessing with Paramiko',
      severity: 'medium',
      weight: 860,
      software: 'paramiko_3.4.0',
    },
  },
  // In two passes tshark 4.0 stumbles over one encrypted packet in some 20,000, depending on what follows it; at other ports it takes some for Thrift.
  expert: ['Malformed Packet (Exception occurred)', 'Not enough data to decode'],
  burst: { count: 5, seconds: 60, track: 'source', spacing: 900_000 },
  variants: (row, chance) =>
    many(8, () => ({
      port: chance.pick([22, 22, 22, 2222]),
      properties: { 'ssh.client.software': [row.software], 'user.name': [chance.pick(accounts)] },
    })),
  talk:
    (_row, { chance, variant }) =>
    (hit) => [
      triggers(says('initiator', latin1(`SSH-2.0-${fact(variant, 'ssh.client.software')}\r\n`)), hit),
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
    ],
  rule: (row) => ({
    protocol: 'tcp',
    contents: [{ in: 'packet', text: `SSH-2.0-${row.software}\r\n`, anchor: 'start' }],
  }),
});
