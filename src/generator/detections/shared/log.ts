/** Raw log lines as the systems themselves write them. */
import type { Sighting } from '../../../model/detection.ts';
import { fact } from './define.ts';

/** `2026-01-02T03:04:05.678Z` for epoch milliseconds, by integer arithmetic (days to civil date: Howard Hinnant). */
export function isoTime(time: number): string {
  const days = Math.floor(time / 86_400_000);
  const rest = time - days * 86_400_000;
  const shifted = days + 719_468;
  const era = Math.floor(shifted / 146_097);
  const day = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (day - Math.floor(day / 1460) + Math.floor(day / 36_524) - Math.floor(day / 146_096)) / 365,
  );
  const dayOfYear = day - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const march = Math.floor((5 * dayOfYear + 2) / 153);
  const month = march < 10 ? march + 3 : march - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  const two = (value: number): string => String(Math.floor(value)).padStart(2, '0');
  const clock = [rest / 3_600_000, (rest / 60_000) % 60, (rest / 1000) % 60].map(two).join(':');
  const dayOfMonth = dayOfYear - Math.floor((153 * march + 2) / 5) + 1;
  return `${year}-${two(month)}-${two(dayOfMonth)}T${clock}.${String(rest % 1000).padStart(3, '0')}Z`;
}

const firstTime = (sighting: Sighting): string => isoTime(sighting.triggers[0] ?? 0);

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
