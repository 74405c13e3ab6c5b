/** Raw log lines as the systems themselves write them. */
import { isoUtc } from '../../../kernel/clock.ts';
import type { Sighting } from '../../../model/detection.ts';
import { fact } from './fact.ts';

const firstTime = (sighting: Sighting): string => isoUtc(sighting.triggers[0] ?? 0);

/** One record of AWS CloudTrail. */
export function cloudTrail(sighting: Sighting): string {
  const { variant } = sighting;
  return JSON.stringify({
    eventVersion: '1.08',
    userIdentity: {
      type: fact(variant, 'cloud.identity_type'),
      userName: fact(variant, 'user.name'),
    },
    eventTime: firstTime(sighting),
    eventSource: fact(variant, 'event.provider'),
    eventName: fact(variant, 'event.action'),
    awsRegion: fact(variant, 'cloud.region'),
    sourceIPAddress: sighting.initiator.address,
    requestParameters: { resource: fact(variant, 'cloud.resource') },
    eventID: sighting.chance.hex(32),
  });
}

/** One record of the Windows event log, in the key=value form that agents forward. */
export function windowsEvent(sighting: Sighting): string {
  const { variant } = sighting;
  const fields = Object.entries(variant.properties).map(([key, values]) => `${key}="${values.join(';')}"`);
  return `${firstTime(sighting)} EventID=${fact(variant, 'event.code')} Address=${sighting.initiator.address} ${fields.join(' ')}`;
}

/** One sign-in or audit record of an identity provider. */
export function identityRecord(sighting: Sighting): string {
  const { variant } = sighting;
  return JSON.stringify({
    createdDateTime: firstTime(sighting),
    operation: fact(variant, 'event.action'),
    userPrincipalName: fact(variant, 'user.name'),
    ipAddress: sighting.initiator.address,
    correlationId: sighting.chance.hex(32),
    details: variant.properties,
  });
}
