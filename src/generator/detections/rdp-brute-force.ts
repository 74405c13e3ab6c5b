/** A client knocks at Remote Desktop with one user name after the other. */
import { detection, many } from "./shared/define.ts";

export const rdpBruteForce = detection({
  name: "rdp-brute-force",
  category: "bruteForce",
  telemetry: "network",
  transport: "tcp",
  direction: "inbound",
  trigger: "initiator",
  attack: { tactics: ["Credential Access"], technique: "T1110", techniqueName: "Brute Force" },
  usm: {
    intent: "Delivery & Attack",
    strategy: "Brute Force Authentication",
    method: "Microsoft Remote Desktop",
    dictionary: "SuricataBruteforceRules-Dict",
  },
  alarms: [
    {
      id: 58731,
      shortName: "rdp-administrator",
      name: "RDP - Connection burst as Administrator",
      severity: "medium",
      sid: 1000201,
      weight: 1100,
      user: "Administr",
    },
    {
      id: 58732,
      shortName: "rdp-scanner",
      name: "RDP - Connection burst of a known scanner",
      severity: "low",
      sid: 1000202,
      weight: 640,
      user: "hello",
    },
  ],
  variants: (row, chance) =>
    many(4, (index) => ({
      domain: null,
      uri: null,
      port: chance.pick([3389, 3389, 33890 + index]),
      properties: { "rdp.cookie": [`mstshash=${row.user}`], "user.name": [row.user] },
    })),
});
