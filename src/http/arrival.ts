/** A request as the router takes it, from a connection or as it was written down, and where its answer goes. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { stopwatch } from '../kernel/clock.ts';
import type { Waiting } from '../kernel/slices.ts';
import { readBody, type BodyBounds, type BodyReader } from './body.ts';
import { deliver, type Done } from './delivery.ts';
import type { Delivery } from './exchange.ts';
import type { RequestHead } from './product.ts';
import { sendPieces } from './streaming.ts';

/** Takes the answer to one request; `done` is told once what went out. */
export interface Outlet {
  readonly send: (delivery: Delivery, done: Done) => void;
  /** The same for an answer that is written while it is sent. */
  readonly sendLong: (delivery: Delivery, done: Done) => Waiting<void>;
}

export interface RequestArrival {
  readonly head: RequestHead;
  readonly readBody: (bounds: BodyBounds, reader: BodyReader) => void;
  /** True when nobody waits for the answer any more. */
  readonly isUnwanted: () => boolean;
  /** Begins to measure how long it takes, milliseconds. */
  readonly stopwatch: () => () => number;
  readonly outlet: Outlet;
}

/** A request that came by a connection. */
export const arrivalOf = (
  message: IncomingMessage,
  response: ServerResponse,
  head = requestHeadOf(message),
  outlet = connectionOutlet(response),
): RequestArrival => ({
  head,
  readBody: (bounds, reader) => readBody(message, bounds, reader),
  isUnwanted: () => message.socket.destroyed,
  stopwatch,
  outlet,
});

/** The connection that the request came by. */
export const connectionOutlet = (response: ServerResponse): Outlet => ({
  send: (delivery, done) => deliver(response, delivery, done),
  sendLong: (delivery, done) => sendPieces(response, delivery, done),
});

/** The head of a request, its address taken apart. */
export function requestHeadOf(message: IncomingMessage): RequestHead {
  const { url = '/', method = 'GET', headers, socket } = message;
  return { headers, method, ...addressOf(url), source: socket.remoteAddress ?? '' };
}

/** An address as path and query. */
export function addressOf(url: string): Pick<RequestHead, 'path' | 'search'> {
  const mark = url.indexOf('?');
  return { path: mark < 0 ? url : url.slice(0, mark), search: mark < 0 ? '' : url.slice(mark + 1) };
}
