/** How tests read v2 events by themselves, to say what each criterion should find. */
import { contains, overlaps, parseRange } from '../../../../src/kernel/net.ts';
import type { Service } from '../../../support/service.ts';

export type Event = any;
export interface Case {
  readonly criteria: object;
  readonly holds: (event: Event, service: Service) => boolean;
}

export const rangeOf = (end: Event) => parseRange(end.address)!;
export const reaches = (end: Event, text: string, minBits = 0): boolean => {
  const [wanted, range] = [parseRange(text)!, rangeOf(end)];
  const isNamed = contains(wanted, range) && contains(range, wanted);
  return overlaps(wanted, range) && (isNamed || range.bits >= minBits);
};
export const either = (event: Event, test: (end: Event) => boolean): boolean =>
  test(event.source) || test(event.destination);
export const valuesOf = (event: Event, key?: string): string[] =>
  event.properties
    .filter((entry: Event) => key === undefined || entry.key === key)
    .flatMap((entry: Event) => entry.values);
export const words = (text: string): string[] =>
  text
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
export const day = 86_400_000;
export const start = 1_792_972_800_000;
export const noon = start + 3 * day + day / 2;
export const times = [
  'created',
  'lastUpdated',
  'firstAssessed',
  'enginePersisted',
  'firstEvent',
  'lastEvent',
  'published',
] as const;
export const lies = (event: Event, name: string, from: number, to: number): boolean => {
  const time = event.timestamps[name === 'firstAssessment' ? 'firstAssessed' : name];
  return time !== null && time >= from && time <= to;
};
export const strategies = { valueMatchStrategy: 'any', valueSearchStrategy: 'exact' };
