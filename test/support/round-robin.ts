/** A door that hands each request to the next of several servers, as a load balancer without stickiness does. */
import { createServer, request as ask } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Door {
  readonly url: string;
  readonly close: () => Promise<void>;
}

/** Heads and bodies go through as they are, so that whoever asks sees one server. */
export async function roundRobin(urls: readonly string[]): Promise<Door> {
  let turn = 0;
  // Whoever asks after a stall of seconds must not meet a connection that is just being closed.
  const server = createServer({ keepAliveTimeout: 65_000 }, (incoming, outgoing) => {
    const { hostname, port } = new URL(urls[turn++ % urls.length] ?? '');
    const { method, url, rawHeaders } = incoming;
    const sent = ask({ hostname, port, method, path: url, headers: rawHeaders, agent: false }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 500, answer.statusMessage, answer.rawHeaders);
      answer.pipe(outgoing);
      answer.on('error', () => outgoing.destroy());
      answer.on('aborted', () => outgoing.destroy());
    });
    sent.on('error', () => outgoing.destroy());
    outgoing.on('close', () => sent.destroy());
    incoming.pipe(sent);
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
