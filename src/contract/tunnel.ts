/** Sends requests where fetch cannot be told how: through an HTTP proxy, or trusting a certificate that a file holds. */
import { request as plainRequest, type IncomingMessage } from 'node:http';
import { request as secureRequest } from 'node:https';
import { Readable } from 'node:stream';
import { connect, type TLSSocket } from 'node:tls';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import type { Socket } from 'node:net';
import type { Door } from './transport.ts';

export interface TunnelOptions {
  /** Certificates in PEM that are trusted besides; none when left out. */
  readonly ca?: string;
  /** The proxy for a URL; null for none. */
  readonly proxyFor: (url: URL) => URL | null;
}

type Variables = Readonly<Record<string, string | undefined>>;

/** The proxy that `HTTPS_PROXY`, `HTTP_PROXY` and `NO_PROXY` name for a URL, in either case of letters. */
export function proxyOf(url: URL, variables: Variables): URL | null {
  const valueOf = (name: string): string => variables[name] ?? variables[name.toLowerCase()] ?? '';
  const text = valueOf(url.protocol === 'https:' ? 'HTTPS_PROXY' : 'HTTP_PROXY');
  if (text === '' || isExempt(url, valueOf('NO_PROXY'))) return null;
  const full = text.includes('://') ? text : `http://${text}`;
  return URL.canParse(full) ? new URL(full) : null;
}

/** `*`, or hosts by name or end, with a port or without. */
function isExempt({ hostname, host }: URL, list: string): boolean {
  const names = list.split(/[\s,]+/).filter((name) => name !== '');
  return names.some((name) => {
    const end = name.replace(/^\*?\.?/, '').toLowerCase();
    return name === '*' || hostname === end || host === end || hostname.endsWith(`.${end}`);
  });
}

/** As fetch, for what the suite sends: a text as body, headers as a record, no redirects. */
export const makeTunnel =
  ({ ca, proxyFor }: TunnelOptions): Door =>
  async (address, init) => {
    const url = new URL(address);
    const proxy = proxyFor(url);
    const isSecure = url.protocol === 'https:';
    const socket = proxy !== null && isSecure ? await tunnelTo(url, proxy, ca, init.signal ?? undefined) : null;
    const headers = { 'Accept-Encoding': 'gzip, deflate, br', ...(init.headers as Record<string, string>) };
    const common = { method: init.method ?? 'GET', headers, ...(init.signal && { signal: init.signal }) };
    return new Promise<Response>((resolve, reject) => {
      const hear = (answer: IncomingMessage): void => resolve(responseOf(answer));
      const request =
        proxy !== null && !isSecure
          ? plainRequest(
              {
                ...common,
                host: proxy.hostname,
                port: Number(proxy.port || 80),
                path: url.href,
                headers: { ...headers, Host: url.host, ...proxyAuthorization(proxy) },
              },
              hear,
            )
          : isSecure
            ? secureRequest(
                url,
                {
                  ...common,
                  ...(ca !== undefined && { ca }),
                  ...(socket && { createConnection: () => socket, agent: false }),
                },
                hear,
              )
            : plainRequest(url, common, hear);
      request.on('error', reject);
      request.end(typeof init.body === 'string' ? init.body : undefined);
    });
  };

const proxyAuthorization = ({ username, password }: URL): Readonly<Record<string, string>> =>
  username === ''
    ? {}
    : {
        'Proxy-Authorization': `Basic ${Buffer.from(`${decodeURIComponent(username)}:${decodeURIComponent(password)}`).toString('base64')}`,
      };

/** A connection to the host by way of the proxy (RFC 9110 §9.3.6). */
function tunnelTo(url: URL, proxy: URL, ca: string | undefined, signal: AbortSignal | undefined): Promise<TLSSocket> {
  const place = `${url.hostname}:${url.port || 443}`;
  return new Promise((resolve, reject) => {
    const request = plainRequest({
      host: proxy.hostname,
      port: Number(proxy.port || 80),
      method: 'CONNECT',
      path: place,
      headers: { Host: place, ...proxyAuthorization(proxy) },
      agent: false,
      ...(signal && { signal }),
    });
    request.once('connect', (answer: IncomingMessage, socket: Socket) => {
      if (answer.statusCode !== 200) {
        socket.destroy();
        return reject(new Error(`the proxy ${proxy.host} answers CONNECT with status ${answer.statusCode}`));
      }
      const secure = connect({ socket, servername: url.hostname, ...(ca !== undefined && { ca }) }, () =>
        resolve(secure),
      );
      secure.once('error', reject);
    });
    request.once('error', (error) => reject(new Error(`the proxy ${proxy.host}: ${error.message}`)));
    request.end();
  });
}

const decoders = { gzip: createGunzip, deflate: createInflate, br: createBrotliDecompress } as const;
const bodiless = [204, 205, 304];

function responseOf(answer: IncomingMessage): Response {
  const headers = new Headers();
  for (let at = 0; at + 1 < answer.rawHeaders.length; at += 2)
    headers.append(answer.rawHeaders[at] ?? '', answer.rawHeaders[at + 1] ?? '');
  const status = answer.statusCode ?? 0;
  const decoder = decoders[(answer.headers['content-encoding'] ?? '') as keyof typeof decoders] as
    | (typeof decoders)['gzip']
    | undefined;
  if (bodiless.includes(status)) {
    answer.resume();
    return new Response(null, { status, headers });
  }
  const stream = decoder === undefined ? answer : answer.pipe(decoder());
  answer.on('aborted', () => stream.destroy(new Error('the connection ended before the answer did')));
  return new Response(Readable.toWeb(stream) as ReadableStream, { status, headers });
}
