/** A small UDP question with a forged source asks for a large answer. */
import { detection, many } from "./shared/define.ts";

export const udpAmplification = detection({
  name: "udp-amplification",
  category: "dos",
  telemetry: "network",
  transport: "udp",
  direction: "inbound",
  trigger: "initiator",
  attack: {
    tactics: ["Impact"],
    technique: "T1498.002",
    techniqueName: "Reflection Amplification",
  },
  usm: {
    intent: "Delivery & Attack",
    strategy: "Denial of Service",
    method: "UDP Amplification",
    dictionary: "SuricataDosRules-Dict",
  },
  alarms: [
    {
      id: 59311,
      shortName: "amplify-ntp",
      name: "DOS - NTP monlist request",
      severity: "medium",
      sid: 1000181,
      weight: 330,
      port: 123,
      request: "MON_GETLIST_1",
    },
    {
      id: 59312,
      shortName: "amplify-ssdp",
      name: "DOS - SSDP search from outside",
      severity: "low",
      sid: 1000182,
      weight: 290,
      port: 1900,
      request: "M-SEARCH",
    },
    {
      id: 59313,
      shortName: "amplify-memcached",
      name: "DOS - memcached stats request",
      severity: "high",
      sid: 1000183,
      weight: 45,
      port: 11211,
      request: "stats",
    },
  ],
  variants: (row, chance) =>
    many(4, () => ({
      domain: null,
      uri: null,
      port: row.port,
      properties: {
        "udp.request": [row.request],
        "amplification.packets": [String(chance.between(2, 6))],
      },
    })),
});
