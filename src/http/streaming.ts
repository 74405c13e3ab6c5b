/** Sends replies that are written while they are sent: as fast as their reader takes them, or as late, slowly and in part as a delivery says. */
import type { ServerResponse } from 'node:http';
import { giveBuffer } from '../kernel/piece-buffers.ts';
import type { Sliced, Waiting } from '../kernel/slices.ts';
import { packedHeaders, packedPieces } from './coding.ts';
import { cutOff, headOf, isCoded, isGone, longestDelivery, type Done } from './delivery.ts';
import type { Reply } from './endpoint.ts';
import type { Delivery } from './exchange.ts';
import { bytesIn } from './pieces.ts';

/** Milliseconds between two pieces of a slow body. */
const tick = 50;

/** Whether a delivery goes out while it is written; any other must be had whole. */
export const isStreamed = ({ reply, cutAfter, isPacked }: Delivery): boolean =>
  reply.pieces !== undefined && cutAfter !== 0 && !(isPacked === true && cutAfter === 'middle');

/** Sends a reply in pieces; one who goes away ends the work. */
export function* sendPieces(response: ServerResponse, delivery: Delivery, done: Done): Waiting<void> {
  const { delay = 0, isReset = false } = delivery;
  if (delay > 0) yield pause(response, Math.min(delay, longestDelivery));
  if (response.headersSent || isGone(response)) return done(0, 0);
  const reply = coded(response, delivery);
  let sent = 0;
  try {
    response.writeHead(reply.status, headOf(reply));
    if (response.req.method === 'HEAD') return void response.end();
    const write = makeWriter(response, delivery.pace);
    let left = yield* bytesLeft(delivery);
    for (const piece of reply.made()) {
      if (!(piece instanceof Uint8Array)) {
        yield piece;
        continue;
      }
      const part = piece.length > left ? piece.subarray(0, left) : piece;
      sent += part.length;
      left -= part.length;
      if (part.length === piece.length) yield* write(part);
      else yield new Promise<void>((resolve) => void response.write(part, () => resolve()));
      if (isGone(response)) return;
      if (part.length < piece.length) return cutOff(response, isReset);
    }
    response.end();
  } catch (error) {
    // Half an answer that ends well would pass for a whole one.
    response.destroy();
    throw error;
  } finally {
    done(reply.status, sent);
  }
}

interface Coded extends Reply {
  /** What is sent, piece by piece; what is no bytes is work, or waited for. */
  readonly made: () => Iterable<Uint8Array | number | Promise<unknown>>;
}

/** What is slow or cut on purpose goes as it is, unless it must be in gzip: so many bytes are so many of the body. */
function coded(response: ServerResponse, { reply, pace, cutAfter, isPacked = false }: Delivery): Coded {
  const { pieces = () => [] } = reply;
  const isBare = (pace !== undefined || cutAfter !== undefined) && !isPacked;
  return isBare || !isCoded(response, reply, isPacked)
    ? { ...reply, made: pieces }
    : { ...reply, headers: packedHeaders(reply.headers), made: () => packedPieces(pieces()) };
}

/** Bytes until the connection is to be cut. */
function* bytesLeft({ reply: { pieces }, cutAfter = Infinity }: Delivery): Sliced<number> {
  return cutAfter === 'middle' && pieces !== undefined ? Math.floor((yield* bytesIn(pieces)) / 2) : Number(cutAfter);
}

/** Writes a piece: at once and waits until more can be written, or so many bytes a second. After ten minutes a slow connection is cut. */
function makeWriter(response: ServerResponse, pace: number | undefined): (piece: Uint8Array) => Waiting<void> {
  if (pace === undefined)
    return function* (piece) {
      if (piece.length > 0 && !response.write(piece)) yield ready(response);
      // The platform has no more to write: the next piece may be written over it.
      if (response.socket !== null && response.writableLength === 0) giveBuffer(piece);
    };
  const step = Math.max(1, Math.round((pace * tick) / 1000));
  const interval = (step / pace) * 1000;
  let steps = Math.floor(longestDelivery / interval);
  return function* (piece) {
    for (let at = 0; at < piece.length && !isGone(response); at += step) {
      if (steps-- <= 0) return void response.destroy();
      yield pause(response, interval);
      if (!isGone(response)) response.write(piece.subarray(at, at + step));
    }
  };
}

/** Milliseconds that a reader may take none of what is there for it. */
const longestPause = 60_000;

/** Resolves when more can be written, or nobody reads any more: who takes nothing for long is hung up on. */
const ready = (response: ServerResponse): Promise<void> =>
  new Promise((resolve) => {
    const { socket } = response.req;
    const end = (): void => {
      clearTimeout(timer);
      response.off('drain', end);
      socket.off('close', end);
      resolve();
    };
    const timer = setTimeout(() => socket.destroy(), longestPause).unref();
    response.once('drain', end);
    socket.once('close', end);
  });

/** Resolves after so many milliseconds, or when nobody waits any more. */
const pause = (response: ServerResponse, milliseconds: number): Promise<void> =>
  new Promise((resolve) => {
    const { socket } = response.req;
    const end = (): void => {
      clearTimeout(timer);
      socket.off('close', end);
      resolve();
    };
    // The connection keeps the process going.
    const timer = setTimeout(end, milliseconds).unref();
    socket.once('close', end);
  });
