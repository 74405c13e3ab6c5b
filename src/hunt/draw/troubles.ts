/** What may go wrong while a client is hunted: refusals, cut connections, its own sudden end, its machine's zone. */
import type { RateDialect } from '../../sim/faults/rate-limit.ts';
import type { FaultEffect } from '../../sim/faults/rule.ts';
import { shortSpan, type Disturbance } from '../schedule/schedule.ts';
import type { ClientProfile } from './profile.ts';
import { burstPage, zones, type SchedulePart } from './traffic.ts';

interface Trouble {
  readonly effect: FaultEffect;
  /** How often in a row; 1 when left out, 0 for all the while. */
  readonly times?: number;
  /** Which requests alone. */
  readonly of?: 'lists' | 'details';
  /** What the client must have: a credential that can be had anew, or the World's clock. */
  readonly needs?: 'tokens' | 'clock';
}

/** A quota that tells what is left in words of its own, and of which a refusal says nothing else. */
const quota = (headers: RateDialect): Trouble => ({
  effect: { rateLimit: { limit: 2, window: 1, refusals: 1, headers }, retryAfter: 'none' },
  times: 0,
});

/** Effects with values, simplest first; which of them are drawn is a question of their class. */
const onRequests: readonly Trouble[] = [
  { effect: { error: 503 } },
  { effect: { emptyPage: true } },
  { effect: { lag: 30 }, times: 0, of: 'lists' },
  { effect: { lag: 30 }, times: 0, of: 'details' },
  { effect: { clamp: 1 }, times: 0 },
  { effect: { unsorted: true }, times: 0 },
  { effect: { error: 429, retryAfter: 1 } },
  { effect: { cut: 'middle' } },
  { effect: { error: 401 } },
  { effect: { gateway: 502 } },
  { effect: { revoke: true }, needs: 'tokens' },
  { effect: { closed: true } },
  { effect: { cut: 'before' } },
  { effect: { count: -1 } },
  { effect: { error: 500 } },
  { effect: { error: 503 }, times: 3 },
  { effect: { error: 429, retryAfter: 'none' } },
  { effect: { error: 429, retryAfter: 'date:1' }, needs: 'clock' },
  { effect: { revoke: true, expiredAs: 400 }, needs: 'tokens' },
  { effect: { gateway: 504 } },
  { effect: { duplicate: true } },
  { effect: { lag: 5 }, times: 0, of: 'lists' },
  { effect: { stale: 'first' } },
  { effect: { error: 402 } },
  { effect: { closed: true }, times: 3 },
  { effect: { rateLimit: { limit: 2, refusals: 2 }, retryAfter: 1 }, times: 0 },
  { effect: { unknownMembers: true }, times: 0 },
  { effect: { gzip: true }, times: 0 },
  { effect: { gateway: 503 } },
  { effect: { clamp: 5 }, times: 0 },
  { effect: { truncate: true } },
  { effect: { gateway: 200 } },
  { effect: { error: 400 } },
  { effect: { missingMembers: { share: 0.2 } }, times: 0 },
  { effect: { nullLists: true }, times: 0 },
  { effect: { wideNumbers: true }, times: 0 },
  { effect: { textNumbers: true }, times: 0 },
  { effect: { contentType: 'text/plain' } },
  quota('empty'),
  quota('draft'),
  quota('old-draft'),
  { ...quota('epoch'), needs: 'clock' },
  { ...quota('date'), needs: 'clock' },
];

const onDeliveries: readonly Trouble[] = [
  { effect: { error: 503 } },
  { effect: { cut: 'before' } },
  { effect: { error: 429, retryAfter: 1 } },
];

type Fault = Extract<Disturbance, { readonly kind: 'fault' }>;

export function faultOf(
  on: Fault['on'],
  { effect, times = 1, of }: Trouble,
  nth: number,
  profile: ClientProfile,
): Fault {
  const operations = of === undefined ? [] : profile[of];
  const match = {
    ...(operations.length > 0 && { operation: [...operations] }),
    ...(times === 1 && { nth }),
    ...(times > 1 && { nth: { from: nth, to: nth + times - 1 } }),
  };
  return {
    kind: 'fault',
    on,
    ...(Object.keys(match).length > 0 && { match }),
    effect: effect as Fault['effect'],
    ...(times > 0 && { times }),
  };
}

/** The n-th request that is the first of its round, in a run like the undisturbed one. */
const firstOfRound = ({ requests, rounds }: ClientProfile, round: number): number =>
  Math.floor((requests / Math.max(1, rounds)) * (round - 1)) + 1;

