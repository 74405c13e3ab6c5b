/** Puts replies on the wire: at once, or late, slowly and in part, as a delivery says. */
import type { ServerResponse } from 'node:http';
import { takeBack } from '../kernel/bytes.ts';
import { pieceOfWork, type Sliced } from '../kernel/slices.ts';
import { isPacked, packed, takesGzip } from './coding.ts';
import type { Reply } from './endpoint.ts';
import type { Delivery } from './exchange.ts';

/** Milliseconds that a delay may last, and a slow body: when they are over, the connection is cut. */
export const longestDelivery = 600_000;

/** Milliseconds between two pieces of a slow body. */
const tick = 50;

/** Headers of a reply as the platform takes them fastest, names and values by turns. */
export function headOf({ headers, body, isChunked, pieces }: Reply): string[] {
  const lines: string[] = [];
  for (const name in headers) {
    const value = headers[name] ?? '';
    if (typeof value === 'string') lines.push(name, value);
    else for (const one of value) lines.push(name, one);
  }
  if (isChunked !== true && pieces === undefined) lines.push('Content-Length', String(body.length));
  return lines;
}

/** Nobody is there any more; a response that waits behind another one is not told so by the platform. */
export const isGone = (response: ServerResponse): boolean => response.destroyed || response.req.socket.destroyed;

/** Sends a whole reply; false when nobody is there to take it. */
function writeDelivery(response: ServerResponse, reply: Reply): boolean {
  if (response.headersSent || isGone(response)) return false;
  response.writeHead(reply.status, headOf(reply));
  response.end(reply.body);
  // Most answers are with the platform at once.
  if (response.socket?.writableLength === 0) takeBack(reply.body);
  return true;
}

/** The reply in the coding that its caller wishes for. */
function coded(response: ServerResponse, reply: Reply, isForced: boolean): Reply | Promise<Reply> {
  if (!isCoded(response, reply, isForced)) return reply;
  const made = packed(reply);
  if (!(made instanceof Promise)) takeBack(reply.body);
  return made;
}

/** Whether a reply goes in gzip: because its caller wishes it, or because it must and its caller takes it. */
export function isCoded({ req: { headers } }: ServerResponse, reply: Reply, isForced: boolean): boolean {
  const wished = headers['accept-encoding'];
  if (!isForced) return isPacked(reply, wished);
  const hasBody = reply.pieces !== undefined || reply.body.length > 0;
  return hasBody && reply.headers['Content-Encoding'] === undefined && takesGzip(wished);
}

/** Told once: the status that went out, 0 when none did, and how many bytes of the body. */
export type Done = (status: number, bytes: number) => void;

/** Sends a reply as its delivery says. A client that goes away ends it early. */
export function deliver(response: ServerResponse, delivery: Delivery, done: Done): void {
  const { delay = 0, pace, cutAfter } = delivery;
  const { isPacked: isForced = false } = delivery;
  // What is slow or cut on purpose goes as it is: so many bytes are so many of the body.
  const isBare = (pace !== undefined || cutAfter !== undefined) && !isForced;
  const reply = isBare ? delivery.reply : coded(response, delivery.reply, isForced);
  if (reply instanceof Promise) {
    reply.then(
      (made) => deliver(response, { ...delivery, reply: made }, done),
      () => void response.destroy(),
    );
    return;
  }
  if (delay <= 0 && pace === undefined && cutAfter === undefined) {
    const isOut = writeDelivery(response, reply);
    return done(isOut ? reply.status : 0, isOut ? bytesFrom(response, reply) : 0);
  }
  const wait = later(response, () => done(0, 0));
  if (delay > 0) wait(Math.min(delay, longestDelivery), () => sendPart(response, { ...delivery, reply }, done));
  else sendPart(response, { ...delivery, reply }, done);
}

