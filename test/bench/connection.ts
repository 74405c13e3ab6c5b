/** A client that costs next to nothing: one connection that is kept, one request after another. */
import { connect } from 'node:net';
import { key } from './tools.ts';

/** Asks with a body, and resolves once an answer of 200 is there whole; it has a Content-Length. */
export type Asking = (method: string, path: string, body: string) => Promise<void>;

export function connection(url: string): { readonly ask: Asking; readonly end: () => void } {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname).setNoDelay();
  let settle: (error?: Error) => void = () => {};
  /** Bytes of the answer that are still to come. */
  let missing = 0;
  socket.on('error', (error) => settle(error));
  socket.on('data', (chunk) => {
    if (missing === 0) {
      const end = chunk.indexOf('\r\n\r\n');
      const head = chunk.toString('latin1', 0, end);
      if (!head.startsWith('HTTP/1.1 200')) return settle(new Error(head));
      missing = end + 4 + Number(/content-length: (\d+)/i.exec(head)?.[1]);
    }
    missing -= chunk.length;
    if (missing <= 0) settle();
  });
  return {
    end: () => void socket.destroy(),
    ask: (method, path, body) =>
      new Promise((resolve, reject) => {
        settle = (error) => (error === undefined ? resolve() : reject(error));
        missing = 0;
        const head = [`${method} ${path} HTTP/1.1`, `Host: ${hostname}`, `Argus-API-Key: ${key}`];
        const of = ['Content-Type: application/json', `Content-Length: ${Buffer.byteLength(body)}`];
        socket.write(`${[...head, ...of].join('\r\n')}\r\n\r\n${body}`);
      }),
  };
}
