/** The HTTP server around an Express application. */
import { createServer, STATUS_CODES, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import type { Express } from 'express';
import { ApiError, UserError } from '../kernel/fault.ts';
import type { Reply } from './endpoint.ts';
import type { Dispatch } from './router.ts';

/** What a server shows to be who it is, in PEM. */
export interface TlsCertificate {
  readonly cert: string;
  readonly key: string;
}

/**
 * Makes a server that asks the products first and Express only for the rest.
 * Express changes the prototype of every request and response, which makes both slow: a product's answer costs
 * half as much CPU when it never meets Express. With an identity it speaks TLS.
 */
export function makeServer(
  app: () => Express,
  dispatch: Dispatch,
  failure: (error: unknown) => Reply,
  identity: TlsCertificate | null = null,
): Server {
  const listener = (request: IncomingMessage, response: ServerResponse): void => {
    // Links are of the scheme that the client used; a proxy in front knows better.
    if (identity !== null) request.headers['x-forwarded-proto'] ??= 'https';
    if (!dispatch(request, response)) app()(request, response);
  };
  // A request without Host is answered like any other, not by Node with an empty body. Idle connections are kept for long:
  // a client that writes at the moment of Node's own five seconds would see its request reset.
  const options = { requireHostHeader: false, keepAliveTimeout: 65_000 };
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
  options: TlsCertificate & { readonly requireHostHeader: boolean; readonly keepAliveTimeout: number },
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

/** Bytes that are no HTTP request never reach the application; the client gets the refusal of the first product all the same. */
function refuseUnreadable(code: string, socket: Duplex, failure: (error: unknown) => Reply): void {
  if (code === 'ECONNRESET' || !socket.writable) return void socket.destroy();
  const [status, message, template] = unreadable[code] ?? [400, 'Malformed HTTP request', 'invalid.http.request'];
  const { headers, body } = failure(new ApiError(status, [{ message, template, field: null }]));
  const lines = Object.entries({ ...headers, 'Content-Length': body.length, Connection: 'close' });
  socket.write(
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines.map(([name, value]) => `${name}: ${String(value)}\r\n`).join('')}\r\n`,
  );
  socket.end(body);
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
