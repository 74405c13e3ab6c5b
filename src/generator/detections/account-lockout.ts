/** Accounts are locked or tried in rows. */
import { detection, many } from './shared/define.ts';
import { identityRecord } from './shared/log.ts';
import { people } from './shared/words.ts';

export const accountLockout = detection({
  name: 'account-lockout',
  category: 'account',
  telemetry: 'identity',
  transport: null,
  attack: { tactics: ['Credential Access'], technique: 'T1110.003', techniqueName: 'Password Spraying' },
  killChain: {
    intent: 'Delivery & Attack',
    strategy: 'Brute Force Authentication',
    method: 'Multiple Account Lockouts',
  },
  alarms: [
    {
      id: 59811,
      shortName: 'account-lockouts',
      name: 'IDENTITY - Multiple account lockouts',
      severity: 'medium',
      sid: 1000481,
      weight: 520,
      action: 'UserAccountLocked',
    },
    {
      id: 59812,
      shortName: 'password-spray',
      name: 'IDENTITY - Password spray',
      severity: 'high',
      sid: 1000482,
      weight: 145,
      action: 'UserLoginFailed',
    },
    {
      id: 59813,
      shortName: 'nonexistent-account',
      name: 'IDENTITY - Failed logon to nonexistent account',
      severity: 'low',
      sid: 1000483,
      weight: 440,
      action: 'UserLoginFailed',
    },
  ],
  variants: (row, chance) =>
    many(6, () => ({
      port: 443,
      properties: {
        'event.action': [row.action],
        'event.outcome': ['failure'],
        'user.name': [`${chance.pick(people)}@example.com`],
        'user.targets': Array.from({ length: chance.between(2, 5) }, () => chance.pick(people)),
      },
    })),
  log: (_row, sighting) => identityRecord(sighting),
});
