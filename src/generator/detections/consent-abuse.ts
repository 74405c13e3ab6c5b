/** An account is held by a rule or a consent after its password is changed. */
import { detection, many } from './shared/define.ts';
import { identityRecord } from './shared/log.ts';
import { hostileHost, people } from './shared/words.ts';

export const consentAbuse = detection({
  name: 'consent-abuse',
  category: 'account',
  telemetry: 'identity',
  transport: null,
  attack: { tactics: ['Collection', 'Persistence'], technique: 'T1114.003', techniqueName: 'Email Forwarding Rule' },
  killChain: { intent: 'System Compromise', strategy: 'Anomalous User Behavior', method: 'Mailbox Rule Created' },
  alarms: [
    {
      id: 59821,
      shortName: 'forwarding-rule',
      name: 'IDENTITY - Mail forwarded to foreign domain',
      severity: 'high',
      sid: 1000491,
      weight: 41,
      action: 'New-InboxRule',
    },
    {
      id: 59822,
      shortName: 'consent-granted',
      name: 'IDENTITY - Consent to unknown application',
      severity: 'medium',
      sid: 1000492,
      weight: 56,
      action: 'Consent to application',
    },
    {
      id: 59823,
      shortName: 'mfa-fatigue',
      name: 'IDENTITY - Second factor refused many times',
      severity: 'high',
      sid: 1000493,
      weight: 65,
      action: 'StrongAuthenticationDenied',
    },
  ],
  variants: (row, chance) =>
    many(8, () => {
      const domain = hostileHost(chance);
      return {
        domain,
        port: 443,
        properties: {
          'event.action': [row.action],
          'rule.name': [chance.pick(['.', 'Arkiv – gammel post', '请勿删除', 'RSS'])],
          'rule.target': [`inbox@${domain}`],
          'user.name': [`${chance.pick(people)}@example.com`],
        },
      };
    }),
  log: (_row, sighting) => identityRecord(sighting),
});