/** The reply with its pieces as one body; as it is where that would be longer than `most` bytes. */
export function* wholeReply(reply: Reply, most = Infinity): Sliced<Reply> {
  const { pieces, ...rest } = reply;
  if (pieces === undefined) return reply;
  const parts: Uint8Array[] = [];
  let length = 0;
  for (const piece of pieces()) {
    if (typeof piece === 'number') yield piece;
    // Bytes of a slab must be copied where they are kept.
    else parts.push(Uint8Array.from(piece));
    length += typeof piece === 'number' ? 0 : piece.length;
    if (length > most) return reply;
  }
  // Not at once: memory that nobody wrote to before takes a hundred milliseconds for 32 MB.
  const body = Buffer.alloc(length);
  let at = 0;
  for (const part of parts) {
    body.set(part, at);
    at += part.length;
    yield pieceOfWork;
  }
  return { ...rest, body, isChunked: true };
}

/** The reply to HEAD has no body. */
const bytesFrom = ({ req }: ServerResponse, { body }: Reply): number => (req.method === 'HEAD' ? 0 : body.length);

/** Waits for one thing after the other; `gone` is called instead of what is still awaited when the connection closes. */
function later(response: ServerResponse, gone: () => void): (milliseconds: number, next: () => void) => void {
  return (milliseconds, next) => {
    const onClose = (): void => {
      clearTimeout(timer);
      gone();
    };
    const timer = setTimeout(() => {
      response.off('close', onClose);
      next();
    }, milliseconds);
    // The connection keeps the process going; when it is gone, nobody waits for this any more.
    timer.unref();
    response.once('close', onClose);
  };
}

/** Ends a connection in the midst; a reset says so, where an end may pass for a whole answer. TLS has none. */
export function cutOff(response: ServerResponse, isReset: boolean): void {
  const { socket } = response.req;
  if (!isReset || 'encrypted' in socket) return void response.destroy();
  socket.resetAndDestroy();
}

function sendPart(response: ServerResponse, { reply, pace, cutAfter: cut, isReset }: Delivery, done: Done): void {
  const whole = bytesFrom(response, reply);
  const cutAfter = cut === 'middle' ? Math.floor(whole / 2) : cut;
  const isCut = cutAfter !== undefined && (cutAfter < whole || cutAfter === 0);
  // A cut before the first byte of the body is one before the status: what else would the client miss?
  if (response.headersSent || isGone(response) || (isCut && cutAfter === 0)) {
    cutOff(response, isReset === true);
    return done(0, 0);
  }
  const body = isCut ? reply.body.subarray(0, cutAfter) : reply.body;
  const finish = (sent: number): void => {
    if (isCut) response.destroy();
    else response.end();
    done(reply.status, sent);
  };
  if (pace === undefined && !isCut) {
    writeDelivery(response, reply);
    return done(reply.status, whole);
  }
  response.writeHead(reply.status, headOf(reply));
  if (whole === 0) return finish(0);
  if (pace === undefined) return void response.write(body, () => finish(body.length));
  response.flushHeaders();
  trickle(response, body, pace, finish, (sent) => done(reply.status, sent));
}

/** Sends so many bytes a second, in pieces; `gone` is told how many were sent when the client went away or the time was up. */
function trickle(
  response: ServerResponse,
  body: Uint8Array,
  pace: number,
  finish: (sent: number) => void,
  gone: (sent: number) => void,
): void {
  const step = Math.max(1, Math.round((pace * tick) / 1000));
  const interval = (step / pace) * 1000;
  const steps = Math.floor(longestDelivery / interval);
  let at = 0;
  let made = 0;
  const wait = later(response, () => gone(at));
  const next = (): void => {
    if (made++ >= steps || isGone(response)) {
      response.destroy();
      return gone(at);
    }
    const piece = body.subarray(at, at + step);
    at += piece.length;
    if (at === body.length) return void response.write(piece, () => finish(at));
    response.write(piece);
    wait(interval, next);
  };
  wait(interval, next);
}
