/** Somebody outside reads a device with a factory SNMP community. */
import { detection, many } from "./shared/define.ts";

export const snmpCommunity = detection({
  name: "snmp-community",
  category: "informationLeak",
  telemetry: "network",
  transport: "udp",
  direction: "inbound",
  trigger: "initiator",
  attack: { tactics: ["Collection"], technique: "T1602.001", techniqueName: "SNMP (MIB Dump)" },
  usm: {
    intent: "Reconnaissance & Probing",
    strategy: "Information Disclosure",
    method: "SNMP",
    dictionary: "SuricataScanRules-Dict",
  },
  alarms: [
    {
      id: 58941,
      shortName: "snmp-public",
      name: "SNMP - Read with community public",
      severity: "low",
      sid: 1000281,
      weight: 480,
      community: "public",
    },
    {
      id: 58942,
      shortName: "snmp-private",
      name: "SNMP - Read with community private",
      severity: "medium",
      sid: 1000282,
      weight: 180,
      community: "private",
    },
  ],
  variants: (row, chance) =>
    many(5, (index) => ({
      domain: null,
      uri: null,
      port: 161,
      properties: {
        "snmp.community": [row.community],
        "snmp.oid": [`1.3.6.1.2.1.1.${index + 1}.0`],
        "snmp.request_id": [String(chance.between(1, 30000))],
      },
    })),
});
