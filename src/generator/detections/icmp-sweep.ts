/** One source pings its way through a network. */
import { detection, many } from "./shared/define.ts";

export const icmpSweep = detection({
  name: "icmp-sweep",
  category: "sweep",
  telemetry: "network",
  transport: "icmp",
  direction: "inbound",
  trigger: "initiator",
  attack: {
    tactics: ["Reconnaissance"],
    technique: "T1595.001",
    techniqueName: "Scanning IP Blocks",
  },
  usm: {
    intent: "Reconnaissance & Probing",
    strategy: "Network Discovery",
    method: "Ping Sweep",
    dictionary: "SuricataScanRules-Dict",
  },
  alarms: [
    {
      id: 58911,
      shortName: "sweep-ping",
      name: "SCAN - ICMP echo sweep, alphabet payload",
      severity: "low",
      sid: 1000131,
      weight: 1200,
      filler: "abcdefghijklmnopqrstuvwabcdefghi",
    },
    {
      id: 58912,
      shortName: "sweep-zero",
      name: "SCAN - ICMP echo sweep, numbered payload",
      severity: "low",
      sid: 1000132,
      weight: 420,
      filler: "0123456789012345678901234567890123456789",
    },
  ],
  variants: (row, chance) =>
    many(4, () => ({
      domain: null,
      uri: null,
      port: 0,
      properties: {
        "icmp.payload_length": [String(row.filler.length)],
        "scan.hosts": [String(chance.pick([8, 16, 32]))],
      },
    })),
});
