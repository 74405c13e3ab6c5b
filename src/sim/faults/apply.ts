/** Changes an answer as the effects that were decided on say. */
import type { Clock } from '../../kernel/clock.ts';
import { shortened } from '../../http/pieces.ts';
import type { Reply } from '../../http/endpoint.ts';
import type { RoutedRequest, Delivery } from '../../http/exchange.ts';
import { isJson, readPage, withCount } from './page.ts';
import type { Decision } from './decide.ts';
import type { FaultMemory } from './memory.ts';
import { rateHeaders, type RateState } from './rate-limit.ts';
import { bendsRecords, inOtherOrder, withBentRecords } from './records.ts';
import type { FaultEffect } from './rule.ts';

/** A connection that ends before anything was looked at. */
export const closedConnection: Delivery = {
  reply: { status: 503, headers: {}, body: new Uint8Array() },
  cutAfter: 0,
  isReset: true,
};

/**
 * The order is fixed, whatever the order of the rules: an answer from before, a page that was put off, an event from the page before,
 * the order of a page and its records, the count, headers, what is left of the JSON; then delay, pace and cut. Of two paces the slower
 * holds, and of two cuts the earlier.
 */
export function apply(asked: RoutedRequest, answer: Reply, decision: Decision, memory: FaultMemory): Delivery {
  const { effects, rates, delay } = decision;
  let reply = decision.refusal === null ? asItIsShown(asked, answer, decision, memory) : answer;
  reply = withRates(reply, rates, memory.clientClock);
  for (const { truncate } of effects) reply = truncated(reply, truncate);
  for (const { contentType } of effects)
    if (contentType !== undefined) reply = { ...reply, headers: { ...reply.headers, 'Content-Type': contentType } };
  const paces = effects.flatMap(({ pace }) => pace ?? []);
  const isPacked = effects.some(({ gzip }) => gzip === true);
  const cut = cutOf(effects, reply, isPacked);
  return {
    reply,
    ...(delay > 0 && { delay }),
    ...(paces.length > 0 && { pace: Math.min(...paces) }),
    ...(cut !== null && { cutAfter: cut }),
    ...(effects.some((effect) => effect.cut === 'reset') && { isReset: true }),
    ...(isPacked && { isPacked }),
  };
}

/** The product's answer as the client is to see it. */
function asItIsShown(
  asked: RoutedRequest,
  answer: Reply,
  { effects, chosen, notes }: Decision,
  memory: FaultMemory,
): Reply {
  const { paging } = asked.product.vendorFaults;
  const has = (name: keyof FaultEffect): boolean => effects.some((effect) => effect[name] === true);
  const stale = effects.find((effect) => effect.stale !== undefined)?.stale;
  const earlier = stale === undefined ? null : memory.stale.find(asked, stale);
  if (notes.stale) memory.stale.note(asked, answer);
  let reply = earlier ?? answer;
  if (notes.empty) reply = memory.emptyPages.pass(asked, reply, has('emptyPage'));
  if (notes.walk) reply = memory.pageWalks.pass(asked, reply, has('duplicate'));
  for (const { effect, records } of chosen) {
    const page = effect.unsorted === true && paging !== null ? readPage(paging, reply) : null;
    if (page !== null) reply = page.withItems(inOtherOrder(page.items, paging?.names ?? [], records()));
  }
  reply = withBentRecords(paging, reply, chosen);
  for (const { count } of effects) if (count !== undefined) reply = withCount(paging, reply, count);
  return reply;
}

/** Whether an effect changes a long body in a way that needs it whole. */
export const bendsBody = (effect: FaultEffect, { withItems }: Reply): boolean =>
  effect.unsorted === true || (bendsRecords(effect) && withItems === undefined);

function withRates(reply: Reply, rates: readonly RateState[], clientClock: Clock): Reply {
  if (rates.length === 0) return reply;
  const told = rates.map((rate) => rateHeaders(rate, clientClock));
  // What the refusal says of itself is its own.
  return { ...reply, headers: Object.assign({}, ...told, reply.headers) as Reply['headers'] };
}

/** Where the earliest cut is. How long a body is that is in gzip or written while it is sent shows only then. */
function cutOf(effects: readonly FaultEffect[], reply: Reply, isPacked: boolean): number | 'middle' | null {
  const cuts = effects.flatMap(({ cut }) => cut ?? []);
  if (cuts.length === 0) return null;
  const isOfUnknownLength = isPacked || reply.pieces !== undefined;
  if (isOfUnknownLength && cuts.every((cut) => cut === 'middle')) return 'middle';
  const known = isOfUnknownLength ? cuts.filter((cut) => cut !== 'middle') : cuts;
  return Math.min(...known.map((cut) => lengthOf(cut, reply)));
}

/** Bytes of the body that go out before a cut. */
function lengthOf(cut: NonNullable<FaultEffect['cut']>, { body }: Reply): number {
  if (cut === 'before' || cut === 'reset') return 0;
  return cut === 'middle' ? Math.floor(body.length / 2) : Number(cut);
}

/** JSON that ends too early, in its middle or after so many bytes; what is not JSON stays as it is. */
function truncated(reply: Reply, truncate: FaultEffect['truncate']): Reply {
  if (truncate === undefined || truncate === false || !isJson(reply)) return reply;
  const { pieces } = reply;
  if (pieces !== undefined) return { ...reply, pieces: shortened(pieces, truncate === true ? 'half' : truncate) };
  const length = truncate === true ? Math.floor(reply.body.length / 2) : truncate;
  return length < reply.body.length ? { ...reply, body: reply.body.subarray(0, length) } : reply;
}
