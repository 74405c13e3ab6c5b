/** The HTTP server around an Express application. */
import { createServer, IncomingMessage, ServerResponse, STATUS_CODES, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import type { Express } from 'express';
import { ApiError } from '../kernel/fault.ts';
import type { Reply } from './endpoint.ts';

/**
 * Makes a server whose requests and responses are born with the application's prototypes.
 * Express sets these on every request; changing an object's prototype makes it slow, setting the one it has is free:
 * measured 8–10 thousand requests a second without, 33 thousand with.
 */
export function makeServer(app: Express, failure: (error: unknown) => Reply): Server {
  const server = createServer(
    {
      IncomingMessage: bornAs(IncomingMessage, app.request),
      ServerResponse: bornAs(ServerResponse, app.response),
      // A request without Host is answered like any other, not by Node with an empty body.
      requireHostHeader: false,
    },
    app,
  );
  // An Expect that nobody knows is no reason for Node to answer instead of the application.
  server.on('checkExpectation', app);
  return server.on('clientError', (error: NodeJS.ErrnoException, socket) =>
    refuseUnreadable(error.code ?? '', socket, failure),
  );
}

const unreadable: Readonly<Record<string, readonly [status: number, message: string, template: string]>> = {
  HPE_HEADER_OVERFLOW: [431, 'Request headers are too large', 'request.headers.too.large'],
  HPE_CHUNK_EXTENSIONS_OVERFLOW: [413, 'Request is too large', 'request.too.large'],
  ERR_HTTP_REQUEST_TIMEOUT: [408, 'Request timed out', 'request.timeout'],
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

function bornAs<Base extends typeof IncomingMessage | typeof ServerResponse>(base: Base, prototype: object): Base {
  // Both are old-style constructors, so they can be called on an object that has the prototype already.
  function Born(this: object, ...given: unknown[]): void {
    (base as unknown as (...given: unknown[]) => void).apply(this, given);
  }
  Born.prototype = prototype;
  return Born as unknown as Base;
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

/** Stops listening, lets what is in flight finish, and resolves when the last connection is gone. */
export function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
  });
}
