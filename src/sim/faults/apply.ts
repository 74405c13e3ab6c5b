/** Changes an answer as the effects that were decided on say. */
import type { Reply } from '../../http/endpoint.ts';
import type { RoutedRequest, Delivery } from '../../http/exchange.ts';
import { isJson, withCount } from './page.ts';
import type { FaultMemory, Decision } from './decide.ts';
import type { FaultEffect } from './rule.ts';

/**
 * The order is fixed, whatever the order of the rules: an answer from before, an event from the page before, the count, what is
 * left of the JSON; then delay, pace and cut. Of two paces the slower holds, and of two cuts the earlier.
 */
export function apply(
  asked: RoutedRequest,
  answer: Reply,
  { effects, delay, notes }: Decision,
  memory: FaultMemory,
): Delivery {
  let reply = answer;
  const stale = effects.find((effect) => effect.stale !== undefined)?.stale;
  const earlier = stale === undefined ? null : memory.stale.find(asked, stale);
  if (notes.stale) memory.stale.note(asked, answer);
  if (earlier !== null) reply = earlier;
  if (notes.walk)
    reply = memory.pageWalks.pass(
      asked,
      reply,
      effects.some(({ duplicate }) => duplicate === true),
    );
  for (const { count } of effects)
    if (count !== undefined) reply = withCount(asked.product.vendorFaults.paging, reply, count);
  for (const { truncate } of effects) reply = truncated(reply, truncate);
  const paces = effects.flatMap(({ pace }) => pace ?? []);
  const cuts = effects.flatMap(({ cut }) => (cut === undefined ? [] : lengthOf(cut, reply)));
  return {
    reply,
    ...(delay > 0 && { delay }),
    ...(paces.length > 0 && { pace: Math.min(...paces) }),
    ...(cuts.length > 0 && { cutAfter: Math.min(...cuts) }),
  };
}

/** Whether an effect changes a body, or says how it is sent. */
export const bendsBody = ({ count, truncate, pace, cut }: FaultEffect): boolean =>
  [count, truncate, pace, cut].some((one) => one !== undefined);

/** Bytes of the body that go out before a cut. */
function lengthOf(cut: NonNullable<FaultEffect['cut']>, { body }: Reply): number {
  if (cut === 'before') return 0;
  return cut === 'middle' ? Math.floor(body.length / 2) : Number(cut);
}

/** JSON that ends too early, in its middle or after so many bytes; what is not JSON stays as it is. */
function truncated(reply: Reply, truncate: FaultEffect['truncate']): Reply {
  if (truncate === undefined || truncate === false || !isJson(reply)) return reply;
  const length = truncate === true ? Math.floor(reply.body.length / 2) : truncate;
  return length < reply.body.length ? { ...reply, body: reply.body.subarray(0, length) } : reply;
}
