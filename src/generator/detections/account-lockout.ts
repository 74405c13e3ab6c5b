/** Accounts are locked or tried in rows. */
import { detection, many } from './shared/define.ts';
import { people } from './shared/words.ts';

export const accountLockout = detection({
  name: 'account-lockout',
  category: 'account',
  telemetry: 'identity',
  attack: { tactics: ['Credential Access'], technique: 'T1110.003', techniqueName: 'Password Spraying' },
  killChain: {
    intent: 'Delivery & Attack',
    strategy: 'Brute Force Authentication',
    method: 'Multiple Account Lockouts',
  },
  first: { id: 59811, sid: 1000481 },
  alarms: {
    'account-lockouts': {
      name: 'IDENTITY - Multiple account lockouts',
      severity: 'medium',
      weight: 520,
      action: 'UserAccountLocked',
    },
    'password-spray': {
      name: 'IDENTITY - Password spray',
      severity: 'high',
      weight: 145,
      action: 'UserLoginFailed',
    },
    'nonexistent-account': {
      name: 'IDENTITY - Failed logon to nonexistent account',
      severity: 'low',
      weight: 440,
      action: 'UserLoginFailed',
    },
  },
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
});
