/** What may happen in a World while a client is hunted, simplest first: nothing of it is a fault. */
import type { HuntBounds } from '../bounds/bounds.ts';
import { shortSpan, type Disturbance, type HuntSchedule } from '../schedule/schedule.ts';
import type { ClientProfile } from './profile.ts';

/** Parts of a schedule that tell it from the undisturbed one. */
export type SchedulePart = Partial<Pick<HuntSchedule, 'events' | 'start' | 'flags'>> & {
  readonly disturbances: readonly Disturbance[];
};

/** Events of a burst at the most; a client that asks for more at once sees it on one page. */
const mostEvents = 1200;

export function burstPage({ pageSize }: ClientProfile): number {
  return Math.min(pageSize, Math.floor((mostEvents - 5) / 2));
}

const silent: readonly number[] = [1, 0, 0, 0];

/** `round` is the one before which it happens. */
export function trafficParts(profile: ClientProfile, bounds: HuntBounds, every: number): readonly SchedulePart[] {
  const page = burstPage(profile);
  const late = (share: number): string => `${Math.max(1, Math.floor((bounds.late / 1000) * share))}s`;
  const over = (count: number): string => shortSpan(Math.max(1, Math.floor(every / 2 / count)));
  const half = shortSpan(Math.floor(every / 2) + 1);
  const near = '2300ms';
  const part = (...disturbances: Disturbance[]): SchedulePart => ({ disturbances });
  const quietPart = (...disturbances: Disturbance[]): SchedulePart => ({
    events: [...silent] as SchedulePart['events'] & object,
    disturbances,
  });
  return [
    part({ kind: 'burst', round: 3, before: half, count: 3, apart: '0ms' }),
    part({ kind: 'burst', round: 3, before: half, count: page + 1, apart: '1ms' }),
    part({ kind: 'missed', round: 3, rounds: 2 }),
    part(
      { kind: 'burst', round: 3, before: '4300ms', count: 1, late: late(0.5) },
      { kind: 'burst', round: 3, before: near, count: 1 },
    ),
    quietPart({ kind: 'burst', round: 4, before: near, count: 1, late: late(0.5) }),
    quietPart({ kind: 'burst', round: 3, before: near, count: 1, late: late(1) }),
    part({ kind: 'burst', round: 3, before: half, count: 2 * page + 3, apart: '0ms' }),
    part({ kind: 'burst', round: 3, before: half, count: 2 * page + 3, apart: over(2 * page + 3) }),
    part(
      { kind: 'burst', round: 3, before: near, count: 2 },
      { kind: 'burst', round: 3, before: near, count: 2, late: late(0.5) },
    ),
    part(
      { kind: 'burst', round: 3, before: '2900ms', count: 1, late: late(0.5) },
      { kind: 'burst', round: 3, before: near, count: 1 },
    ),
    part(
      { kind: 'burst', round: 2, before: half, count: page + 2, apart: '70ms' },
      { kind: 'burst', round: 3, before: half, count: page + 2, apart: '70ms' },
    ),
    quietPart({ kind: 'quiet', round: 4, for: '26h' }, { kind: 'burst', round: 4, before: '26h', count: 1 }),
    part({ kind: 'update', round: 4, before: half, count: 2 }),
    part({ kind: 'burst', round: 3, before: half, count: 2, apart: '1s', text: true }),
    quietPart({ kind: 'quiet', round: 3, for: '3d' }),
  ];
}

/** Zones whose clocks change about an instant, so that local time repeats or skips an hour. */
export const zones: readonly { readonly zone: string; readonly start: string }[] = [
  { zone: 'America/New_York', start: '2026-10-14T10:00:00Z' },
  { zone: 'Asia/Kolkata', start: '2026-10-14T10:00:00Z' },
  { zone: 'Europe/Oslo', start: '2026-10-25T00:50:00Z' },
  { zone: 'America/New_York', start: '2026-11-01T05:50:00Z' },
  { zone: 'Europe/Oslo', start: '2026-03-29T00:50:00Z' },
  { zone: 'Pacific/Auckland', start: '2026-10-14T10:00:00Z' },
];
