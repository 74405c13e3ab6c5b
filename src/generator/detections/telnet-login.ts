/** A bot tries factory passwords on Telnet devices. */
import { detection, many } from "./shared/define.ts";

export const telnetLogin = detection({
  name: "telnet-login",
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
    method: "Telnet",
    dictionary: "SuricataBruteforceRules-Dict",
  },
  alarms: [
    {
      id: 58721,
      shortName: "telnet-camera",
      name: "TELNET - Factory password of a camera",
      severity: "medium",
      sid: 1000191,
      weight: 1330,
      password: "xc3511",
    },
    {
      id: 58722,
      shortName: "telnet-recorder",
      name: "TELNET - Factory password of a recorder",
      severity: "medium",
      sid: 1000192,
      weight: 920,
      password: "vizxv",
    },
  ],
  variants: (row, chance) =>
    many(6, () => ({
      domain: null,
      uri: null,
      port: chance.pick([23, 2323]),
      properties: {
        "user.name": [chance.pick(["root", "admin", "support", "default"])],
        "telnet.password": [row.password],
      },
    })),
});
