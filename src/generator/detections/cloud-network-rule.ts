/** Somebody opens the network rules of a cloud account. */
import { detection, many } from './shared/define.ts';
import { people } from './shared/words.ts';

export const cloudNetworkRule = detection({
  name: 'cloud-network-rule',
  category: 'cloud',
  telemetry: 'cloud',
  attack: { tactics: ['Defense Evasion'], technique: 'T1562.007', techniqueName: 'Disable or Modify Cloud Firewall' },
  killChain: {
    intent: 'Environmental Awareness',
    strategy: 'Network Access Control Modification',
    method: 'AWS EC2 Security Group Modified',
  },
  first: { id: 59601, sid: 1000401 },
  alarms: {
    'aws-security-group': {
      name: 'AWS EC2 Security Group Modified',
      severity: 'low',
      weight: 340,
      action: 'AuthorizeSecurityGroupIngress',
      prefix: 'sg-',
    },
    'aws-network-acl': {
      name: 'AWS Network ACL Entry Replaced',
      severity: 'medium',
      weight: 76,
      action: 'ReplaceNetworkAclEntry',
      prefix: 'acl-',
    },
  },
  variants: (row, chance) =>
    many(8, () => ({
      port: 443,
      properties: {
        'event.provider': ['ec2.amazonaws.com'],
        'event.action': [row.action],
        'cloud.region': [chance.pick(['eu-north-1', 'eu-west-1', 'us-east-1'])],
        'cloud.identity_type': ['IAMUser'],
        'cloud.resource': [`${row.prefix}${chance.hex(17)}`],
        'user.name': [chance.pick(people)],
      },
    })),
});
