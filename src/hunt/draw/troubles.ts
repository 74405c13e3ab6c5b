/** What may go wrong while a client is hunted: refusals, cut connections, its own sudden end, its machine's zone. */
import type { FaultEffect } from '../../sim/faults/rule.ts';
import { shortSpan, type Disturbance } from '../schedule/schedule.ts';
import type { ClientProfile } from './profile.ts';
import { zones, type SchedulePart } from './traffic.ts';

interface Trouble {
  readonly effect: FaultEffect;
  /** How often in a row. */
  readonly times?: number;
  /** True where it only makes sense of a credential that can be had anew. */
  readonly needsTokens?: boolean;
}

/** Effects with values; which of them are drawn is a question of their class. */
const onRequests: readonly Trouble[] = [
  { effect: { error: 503 } },
  { effect: { error: 429, retryAfter: 1 } },
  { effect: { cut: 'middle' } },
  { effect: { error: 401 } },
  { effect: { cut: 'before' } },
  { effect: { error: 500 } },
  { effect: { error: 503 }, times: 3 },
  { effect: { revoke: true }, needsTokens: true },
  { effect: { count: -1 } },
  { effect: { duplicate: true } },
  { effect: { stale: 'first' } },
  { effect: { error: 402 } },
  { effect: { truncate: true } },
  { effect: { error: 400 } },
];

const onDeliveries: readonly Trouble[] = [
  { effect: { error: 503 } },
  { effect: { cut: 'before' } },
  { effect: { error: 429, retryAfter: 1 } },
];

export const faultOf = (on: 'request' | 'delivery', { effect, times = 1 }: Trouble, nth: number): Disturbance => ({
  kind: 'fault',
  on,
  match: { nth: times === 1 ? nth : { from: nth, to: nth + times - 1 } },
  effect: effect as Disturbance extends infer One
    ? One extends { kind: 'fault'; effect: infer E }
      ? E
      : never
    : never,
  times,
});

/** The n-th request that is the first of its round, in a run like the undisturbed one. */
const firstOfRound = ({ requests, rounds }: ClientProfile, round: number): number =>
  Math.floor((requests / Math.max(1, rounds)) * (round - 1)) + 1;

/** Single troubles, simplest first; `statuses` are those that the product gives. */
export function troubleParts(profile: ClientProfile, statuses: readonly number[]): readonly SchedulePart[] {
  const first = firstOfRound(profile, 2);
  const delivery = Math.max(1, Math.min(2, profile.deliveries));
  const single = (disturbance: Disturbance): SchedulePart => ({ disturbances: [disturbance] });
  const possible = troublesFor(profile, statuses);
  return [
    single({ kind: 'kill', on: 'delivery', nth: delivery, when: 'before' }),
    single({ kind: 'kill', on: 'delivery', nth: delivery, when: 'after' }),
    single({ kind: 'kill', on: 'request', nth: first, when: 'after' }),
    ...onDeliveries.map((trouble) => single(faultOf('delivery', trouble, delivery))),
    ...possible.map((trouble) => single(faultOf('request', trouble, first))),
    ...possible.slice(0, 3).map((trouble) => single(faultOf('request', trouble, first + 1))),
    ...zones.map(({ zone, start }) => ({ start, disturbances: [{ kind: 'zone' as const, zone }] })),
    single({ kind: 'rollback', round: 4 }),
  ];
}

export const troublesFor = ({ hasTokens }: ClientProfile, statuses: readonly number[]): readonly Trouble[] =>
  onRequests.filter(
    ({ effect, needsTokens = false }) =>
      (!needsTokens || hasTokens) && (effect.error === undefined || statuses.includes(effect.error)),
  );

export const sinkTroubles = onDeliveries;

/** The clock goes on while somebody pages, and what happened meanwhile is there. */
export const passing = (nth: number, seconds: number): Disturbance => ({
  kind: 'pass',
  nth,
  by: shortSpan(seconds * 1000),
});
