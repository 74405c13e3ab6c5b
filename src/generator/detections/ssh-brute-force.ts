/** A client library guesses SSH passwords, one session after the other. */
import { detection, many } from "./shared/define.ts";
import { accounts } from "./shared/words.ts";

export const sshBruteForce = detection({
  name: "ssh-brute-force",
  category: "bruteForce",
  telemetry: "network",
  transport: "tcp",
  direction: "inbound",
  trigger: "initiator",
  attack: {
    tactics: ["Credential Access"],
    technique: "T1110.001",
    techniqueName: "Password Guessing",
  },
  usm: {
    intent: "Delivery & Attack",
    strategy: "Brute Force Authentication",
    method: "SSH",
    dictionary: "SuricataBruteforceRules-Dict",
  },
  alarms: [
    {
      id: 58701,
      shortName: "ssh-brute-libssh",
      name: "SSH - Password guessing with libssh",
      severity: "medium",
      sid: 1000081,
      weight: 3000,
      software: "libssh2_1.11.0",
    },
    {
      id: 58702,
      shortName: "ssh-brute-go",
      name: "SSH - Password guessing with Go client",
      severity: "medium",
      sid: 1000082,
      weight: 2000,
      software: "Go",
    },
    {
      id: 58703,
      shortName: "ssh-brute-paramiko",
      name: "SSH - Password guessing with Paramiko",
      severity: "medium",
      sid: 1000083,
      weight: 860,
      software: "paramiko_3.4.0",
    },
  ],
  variants: (row, chance) =>
    many(8, () => ({
      domain: null,
      uri: null,
      port: chance.pick([22, 22, 22, 2222]),
      properties: { "ssh.client.software": [row.software], "user.name": [chance.pick(accounts)] },
    })),
});