/** Single troubles, simplest first. */
export function troubleParts(profile: ClientProfile, possible: readonly Trouble[]): readonly SchedulePart[] {
  const first = firstOfRound(profile, 2);
  const delivery = Math.max(1, Math.min(2, profile.deliveries));
  const single = (disturbance: Disturbance): SchedulePart => ({ disturbances: [disturbance] });
  const request = (trouble: Trouble, nth = first): SchedulePart => single(faultOf('request', trouble, nth, profile));
  return [
    single({ kind: 'kill', on: 'delivery', nth: delivery, when: 'before' }),
    ...possible.slice(0, 4).map((trouble) => request(trouble)),
    ...onDeliveries.map((trouble) => single(faultOf('delivery', trouble, delivery, profile))),
    single({ kind: 'kill', on: 'request', nth: first, when: 'after' }),
    ...zones.slice(0, 2).map(({ zone, start }) => ({ start, disturbances: [{ kind: 'zone' as const, zone }] })),
    ...possible.slice(4).map((trouble) => request(trouble)),
    single({ kind: 'kill', on: 'delivery', nth: delivery, when: 'after' }),
    ...possible.slice(0, 3).map((trouble) => request(trouble, first + 1)),
    ...zones.slice(2).map(({ zone, start }) => ({ start, disturbances: [{ kind: 'zone' as const, zone }] })),
    single({ kind: 'rollback', round: 4 }),
  ];
}

/** What goes wrong while a client goes through pages: the second request or delivery of the round in which there are several. */
export function midwayParts(profile: ClientProfile, every: number): readonly SchedulePart[] {
  const count = 2 * burstPage(profile) + 3;
  const pages: Disturbance = {
    kind: 'burst',
    round: 3,
    before: shortSpan(Math.floor(every / 2) + 1),
    count,
    apart: shortSpan(Math.max(1, Math.floor(every / 2 / count))),
  };
  const request = firstOfRound(profile, 3) + 1;
  const delivery = Math.floor((profile.deliveries / Math.max(1, profile.rounds)) * 2) + 2;
  const others: readonly Disturbance[] = [
    { kind: 'kill', on: 'request', nth: request, when: 'before' },
    faultOf('request', { effect: { error: 503 } }, request, profile),
    faultOf('delivery', { effect: { error: 503 } }, delivery, profile),
    { kind: 'kill', on: 'delivery', nth: delivery, when: 'before' },
    faultOf('request', { effect: { emptyPage: true } }, request, profile),
    faultOf('request', { effect: { cut: 'middle' } }, request, profile),
    faultOf('request', { effect: { error: 503 }, times: 3 }, request, profile),
    passing(request, 20),
  ];
  const parts = others.map((other) => ({ disturbances: [pages, other] }));
  return [
    ...parts.slice(0, 4),
    ...lagging(profile),
    ...parts.slice(4),
    changing(profile, every, count),
    ...misread(profile, every),
  ];
}

/** What happened just before the client asks, so that lists and details of it are not yet alike. */
function lagging(profile: ClientProfile): readonly SchedulePart[] {
  const fresh: Disturbance = { kind: 'burst', round: 3, before: '2300ms', count: 2, apart: '300ms' };
  return (['details', 'lists'] as const)
    .filter((of) => profile[of].length > 0)
    .map((of) => ({ disturbances: [fresh, faultOf('request', { effect: { lag: 30 }, times: 0, of }, 1, profile)] }));
}

/** Several events of one round, while every page is out of order or shorter than was asked for. */
function misread(profile: ClientProfile, every: number): readonly SchedulePart[] {
  const count = 5;
  const before = shortSpan(Math.floor(every / 2) + 1);
  const apart = shortSpan(Math.max(1, Math.floor(every / 2 / count)));
  const several: Disturbance = { kind: 'burst', round: 3, before, count, apart };
  const effects: readonly FaultEffect[] = [{ unsorted: true }, { clamp: 2 }];
  return effects.map((effect) => ({
    disturbances: [several, faultOf('request', { effect, times: 0 }, 1, profile)],
  }));
}

/** People work on events of the first page while the second is fetched; all of them so recent that a look-back of a minute has them again. */
function changing(profile: ClientProfile, every: number, count: number): SchedulePart {
  const apart = shortSpan(Math.max(1, Math.floor(30_000 / count)));
  return {
    events: [0, 0, 0, 0],
    disturbances: [
      { kind: 'burst', round: 3, before: '35s', count, apart },
      { kind: 'update', round: 4, before: shortSpan(every - 5000), count: 5 },
      passing(firstOfRound(profile, 3) + 1, 10),
    ],
  };
}

/** What may befall a client like this; `statuses` are those that the product gives, `has` what the client has. */
export const troublesFor = (
  profile: ClientProfile,
  { statuses, sharesClock }: { readonly statuses: readonly number[]; readonly sharesClock: boolean },
): readonly Trouble[] =>
  onRequests.filter(
    ({ effect, needs, of }) =>
      (needs !== 'tokens' || profile.hasTokens) &&
      (needs !== 'clock' || sharesClock) &&
      (of === undefined || profile[of].length > 0) &&
      (effect.error === undefined || statuses.includes(effect.error)),
  );

export const sinkTroubles = onDeliveries;

/** The clock goes on while somebody pages, and what happened meanwhile is there. */
export const passing = (nth: number, seconds: number): Disturbance => ({
  kind: 'pass',
  nth,
  by: shortSpan(seconds * 1000),
});
