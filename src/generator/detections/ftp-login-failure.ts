/** An FTP server turns down password after password. */
import { detection, many } from "./shared/define.ts";
import { accounts } from "./shared/words.ts";

export const ftpLoginFailure = detection({
  name: "ftp-login-failure",
  category: "bruteForce",
  telemetry: "network",
  transport: "tcp",
  direction: "inbound",
  trigger: "responder",
  attack: {
    tactics: ["Credential Access"],
    technique: "T1110.001",
    techniqueName: "Password Guessing",
  },
  usm: {
    intent: "Delivery & Attack",
    strategy: "Brute Force Authentication",
    method: "FTP",
    dictionary: "SuricataBruteforceRules-Dict",
  },
  alarms: [
    {
      id: 58711,
      shortName: "ftp-login-failure",
      name: "FTP - Repeated login failures",
      severity: "low",
      sid: 1000091,
      weight: 700,
      reply: "530 Login incorrect.",
    },
    {
      id: 58712,
      shortName: "ftp-account-locked",
      name: "FTP - Repeated logins to a locked account",
      severity: "medium",
      sid: 1000092,
      weight: 130,
      reply: "530 Account locked.",
    },
  ],
  variants: (row, chance) =>
    many(8, () => ({
      domain: null,
      uri: null,
      port: 21,
      properties: { "ftp.user": [chance.pick(accounts)], "ftp.reply": [row.reply] },
    })),
});
