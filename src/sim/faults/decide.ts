/** What becomes of one request: the rules that hit it, put together. */
import { ApiError } from '../../kernel/fault.ts';
import type { Key, Stream } from '../../kernel/random.ts';
import { longestDelivery } from '../../http/delivery.ts';
import type { Reply } from '../../http/endpoint.ts';
import type { RoutedRequest } from '../../http/exchange.ts';
import { gatewayPage, isDoneBehind } from './gateway.ts';
import { latencyOf } from './latency.ts';
import type { FaultMemory } from './memory.ts';
import type { RateState } from './rate-limit.ts';
import { retryHeaders } from './retry-after.ts';
import { pageEffects, type FaultEffect } from './rule.ts';

/** An effect that a request may have: of a rule, or of its own header. */
export interface Candidate {
  readonly id: string;
  readonly effect: FaultEffect;
  /** Draws what becomes of records, the same for every request. */
  readonly records: () => Key;
  /** Counts the request; true when it is to be hit. */
  readonly count: (asked: RoutedRequest) => boolean;
  /** Counts a hit, and gives the chance of its latency. */
  readonly hit: () => Stream;
}

/** What a request comes to instead of the product's answer. */
export type FaultAnswer =
  | { readonly kind: 'error'; readonly error: ApiError }
  /** `isDone` where the product does what was asked all the same. */
  | { readonly kind: 'page'; readonly page: Reply; readonly isDone: boolean }
  | { readonly kind: 'closed' };

export interface Decision {
  /** Names of the rules that hit, in their order; `header` for an effect that the request itself asked for. */
  readonly hits: readonly string[];
  readonly effects: readonly FaultEffect[];
  /** The same effects, each with what draws for its records. */
  readonly chosen: readonly Pick<Candidate, 'effect' | 'records'>[];
  /** Null when the product answers. */
  readonly refusal: FaultAnswer | null;
  /** What the quotas that it was counted for are at. */
  readonly rates: readonly RateState[];
  /** Milliseconds. */
  readonly delay: number;
  /** True when a rule may want this answer, or the end of this page, later on. */
  readonly notes: { readonly stale: boolean; readonly walk: boolean; readonly empty: boolean };
}

/** Where a request stands when it is decided on: its refusal's status where it was refused already. */
export type RefusedWith = number | null;

/** True when an effect decides what the answer is: one request has one answer. */
const decides = ({ error, revoke, gateway, closed }: FaultEffect): boolean =>
  error !== undefined || revoke === true || gateway !== undefined || closed === true;

const needsPage = (effect: FaultEffect): boolean => pageEffects.some((name) => effect[name] !== undefined);

/** True when what the effect needs is there: an answer from before, the page before, or a caller whom nobody knows. */
function isPossible(
  { stale, duplicate, expiredAs, revoke }: FaultEffect,
  asked: RoutedRequest,
  { stale: answers, pageWalks: walks }: FaultMemory,
  isUnknown: boolean,
): boolean {
  if (stale !== undefined && answers.find(asked, stale) === null) return false;
  if (expiredAs !== undefined && revoke !== true && !isUnknown) return false;
  return duplicate !== true || walks.knowsBefore(asked);
}

/**
 * Every candidate counts the request, in order. Of those that would hit it, the first with an error decides; later errors, and what
 * needs a page where there is none now, do not hit and are not used up. All others hit: delays are added.
 */
export function decide(
  asked: RoutedRequest,
  candidates: readonly Candidate[],
  memory: FaultMemory,
  refusedWith: RefusedWith,
): Decision {
  const revoked = memory.revoked.refusal(asked);
  const isUnknown = revoked !== null || refusedWith === 401;
  const willing = candidates.filter(
    ({ effect, count }) => isPossible(effect, asked, memory, isUnknown) && count(asked),
  );
  const rates = new Map(
    willing.flatMap((one) =>
      one.effect.rateLimit === undefined
        ? []
        : [[one, memory.rateWindows.take(asked, one.id, one.effect.rateLimit)] as const],
    ),
  );
  const isDeciding = (one: Candidate): boolean => decides(one.effect) || rates.get(one)?.isOver === true;
  const first = revoked === null ? willing.find(isDeciding) : undefined;
  if (first?.effect.revoke === true) memory.revoked.add(asked, first.id);
  const expiredAs = willing.find(({ effect }) => effect.expiredAs !== undefined)?.effect.expiredAs;
  const refusal = refusalOf(
    asked,
    first,
    { revoked, refusedWith, expiredAs, rate: rates.get(first as Candidate) },
    memory,
  );
  const chosen = willing.filter(
    (one) => one === first || refusal === null || !(decides(one.effect) || needsPage(one.effect)),
  );
  let delay = 0;
  for (const { effect, hit } of chosen) {
    const chance = hit();
    if (effect.latency !== undefined) delay += latencyOf(effect.latency, chance);
  }
  return {
    hits: chosen.map(({ id }) => id),
    effects: chosen.map(({ effect }) => effect),
    chosen,
    refusal,
    rates: [...rates.values()],
    delay: Math.min(delay, longestDelivery),
    notes: {
      stale: candidates.some(({ effect }) => effect.stale !== undefined),
      walk: candidates.some(({ effect }) => effect.duplicate === true),
      empty: candidates.some(({ effect }) => effect.emptyPage === true),
    },
  };
}

/** What is known of a request that may be refused. */
interface Standing {
  /** How it is refused for a credential that was revoked. */
  readonly revoked: ApiError | null;
  readonly refusedWith: RefusedWith;
  readonly expiredAs: FaultEffect['expiredAs'];
  /** The quota of the rule that decides. */
  readonly rate: RateState | undefined;
}

function refusalOf(
  asked: RoutedRequest,
  first: Candidate | undefined,
  { revoked, refusedWith, expiredAs, rate }: Standing,
  memory: FaultMemory,
): FaultAnswer | null {
  const { product, request } = asked;
  if (first === undefined) {
    if (revoked === null && (expiredAs === undefined || refusedWith !== 401)) return null;
    return { kind: 'error', error: withStatus(revoked ?? product.vendorFaults.revoked(request), expiredAs) };
  }
  const { effect } = first;
  if (effect.closed === true) return { kind: 'closed' };
  const { retryAfter } = effect;
  if (effect.gateway !== undefined) {
    const page = gatewayPage(effect.gateway);
    const headers = { ...page.headers, ...retryHeaders(retryAfter, null, memory.clientClock) };
    return { kind: 'page', page: { ...page, headers }, isDone: isDoneBehind(effect.gateway) };
  }
  if (effect.revoke === true)
    return { kind: 'error', error: withStatus(product.vendorFaults.revoked(request), effect.expiredAs) };
  const usual = effect.error === undefined ? (rate?.seconds ?? null) : effect.error === 429 ? 1 : null;
  const { status, complaints, headers } = product.vendorFaults.error(effect.error ?? 429, request);
  const { field } = effect;
  const worded = field === undefined ? complaints : complaints.map((complaint) => ({ ...complaint, field }));
  const retry = retryHeaders(retryAfter, usual, memory.clientClock);
  return { kind: 'error', error: new ApiError(status, worded, { ...headers, ...retry }) };
}

/** The same refusal with another status; without the challenge, which goes with 401 alone. */
function withStatus(error: ApiError, status: number | undefined): ApiError {
  if (status === undefined) return error;
  const { 'WWW-Authenticate': _, ...headers } = error.headers;
  return new ApiError(status, error.complaints, headers, error.data);
}
