/** A TLS server shows a certificate that a control framework ships with. */
import { detection, many } from "./shared/define.ts";
import { hostileHost } from "./shared/words.ts";

export const c2Certificate = detection({
  name: "c2-certificate",
  category: "certificate",
  telemetry: "network",
  transport: "tcp",
  direction: "outbound",
  trigger: "responder",
  attack: {
    tactics: ["Command and Control"],
    technique: "T1573.002",
    techniqueName: "Asymmetric Cryptography",
  },
  usm: {
    intent: "System Compromise",
    strategy: "C&C Communication",
    method: "Malicious SSL Certificate",
    dictionary: "SuricataTLSRules-Dict",
  },
  alarms: [
    {
      id: 58310,
      shortName: "cert-framework-default",
      name: "TLS - Default certificate of a control framework",
      severity: "critical",
      sid: 1000021,
      weight: 24,
      organization: "Harrier Operations",
    },
    {
      id: 58311,
      shortName: "cert-blocklisted",
      name: "TLS - Certificate on block list",
      severity: "high",
      sid: 1000022,
      weight: 30,
      organization: "Global Gadgets Ltd",
    },
    {
      id: 58314,
      shortName: "cert-bot-panel",
      name: "TLS - Certificate of a bot panel",
      severity: "high",
      sid: 1000023,
      weight: 18,
      organization: "Panel Securities",
    },
  ],
  variants: (row, chance) =>
    many(6, () => {
      const domain = hostileHost(chance);
      return {
        domain,
        uri: null,
        port: chance.pick([443, 8443, 4443]),
        properties: {
          "tls.sni": [domain],
          "tls.subject": [`C=NO, O=${row.organization}, CN=${domain}`],
          "tls.version": ["TLS 1.2"],
        },
      };
    }),
});
