/** An account is held by a rule or a consent after its password is changed. */
import { detection, many } from './shared/define.ts';
import { hostileHost, people } from './shared/words.ts';

export const consentAbuse = detection({
  name: 'consent-abuse',
  category: 'account',
  telemetry: 'identity',
  attack: { tactics: ['Collection', 'Persistence'], technique: 'T1114.003', techniqueName: 'Email Forwarding Rule' },
  killChain: { intent: 'System Compromise', strategy: 'Anomalous User Behavior', method: 'Mailbox Rule Created' },
  first: { id: 59821, sid: 1000491 },
  alarms: {
    'forwarding-rule': {
      name: 'IDENTITY - Mail forwarded to foreign domain',
      severity: 'high',
      weight: 41,
      action: 'New-InboxRule',
    },
    'consent-granted': {
      name: 'IDENTITY - Consent to unknown application',
      severity: 'medium',
      weight: 56,
      action: 'Consent to application',
    },
    'mfa-fatigue': {
      name: 'IDENTITY - Second factor refused many times',
      severity: 'high',
      weight: 65,
      action: 'StrongAuthenticationDenied',
    },
  },
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
});
