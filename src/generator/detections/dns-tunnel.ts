/** Data leaves in the labels of DNS queries. */
import { detection, many } from "./shared/define.ts";

export const dnsTunnel = detection({
  name: "dns-tunnel",
  category: "exfiltration",
  telemetry: "network",
  transport: "udp",
  direction: "outbound",
  trigger: "initiator",
  attack: {
    tactics: ["Exfiltration", "Command and Control"],
    technique: "T1071.004",
    techniqueName: "DNS",
  },
  usm: {
    intent: "System Compromise",
    strategy: "Data Exfiltration",
    method: "DNS Tunneling",
    dictionary: "SuricataDNSRules-Dict",
  },
  alarms: [
    {
      id: 58801,
      shortName: "dns-tunnel-txt",
      name: "DNS - Tunnel in TXT queries",
      severity: "high",
      sid: 1000101,
      weight: 46,
      type: "TXT",
      suffix: "tx.wormhole.example",
    },
    {
      id: 58802,
      shortName: "dns-tunnel-cname",
      name: "DNS - Tunnel in CNAME queries",
      severity: "high",
      sid: 1000102,
      weight: 28,
      type: "CNAME",
      suffix: "cn.burrow.example.org",
    },
    {
      id: 58803,
      shortName: "dns-tunnel-address",
      name: "DNS - Slow drip of data in A queries",
      severity: "medium",
      sid: 1000103,
      weight: 36,
      type: "A",
      suffix: "drip.culvert.test",
    },
  ],
  variants: (row, chance) =>
    many(6, () => ({
      domain: `${chance.pick(["n1", "n2", "n3", "n4"])}.${row.suffix}`,
      uri: null,
      port: 53,
      properties: { "dns.type": [row.type], "dns.label_length": [String(chance.between(40, 60))] },
    })),
});
