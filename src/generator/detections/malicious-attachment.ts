/** A mail brings a file that runs when it is opened. */
import { artefact, sha256, type Artefact } from "./shared/artefacts.ts";
import { detection, many } from "./shared/define.ts";
import { files, people } from "./shared/words.ts";

interface Mark {
  readonly kind: Artefact;
  readonly suffix: string;
}

const subjects = [
  "Your invoice",
  "Delivery note",
  "Salary review",
  "Overdue payment",
  "Scanned document",
] as const;
const mailable = people.filter((person) => !person.includes("å"));

export const maliciousAttachment = detection<Mark>({
  name: "malicious-attachment",
  category: "phishing",
  telemetry: "network",
  transport: "tcp",
  direction: "inbound",
  trigger: "initiator",
  attack: {
    tactics: ["Initial Access"],
    technique: "T1566.001",
    techniqueName: "Spearphishing Attachment",
  },
  usm: {
    intent: "Delivery & Attack",
    strategy: "Phishing",
    method: "Malicious Attachment",
    dictionary: "SuricataPhishingRules-Dict",
  },
  alarms: [
    {
      id: 59411,
      shortName: "mail-archive",
      name: "MAIL - Archive with script attached",
      severity: "medium",
      sid: 1000301,
      weight: 280,
      kind: "zip",
      suffix: ".js.zip",
    },
    {
      id: 59412,
      shortName: "mail-document",
      name: "MAIL - Document with macros attached",
      severity: "high",
      sid: 1000302,
      weight: 175,
      kind: "document",
      suffix: ".docm",
    },
    {
      id: 59413,
      shortName: "mail-disc",
      name: "MAIL - Disc image attached",
      severity: "high",
      sid: 1000303,
      weight: 52,
      kind: "image",
      suffix: ".iso",
    },
  ],
  variants: (row, chance) =>
    many(8, () => {
      const name = `${chance.pick(files)}-${chance.hex(4)}${row.suffix}`;
      return {
        domain: "mail.example.com",
        uri: null,
        port: 25,
        properties: {
          "email.from": [
            `billing@${chance.pick(["palefalcon.example", "rustywharf.test", "dimquarry.invalid"])}`,
          ],
          "email.to": [`${chance.pick(mailable)}@example.com`],
          "email.subject": [`${chance.pick(subjects)} ${chance.between(1000, 9999)}`],
          "file.name": [name],
          "file.sha256": [sha256(artefact(row.kind, name))],
        },
      };
    }),
});
