/** Where answers of a replica go: to who ordered them, or back to their taker, who notes them before they go out. */
import type { Outlet } from '../../http/arrival.ts';
import { longestDelivery, wholeReply } from '../../http/delivery.ts';
import type { Delivery } from '../../http/exchange.ts';

/** What goes out of a delivery: a status, 0 for none, and bytes of the body before it is packed. */
export function goesOut({ reply, cutAfter }: Delivery, method: string): readonly [status: number, bytes: number] {
  const whole = method === 'HEAD' ? 0 : reply.body.length;
  const cut = cutAfter === 'middle' ? Math.floor(whole / 2) : cutAfter;
  if (cut === 0) return [0, 0];
  return [reply.status, cut === undefined ? whole : Math.min(cut, whole)];
}

/** Milliseconds that a delivery says to wait. */
export const waitOf = ({ delay = 0 }: Delivery): number => Math.min(delay, longestDelivery);

/** Hands on one answer, whole; what becomes of it on its way is told as if nobody went away. `before` hears of it first. */
export function handingOn(
  method: string,
  give: (delivery: Delivery) => void,
  before: (delivery: Delivery) => void = () => {},
): Outlet {
  const send: Outlet['send'] = (delivery, done) => {
    before(delivery);
    // The bytes of an answer are written over by the next.
    const reply = delivery.reply.isKept === true ? delivery.reply : copied(delivery.reply);
    done(...goesOut(delivery, method));
    give({ ...delivery, reply });
  };
  return {
    send,
    *sendLong(delivery, done) {
      send({ ...delivery, reply: yield* wholeReply(delivery.reply) }, done);
    },
  };
}

const copied = (reply: Delivery['reply']): Delivery['reply'] => ({ ...reply, body: Uint8Array.from(reply.body) });
