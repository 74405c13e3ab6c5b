/** What becomes of one request: the rules that hit it, put together. */
import { ApiError } from '../../kernel/fault.ts';
import type { Stream } from '../../kernel/random.ts';
import { longestDelivery } from '../../http/delivery.ts';
import type { RoutedRequest } from '../../http/exchange.ts';
import { latencyOf } from './latency.ts';
import type { Revoked } from './revoked.ts';
import type { FaultEffect } from './rule.ts';
import type { StaleAnswers } from './stale.ts';
import type { PageWalks } from './page-walk.ts';

/** What is kept of earlier requests. */
export interface FaultMemory {
  readonly revoked: Revoked;
  readonly stale: StaleAnswers;
  readonly pageWalks: PageWalks;
}

/** An effect that a request may have: of a rule, or of its own header. */
export interface Candidate {
  readonly id: string;
  readonly effect: FaultEffect;
  /** Counts the request; true when it is to be hit. */
  readonly count: () => boolean;
  /** Counts a hit, and gives the chance of its latency. */
  readonly hit: () => Stream;
}

export interface Decision {
  /** Names of the rules that hit, in their order; `header` for an effect that the request itself asked for. */
  readonly hits: readonly string[];
  readonly effects: readonly FaultEffect[];
  /** The vendor's error instead of an answer; null when the product answers. */
  readonly refusal: ApiError | null;
  /** Milliseconds. */
  readonly delay: number;
  /** True when a rule may want this answer, or the end of this page, later on. */
  readonly notes: { readonly stale: boolean; readonly walk: boolean };
}

/** True when an effect decides what the answer is: one request has one answer. */
const decides = ({ error, revoke }: FaultEffect): boolean => error !== undefined || revoke === true;
const needsPage = ({ count, stale, duplicate }: FaultEffect): boolean =>
  count !== undefined || stale !== undefined || duplicate === true;

/** True when what the effect needs is there: an answer from before, or the page before. */
function isPossible(
  { stale, duplicate }: FaultEffect,
  asked: RoutedRequest,
  { stale: answers, pageWalks: walks }: FaultMemory,
): boolean {
  if (stale !== undefined && answers.find(asked, stale) === null) return false;
  return duplicate !== true || walks.knowsBefore(asked);
}

/**
 * Every candidate counts the request, in order. Of those that would hit it, the first with an error decides; later errors, and what
 * needs a page where there is none now, do not hit and are not used up. All others hit: delays are added.
 */
export function decide(asked: RoutedRequest, candidates: readonly Candidate[], memory: FaultMemory): Decision {
  const willing = candidates.filter(({ effect, count }) => isPossible(effect, asked, memory) && count());
  const revoked = memory.revoked.refusal(asked);
  const first = revoked === null ? willing.find(({ effect }) => decides(effect)) : undefined;
  if (first?.effect.revoke === true) memory.revoked.add(asked, first.id);
  const refusal = first === undefined ? revoked : refusalOf(first.effect, asked);
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
    refusal,
    delay: Math.min(delay, longestDelivery),
    notes: {
      stale: candidates.some(({ effect }) => effect.stale !== undefined),
      walk: candidates.some(({ effect }) => effect.duplicate === true),
    },
  };
}

/** How the vendor words an error, with the header Retry-After where there is to be one. */
function refusalOf({ error, retryAfter, field, revoke }: FaultEffect, { product, request }: RoutedRequest): ApiError {
  if (revoke === true || error === undefined) return product.vendorFaults.revoked(request);
  const { status, complaints, headers } = product.vendorFaults.error(error, request);
  const seconds = retryAfter ?? (status === 429 ? 1 : null);
  return new ApiError(
    status,
    field === undefined ? complaints : complaints.map((complaint) => ({ ...complaint, field })),
    seconds === null ? headers : { ...headers, 'Retry-After': String(seconds) },
  );
}
