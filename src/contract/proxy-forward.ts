/** Hands a client's request on to a target, and the answer back, keeping a copy of both for who judges them. */
import {
  request as plainRequest,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type ServerResponse,
} from 'node:http';
import { request as secureRequest } from 'node:https';
import { withLinks } from './proxy-links.ts';
import type { Target } from './terms/target.ts';

/** Longer bodies pass, but are not judged. */
const judgedBytes = 64 * 1024 * 1024;
/** Headers between two neighbours, which a proxy must not hand on (RFC 9110 §7.6.1). */
const hopByHop = [
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
];

type Done = (text: string | null, from: IncomingMessage, bytes: Uint8Array, fault: string | null) => void;

interface Way {
  readonly target: Target;
  readonly timeoutMs: number;
  /** The proxy's own address. */
  readonly url: () => string;
}

/** Byte for byte, but for links to the target; calls `done` with copies of both bodies. */
export function forward(way: Way, message: IncomingMessage, response: ServerResponse, done: Done): void {
  const { target, timeoutMs } = way;
  const url = new URL(target.url + (message.url ?? '/'));
  // What is judged must be read.
  const headers = { ...passed(message.headers), host: url.host, 'accept-encoding': 'identity' };
  const send = url.protocol === 'https:' ? secureRequest : plainRequest;
  const asked: Buffer[] = [];
  const text = (): string | null => (asked.length === 0 ? null : Buffer.concat(asked).toString('utf8'));
  const onward = send(url, { method: message.method ?? 'GET', headers, timeout: timeoutMs }, (from) =>
    handBack(way, from, response, (bytes, fault) => done(text(), from, bytes, fault)),
  );
  onward.on('timeout', () => onward.destroy(new Error(`no answer within ${timeoutMs / 1000} s`)));
  onward.on('error', (error) => {
    if (response.headersSent) return void response.destroy();
    response.writeHead(502, { 'Content-Type': 'text/plain' });
    response.end(`siem-sim contract --proxy: ${target.url} does not answer: ${error.message}\n`);
  });
  message.on('data', (chunk: Buffer) => asked.push(chunk));
  message.on('aborted', () => onward.destroy());
  message.pipe(onward);
}

/** JSON is read whole first, for the links in it; all else, and what is too long, goes on as it comes. */
function handBack(
  { target, url }: Way,
  from: IncomingMessage,
  response: ServerResponse,
  done: (bytes: Uint8Array, fault: string | null) => void,
): void {
  const copy: Buffer[] = [];
  let length = 0;
  const { 'content-length': _, ...own } = passed(from.headers);
  const status = from.statusCode ?? 502;
  let isHeld = mayHaveLinks(from);
  if (!isHeld) response.writeHead(status, passed(from.headers));
  from.on('data', (chunk: Buffer) => {
    length += chunk.length;
    if (length <= judgedBytes) copy.push(chunk);
    if (isHeld && length > judgedBytes) {
      isHeld = false;
      response.writeHead(status, passed(from.headers));
      for (const held of copy) response.write(held);
      response.write(chunk);
    } else if (!isHeld && !response.write(chunk)) {
      from.pause();
      response.once('drain', () => from.resume());
    }
  });
  from.on('end', () => {
    if (length <= judgedBytes) done(Buffer.concat(copy), null);
    if (!isHeld) return void response.end();
    const body = withLinks(Buffer.concat(copy), target.url, url());
    response.writeHead(status, { ...own, 'content-length': body.length }).end(body);
  });
  from.on('aborted', () => {
    done(Buffer.concat(copy), 'the connection ended before the answer did');
    response.destroy();
  });
}

const mayHaveLinks = ({ headers, statusCode }: IncomingMessage): boolean =>
  /json/i.test(headers['content-type'] ?? '') &&
  headers['content-encoding'] === undefined &&
  ![204, 304].includes(statusCode ?? 0);

const passed = (headers: IncomingHttpHeaders): IncomingHttpHeaders =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => !hopByHop.includes(name)));
