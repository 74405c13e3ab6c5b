/** A host exchanges pieces with BitTorrent peers. */
import { detection, many } from "./shared/define.ts";

export const torrent = detection({
  name: "torrent",
  category: "policy",
  telemetry: "network",
  transport: "tcp",
  direction: "outbound",
  trigger: "initiator",
  attack: {
    tactics: ["Command and Control"],
    technique: "T1071",
    techniqueName: "Application Layer Protocol",
  },
  usm: {
    intent: "Environmental Awareness",
    strategy: "Network Policy Violation",
    method: "BitTorrent",
    dictionary: "SuricataPolicyRules-Dict",
  },
  alarms: [
    {
      id: 59101,
      shortName: "torrent-desktop",
      name: "POLICY - BitTorrent peer handshake, desktop client",
      severity: "low",
      sid: 1000151,
      weight: 380,
      client: "-UT3550-",
    },
    {
      id: 59102,
      shortName: "torrent-daemon",
      name: "POLICY - BitTorrent peer handshake, daemon",
      severity: "low",
      sid: 1000152,
      weight: 260,
      client: "-TR4050-",
    },
  ],
  variants: (row, chance) =>
    many(8, () => ({
      domain: null,
      uri: null,
      port: chance.pick([6881, 6882, 51413]),
      properties: {
        "app.name": ["BitTorrent"],
        "torrent.client": [row.client],
        "torrent.info_hash": [chance.hex(40)],
      },
    })),
});
