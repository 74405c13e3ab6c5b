/** A client that costs next to nothing: one connection that is kept, one request after another. */
import { connect } from 'node:net';
import { key } from './tools.ts';

/** Asks with a body, and resolves once an answer of 200 is there whole; it has a Content-Length. Rejects where none comes. */
export type Asking = (method: string, path: string, body: string) => Promise<void>;

/** Milliseconds without a byte of the answer. */
const longestSilence = 60_000;

export function connection(url: string): { readonly ask: Asking; readonly end: () => void } {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname).setNoDelay();
  let settle: (error?: Error) => void = () => {};
  /** What has come of the head of the answer; null once it is whole. */
  let head: string | null = '';
  /** Bytes of the body that are still to come. */
  let missing = 0;
  socket.on('error', (error) => settle(error));
  socket.on('close', () => settle(new Error('the connection was closed')));
  socket.on('timeout', () => socket.destroy(new Error(`no answer came within ${longestSilence} ms`)));
  socket.on('data', (chunk) => {
    let body = chunk.length;
    if (head !== null) {
      head += chunk.toString('latin1');
      const end = head.indexOf('\r\n\r\n');
      if (end < 0) return;
      const length = Number(/^HTTP\/1.1 200[^]*\r\ncontent-length: (\d+)\r/i.exec(head.slice(0, end + 4))?.[1]);
      if (Number.isNaN(length)) return settle(new Error(head));
      missing = length;
      body = head.length - end - 4;
      head = null;
    }
    missing -= body;
    if (missing <= 0) settle();
  });
  return {
    end: () => void socket.destroy(),
    ask: (method, path, body) =>
      new Promise((resolve, reject) => {
        if (socket.destroyed) return reject(new Error('the connection is over'));
        settle = (error) => {
          socket.setTimeout(0);
          if (error === undefined) resolve();
          else reject(error);
        };
        head = '';
        socket.setTimeout(longestSilence);
        const lines = [`${method} ${path} HTTP/1.1`, `Host: ${hostname}`, `Argus-API-Key: ${key}`];
        const of = ['Content-Type: application/json', `Content-Length: ${Buffer.byteLength(body)}`];
        socket.write(`${[...lines, ...of].join('\r\n')}\r\n\r\n${body}`);
      }),
  };
}
