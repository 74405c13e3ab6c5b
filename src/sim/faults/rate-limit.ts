/** Quotas of requests for each key: windows on the simulated clock, and the dialects in which answers tell what is left. */
import { httpDate, type Clock } from '../../kernel/clock.ts';
import { lateLru, loadLru, savedLru } from '../../kernel/late-lru.ts';
import type { Json } from '../../kernel/schema.ts';
import type { ReplyHeaders } from '../../http/endpoint.ts';
import type { RoutedRequest } from '../../http/exchange.ts';
import type { FaultEffect } from './rule.ts';

type RateLimit = NonNullable<FaultEffect['rateLimit']>;
/** How answers tell what is left of a quota. */
export type RateDialect = NonNullable<Exclude<RateLimit, number>['headers']>;

const most = 10_000;
const usualWindow = 60;

interface Window {
  readonly begin: number;
  used: number;
  refused: number;
}

/** A request as its quota sees it. */
export interface RateState {
  readonly isOver: boolean;
  readonly limit: number;
  readonly left: number;
  /** Seconds of a whole window, and of what is left of this one: at least one. */
  readonly window: number;
  readonly seconds: number;
  readonly headers: RateDialect;
}

export type RateWindows = Readonly<ReturnType<typeof makeRateWindows>>;

export function makeRateWindows(clock: Clock) {
  const windows = lateLru<Window>({ max: most });
  return {
    /** Counts a request for the quota of its rule. */
    take: (asked: RoutedRequest, rule: string, given: RateLimit): RateState => {
      const {
        limit,
        window = usualWindow,
        refusals = Infinity,
        headers = 'seconds',
      } = typeof given === 'number' ? { limit: given } : given;
      const key = `${rule}\n${keyOf(asked)}`;
      const now = clock.now();
      const known = windows.get(key);
      const isOpen =
        known !== undefined && now >= known.begin && now < known.begin + window * 1000 && known.refused < refusals;
      const current = isOpen ? known : { begin: now, used: 0, refused: 0 };
      if (!isOpen) windows.set(key, current);
      const isOver = current.used >= limit;
      if (isOver) current.refused++;
      else current.used++;
      const seconds = Math.max(1, Math.ceil((current.begin + window * 1000 - now) / 1000));
      return { isOver, limit, left: limit - current.used, window, seconds, headers };
    },
    clear: windows.clear,
    save: (): Json => savedLru(windows),
    load: (saved: Json): void => loadLru(windows, saved),
  };
}

/** Whose quota it is: the key, session or token; where there is none, the address. */
function keyOf({ product, request, caller }: RoutedRequest): string {
  return `${product.name} ${product.vendorFaults.credential(request) ?? caller ?? request.source}`;
}

const prefixed = (prefix: string, { limit, left }: RateState, reset: string): ReplyHeaders => ({
  [`${prefix}-Limit`]: String(limit),
  [`${prefix}-Remaining`]: String(left),
  [`${prefix}-Reset`]: reset,
});

const dialects: Readonly<Record<RateDialect, (state: RateState, now: number) => ReplyHeaders>> = {
  seconds: (state) => prefixed('X-RateLimit', state, String(state.seconds)),
  epoch: (state, now) => prefixed('X-RateLimit', state, String(Math.floor(now / 1000) + state.seconds)),
  date: (state, now) => ({
    Date: httpDate(now),
    ...prefixed('X-RateLimit', state, httpDate(now + state.seconds * 1000)),
  }),
  empty: () => ({ 'X-RateLimit-Limit': '', 'X-RateLimit-Remaining': '', 'X-RateLimit-Reset': '' }),
  // draft-ietf-httpapi-ratelimit-headers-09.
  draft: ({ limit, left, window, seconds }) => ({
    'RateLimit-Policy': `"default";q=${limit};w=${window}`,
    RateLimit: `"default";r=${left};t=${seconds}`,
  }),
  // draft-ietf-httpapi-ratelimit-headers-03.
  'old-draft': (state) => prefixed('RateLimit', state, String(state.seconds)),
  none: () => ({}),
};

/** What an answer says of a quota; instants are of the clock that the client goes by. */
export const rateHeaders = (state: RateState, clientClock: Clock): ReplyHeaders =>
  dialects[state.headers](state, clientClock.now());
