/** The root user of a cloud account signs in. */
import { detection, many } from './shared/define.ts';

export const cloudRootLogin = detection({
  name: 'cloud-root-login',
  category: 'cloud',
  telemetry: 'cloud',
  attack: { tactics: ['Initial Access', 'Persistence'], technique: 'T1078.004', techniqueName: 'Cloud Accounts' },
  killChain: {
    intent: 'Environmental Awareness',
    strategy: 'Security Critical Event',
    method: 'AWS Root Account Login',
  },
  first: { id: 59611, sid: 1000411 },
  alarms: {
    'aws-root-login': {
      name: 'AWS Root Account Login',
      severity: 'high',
      weight: 37,
      mfa: 'Yes',
    },
    'aws-root-login-no-mfa': {
      name: 'AWS Root Account Login Without MFA',
      severity: 'critical',
      weight: 11,
      mfa: 'No',
    },
  },
  variants: (row, chance) =>
    many(4, () => ({
      domain: 'signin.example.com',
      port: 443,
      properties: {
        'event.provider': ['signin.amazonaws.com'],
        'event.action': ['ConsoleLogin'],
        'cloud.region': [chance.pick(['us-east-1', 'eu-north-1'])],
        'cloud.identity_type': ['Root'],
        'cloud.resource': [`account/${chance.between(100_000_000, 999_999_999)}`],
        'cloud.mfa_used': [row.mfa],
        'user.name': ['root'],
      },
    })),
});
