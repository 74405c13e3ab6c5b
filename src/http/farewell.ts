/** How a server goes: what is in flight is answered, who is quiet or sent half a request holds nobody up. */
import type { Server, ServerResponse } from 'node:http';
import { Server as NetServer, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { stopwatch } from '../kernel/clock.ts';

/** Whether a server is on its way out: then no connection is kept beyond the answer that it waits for. */
export interface Shutdown {
  readonly hasBegun: () => boolean;
  readonly begin: () => void;
  /** Calls when it begins. */
  readonly announce: (listener: () => void) => void;
}

export function makeShutdown(): Shutdown {
  const listeners: (() => void)[] = [];
  let hasBegun = false;
  return {
    hasBegun: () => hasBegun,
    begin: () => {
      hasBegun = true;
      for (const listener of listeners) listener();
    },
    announce: (listener) => void listeners.push(listener),
  };
}

/** Milliseconds that requests in flight have to finish when the server stops. */
const longestFarewell = 10_000;

/** How long a connection may be quiet, or stop in the middle of a request, before it is taken for one that nobody uses, milliseconds. */
const quiet = 800;

/** Open connections of each server, by the address of their other end. */
const connections = new WeakMap<Server, { readonly open: Map<string, Socket>; readonly answerOf: AnswerOf }>();

/** The answer that a connection waits for, or had last. */
type AnswerOf = (socket: Socket) => ServerResponse | undefined;

/** Keeps account of a server's connections, for when it goes. */
export function watchConnections(server: Server, answerOf: AnswerOf): void {
  const open = new Map<string, Socket>();
  connections.set(server, { open, answerOf });
  const take = (socket: Socket): void => {
    const end = `${socket.remoteAddress} ${socket.remotePort}`;
    // Over TLS, the connection that was made is replaced by what is said over it.
    open.set(end, socket);
    socket.once('close', () => open.get(end) === socket && open.delete(end));
  };
  server.on('connection', take).on('secureConnection', take);
}

/** Ends, from now on and every so often, what is quiet, until the returned function is called. */
function endingQuiet(server: Server): () => void {
  const known = connections.get(server);
  if (known === undefined) return () => {};
  const { open, answerOf } = known;
  let read = new Map([...open.values()].map((socket) => [socket, socket.bytesRead]));
  const timer = setInterval(() => {
    for (const socket of open.values()) {
      const answer = answerOf(socket);
      const waits = answer !== undefined && !answer.writableFinished;
      const isHalf = waits && !answer.headersSent && !answer.req.complete && read.get(socket) === socket.bytesRead;
      if ((!waits && read.has(socket)) || isHalf) socket.destroy();
    }
    read = new Map([...open.values()].map((socket) => [socket, socket.bytesRead]));
  }, quiet);
  return () => clearInterval(timer);
}

/** Stops listening, lets what is in flight finish within a bound, and resolves when the last connection is gone. */
export function close(server: Server, within = longestFarewell): Promise<void> {
  return new Promise((resolve) => {
    // A connection is idle as soon as its request is answered; its client would keep it for a minute.
    const idle = setInterval(() => server.closeIdleConnections(), 20);
    const endQuiet = endingQuiet(server);
    const end = setTimeout(() => cut(server), within);
    server.close(() => {
      clearInterval(idle);
      clearTimeout(end);
      endQuiet();
      resolve();
    });
    server.closeIdleConnections();
  });
}

/**
 * The same for clients that know nothing of it: each connection ends with an answer that says so, and those in flight find the server
 * listening until they are done. A connection that stays quiet is closed, which no request should meet.
 */
export async function leave(server: Server, { shutdown, inFlight, within }: Leave): Promise<void> {
  shutdown.begin();
  const end = stopwatch();
  const endQuiet = endingQuiet(server);
  while (inFlight() > 0 && end() < within) await pause(10);
  // Connections that wait to be accepted are reset when listening ends; right after a poll there are none.
  await new Promise((resolve) => setImmediate(resolve));
  const gone = new Promise<void>((resolve) => void NetServer.prototype.close.call(server, () => resolve()));
  const last = setTimeout(() => cut(server), Math.max(0, within - end()));
  await gone;
  endQuiet();
  clearTimeout(last);
}

/** Also what has not come so far as to be a request's. */
function cut(server: Server): void {
  server.closeAllConnections();
  for (const socket of connections.get(server)?.open.values() ?? []) socket.destroy();
}

interface Leave {
  readonly shutdown: Shutdown;
  /** How many requests are being answered. */
  readonly inFlight: () => number;
  /** Milliseconds after which the last connections are cut. */
  readonly within: number;
}
