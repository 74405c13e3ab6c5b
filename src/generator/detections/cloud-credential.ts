/** Somebody makes new credentials in a cloud account, or hides the trail. */
import { detection, many } from './shared/define.ts';
import { people } from './shared/words.ts';

export const cloudCredential = detection({
  name: 'cloud-credential',
  category: 'cloud',
  telemetry: 'cloud',
  attack: { tactics: ['Persistence'], technique: 'T1098.001', techniqueName: 'Additional Cloud Credentials' },
  killChain: { intent: 'System Compromise', strategy: 'Credential Abuse', method: 'AWS Access Key Created' },
  first: { id: 59621, sid: 1000421 },
  alarms: {
    'aws-access-key': {
      name: 'AWS Access Key Created',
      severity: 'medium',
      weight: 98,
      provider: 'iam.amazonaws.com',
      action: 'CreateAccessKey',
      resource: 'user/',
    },
    'aws-login-profile': {
      name: 'AWS Console Password Set For Service User',
      severity: 'high',
      weight: 31,
      provider: 'iam.amazonaws.com',
      action: 'CreateLoginProfile',
      resource: 'user/svc-',
    },
    'aws-trail-stopped': {
      name: 'AWS CloudTrail Logging Stopped',
      severity: 'critical',
      weight: 13,
      provider: 'cloudtrail.amazonaws.com',
      action: 'StopLogging',
      resource: 'trail/',
    },
  },
  variants: (row, chance) =>
    many(6, () => ({
      port: 443,
      properties: {
        'event.provider': [row.provider],
        'event.action': [row.action],
        'cloud.region': [chance.pick(['us-east-1', 'eu-north-1', 'eu-west-1'])],
        'cloud.identity_type': [chance.pick(['IAMUser', 'AssumedRole'])],
        'cloud.resource': [`${row.resource}${chance.hex(5)}`],
        'user.name': [chance.pick(people)],
      },
    })),
});
