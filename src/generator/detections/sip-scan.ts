/** A scanner looks for telephone exchanges. */
import { detection, many } from "./shared/define.ts";

export const sipScan = detection({
  name: "sip-scan",
  category: "scan",
  telemetry: "network",
  transport: "udp",
  direction: "inbound",
  trigger: "initiator",
  attack: { tactics: ["Reconnaissance"], technique: "T1595", techniqueName: "Active Scanning" },
  usm: {
    intent: "Reconnaissance & Probing",
    strategy: "Service Discovery",
    method: "SIP",
    dictionary: "SuricataScanRules-Dict",
  },
  alarms: [
    {
      id: 58931,
      shortName: "sip-friendly",
      name: "SCAN - SIP OPTIONS of a known scanner",
      severity: "low",
      sid: 1000271,
      weight: 570,
      agent: "friendly-scanner",
    },
    {
      id: 58932,
      shortName: "sip-pplsip",
      name: "SCAN - SIP OPTIONS of a toll fraud tool",
      severity: "medium",
      sid: 1000272,
      weight: 190,
      agent: "pplsip",
    },
  ],
  variants: (row, chance) =>
    many(6, (index) => ({
      domain: null,
      uri: null,
      port: 5060,
      properties: {
        "sip.method": ["OPTIONS"],
        "sip.user_agent": [row.agent],
        "sip.user": [String(100 + 100 * index + chance.below(100))],
      },
    })),
});
