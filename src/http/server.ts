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
import type { AddressInfo, Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { Express } from 'express';
import { ApiError, UserError } from '../kernel/fault.ts';
import { finishedInTurns, type Sliced } from '../kernel/slices.ts';
import { invitations } from './body.ts';
import type { Reply } from './endpoint.ts';
import { makeShutdown, watchConnections, type Shutdown } from './farewell.ts';
import type { Dispatch } from './router.ts';

/** What a server shows to be who it is, in PEM. */
export interface TlsCertificate {
  readonly cert: string;
  readonly key: string;
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
  const take = (request: IncomingMessage, response: ServerResponse): void => {
    if (shutdown.hasBegun()) response.shouldKeepAlive = false;
    if (!hasOneHost(request)) refuse(response, failure(unreadableError('')));
    else if (!dispatch(request, response)) app()(request, response);
  };
  const takeLater = makeBacklog();
  const listener = (request: IncomingMessage, response: ServerResponse): void => {
    const { socket } = request;
    const before = answers.get(socket);
    if (before === undefined) socket.once('close', () => answers.delete(socket));
    answers.set(socket, response);
    if (before === undefined || before.writableFinished) take(request, response);
    else takeLater(() => take(request, response));
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
  watchConnections(server, (socket) => answers.get(socket));
  server.on('checkContinue', (request, response) => {
    const { shouldKeepAlive } = response;
    // Who is answered without having been asked for the body may send it or not: nobody could tell it from a next request.
    response.shouldKeepAlive = false;
    invitations.set(request, () => {
      response.shouldKeepAlive = shouldKeepAlive && !shutdown.hasBegun();
      response.writeContinue();
    });
    listener(request, response);
  });
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

/** Takes, in turns with all else, what came behind a request that is not answered yet: one write may bring thousands. */
function makeBacklog(): (take: () => void) => void {
  const waiting: (() => void)[] = [];
  function* taking(): Sliced<void> {
    for (; waiting.length > 0; waiting.shift()) {
      waiting[0]?.();
      yield 1;
    }
  }
  return (take) => {
    if (waiting.push(take) === 1) setImmediate(() => void finishedInTurns(taking()));
  };
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

/** A name or an address, and a port (RFC 3986 §3.2); it may be empty. */
const authority = /^(?:\[[\da-f:.]+\]|[\w.~!$&'()*+,;=%-]*)(?::\d*)?$/i;

/**
 * One Host exactly that can be one, as RFC 9112 §3.2 demands: proxies differ in which of two they believe. HTTP/1.0 knows none.
 * A whole address in its place must name the same.
 */
function hasOneHost({ rawHeaders, httpVersionMinor, url = '/' }: IncomingMessage): boolean {
  let hosts = 0;
  let host = '';
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const name = rawHeaders[at] ?? '';
    if (name.length !== 4 || name.toLowerCase() !== 'host') continue;
    host = rawHeaders[at + 1] ?? '';
    hosts++;
  }
  if (hosts === 0) return httpVersionMinor === 0;
  const [, named = host] = url.startsWith('/') ? [] : (/^https?:\/\/([^/?#]*)/i.exec(url) ?? []);
  return hosts === 1 && authority.test(host) && named.toLowerCase() === host.toLowerCase();
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
