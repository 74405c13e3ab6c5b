/** The HTTP server around an Express application. */
import {
  createServer,
  STATUS_CODES,
  type IncomingMessage,
  type Server,
  type ServerResponse,
  type ServerOptions as ServerSettings,
} from 'node:http';
import { createRequire } from 'node:module';
import { Server as NetServer, type AddressInfo, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import type { Duplex } from 'node:stream';
import type { Express } from 'express';
import { stopwatch } from '../kernel/clock.ts';
import { ApiError, UserError } from '../kernel/fault.ts';
import type { Reply } from './endpoint.ts';
import type { Dispatch } from './router.ts';

/** What a server shows to be who it is, in PEM. */
export interface TlsCertificate {
  readonly cert: string;
  readonly key: string;
}

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

interface Surroundings {
  /** Speaks TLS where there is one. */
  readonly identity?: TlsCertificate | null;
  /** Never begins when left out. */
  readonly shutdown?: Shutdown;
}

/** Milliseconds that the head of a request may take. */
const headersTimeout = 10_000;

/**
 * Makes a server that asks the products first and Express only for the rest.
 * Express changes the prototype of every request and response, which makes both slow: a product's answer costs
 * half as much CPU when it never meets Express.
 */
export function makeServer(
  app: () => Express,
  dispatch: Dispatch,
  failure: (error: unknown) => Reply,
  { identity = null, shutdown = makeShutdown() }: Surroundings = {},
): Server {
  /** The answer that each connection waits for, or had last. */
  const answers = new Map<Socket, ServerResponse>();
  shutdown.announce(() => {
    for (const response of answers.values()) response.shouldKeepAlive = false;
  });
  const listener = (request: IncomingMessage, response: ServerResponse): void => {
    const { socket } = request;
    if (!answers.has(socket)) socket.once('close', () => answers.delete(socket));
    answers.set(socket, response);
    if (shutdown.hasBegun()) response.shouldKeepAlive = false;
    if (!hasOneHost(request)) refuse(response, failure(unreadableError('')));
    else if (!dispatch(request, response)) app()(request, response);
  };
  // A request without Host is refused in the product's words, not by Node with an empty body. Idle connections are kept for long:
  // a client that writes at the moment of Node's own five seconds would see its request reset.
  const options = {
    requireHostHeader: false,
    keepAliveTimeout: 65_000,
    headersTimeout,
    connectionsCheckingInterval: 2000,
  };
  const server = identity === null ? createServer(options, listener) : overTls({ ...options, ...identity }, listener);
  // An Expect that nobody knows is no reason for Node to answer instead of the application.
  server.on('checkExpectation', listener);
  // The platform would drop what comes after a thousand headers, a key too, without a word; all together are short anyway.
  server.maxHeadersCount = 0;
  // It would also hang up on who wants a tunnel.
  server.on('connect', (_, socket) => refuseUnreadable('CONNECT', socket, failure));
  return server.on('clientError', (error: NodeJS.ErrnoException, socket) =>
    refuseUnreadable(error.code ?? '', socket, failure),
  );
}

/** Throws UserError for a certificate or key that cannot be used. TLS is loaded by those who want it. */
function overTls(
  options: TlsCertificate & ServerSettings,
  listener: (request: IncomingMessage, response: ServerResponse) => void,
): Server {
  const https = createRequire(import.meta.url)('node:https') as typeof import('node:https');
  try {
    return https.createServer(options, listener);
  } catch (error) {
    throw new UserError(`the certificate and key cannot be used: ${error instanceof Error ? error.message : ''}`);
  }
}

const unreadable: Readonly<Record<string, readonly [status: number, message: string, template: string]>> = {
  HPE_HEADER_OVERFLOW: [431, 'Request headers are too large', 'request.headers.too.large'],
  HPE_CHUNK_EXTENSIONS_OVERFLOW: [413, 'Request is too large', 'request.too.large'],
  ERR_HTTP_REQUEST_TIMEOUT: [408, 'Request timed out', 'request.timeout'],
  CONNECT: [405, 'Method not allowed', 'method.not.allowed'],
};

const unreadableError = (code: string): ApiError => {
  const [status, message, template] = unreadable[code] ?? [400, 'Malformed HTTP request', 'invalid.http.request'];
  return new ApiError(status, [{ message, template, field: null }]);
};

/** Bytes that are no HTTP request never reach the application; the client gets the refusal of the first product all the same. */
function refuseUnreadable(code: string, socket: Duplex, failure: (error: unknown) => Reply): void {
  if (code === 'ECONNRESET' || !socket.writable) return void socket.destroy();
  const { status, headers, body } = failure(unreadableError(code));
  const lines = Object.entries({ ...headers, 'Content-Length': body.length, Connection: 'close' });
  socket.write(
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines.map(([name, value]) => `${name}: ${String(value)}\r\n`).join('')}\r\n`,
  );
  socket.end(body);
}

const refuse = (response: ServerResponse, { status, headers, body }: Reply): void =>
  void response.writeHead(status, { ...headers, 'Content-Length': body.length, Connection: 'close' }).end(body);

/** One Host exactly, as RFC 9112 §3.2 demands: proxies differ in which of two they believe. HTTP/1.0 knows none. */
function hasOneHost({ rawHeaders, httpVersionMinor }: IncomingMessage): boolean {
  let hosts = 0;
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const name = rawHeaders[at] ?? '';
    if (name.length === 4 && name.toLowerCase() === 'host') hosts++;
  }
  return hosts === 1 || (hosts === 0 && httpVersionMinor === 0);
}

/** Listens and resolves with the address; rejects with the system's error, such as EADDRINUSE. */
export function listen(server: Server, port: number, host: string): Promise<AddressInfo> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve(server.address() as AddressInfo);
    });
  });
}

/** Milliseconds that requests in flight have to finish when the server stops. */
const longestFarewell = 10_000;

/** Stops listening, lets what is in flight finish within a bound, and resolves when the last connection is gone. */
export function close(server: Server, within = longestFarewell): Promise<void> {
  return new Promise((resolve) => {
    // A connection is idle as soon as its request is answered; its client would keep it for a minute.
    const idle = setInterval(() => server.closeIdleConnections(), 20);
    const end = setTimeout(() => server.closeAllConnections(), within);
    server.close(() => {
      clearInterval(idle);
      clearTimeout(end);
      resolve();
    });
    server.closeIdleConnections();
  });
}

/** How long a kept connection may be quiet before it is taken for one that nobody uses, milliseconds. */
const quiet = 1000;

/**
 * The same for clients that know nothing of it: each connection ends with an answer that says so, and those in flight find the server
 * listening until they are done. A connection that stays quiet is closed, which no request should meet.
 */
export async function leave(server: Server, { shutdown, inFlight, within }: Leave): Promise<void> {
  shutdown.begin();
  const end = stopwatch();
  while (inFlight() > 0 && end() < within) await pause(10);
  // Connections that wait to be accepted are reset when listening ends; right after a poll there are none.
  await new Promise((resolve) => setImmediate(resolve));
  const gone = new Promise<void>((resolve) => void NetServer.prototype.close.call(server, () => resolve()));
  const idle = setInterval(() => end() > quiet && server.closeIdleConnections(), 20);
  const last = setTimeout(() => server.closeAllConnections(), Math.max(0, within - end()));
  await gone;
  clearInterval(idle);
  clearTimeout(last);
}

interface Leave {
  readonly shutdown: Shutdown;
  /** How many requests are being answered. */
  readonly inFlight: () => number;
  /** Milliseconds after which the last connections are cut. */
  readonly within: number;
}
