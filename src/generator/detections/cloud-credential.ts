/** Somebody makes new credentials in a cloud account, or hides the trail. */
import { detection, many } from './shared/define.ts';
import { cloudTrail } from './shared/log.ts';
import { people } from './shared/words.ts';

export const cloudCredential = detection({
  name: 'cloud-credential',
  category: 'cloud',
  telemetry: 'cloud',
  transport: null,
  attack: { tactics: ['Persistence'], technique: 'T1098.001', techniqueName: 'Additional Cloud Credentials' },
  killChain: { intent: 'System Compromise', strategy: 'Credential Abuse', method: 'AWS Access Key Created' },
  alarms: [
    {
      id: 59621,
      shortName: 'aws-access-key',
      name: 'AWS Access Key Created',
      severity: 'medium',
      sid: 1000421,
      weight: 98,
      provider: 'iam.amazonaws.com',
      action: 'CreateAccessKey',
      resource: 'user/',
    },
    {
      id: 59622,
      shortName: 'aws-login-profile',
      name: 'AWS Console Password Set For Service User',
      severity: 'high',
      sid: 1000422,
      weight: 31,
      provider: 'iam.amazonaws.com',
      action: 'CreateLoginProfile',
      resource: 'user/svc-',
    },
    {
      id: 59623,
      shortName: 'aws-trail-stopped',
      name: 'AWS CloudTrail Logging Stopped',
      severity: 'critical',
      sid: 1000423,
      weight: 13,
      provider: 'cloudtrail.amazonaws.com',
      action: 'StopLogging',
      resource: 'trail/',
    },
  ],
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
  log: (_row, sighting) => cloudTrail(sighting),
});
