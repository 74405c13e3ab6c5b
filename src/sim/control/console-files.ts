/** The console's files, as the build made them: nothing of them is read before somebody opens it. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { fileURLToPath } from 'node:url';
import { isPacked, packed } from '../../http/coding.ts';
import type { Reply } from '../../http/endpoint.ts';
import { ControlError, sendProblem } from '../problems/problem.ts';
import { consolePage } from './console-page.ts';
import type { ServerStatus } from '../operations/status.ts';

/** Below `/_sim`, and below the prefix of a world. */
export const consolePath = '/_sim/console';

/** All that the page is made of, and what each is. */
const types: Readonly<Record<string, string>> = {
  'index.html': 'text/html; charset=utf-8',
  'console.js': 'text/javascript; charset=utf-8',
  'console.css': 'text/css; charset=utf-8',
  'icon.svg': 'image/svg+xml',
};

/** Scripts of views that are loaded later, as the build calls them. */
const chunk = /^chunk-[A-Z0-9]{8}\.js$/;

/**
 * From this server alone, and nothing that stands in the page itself; text never becomes markup. No opener's policy: a browser begins
 * another process for a page that has one, which costs a quarter of its first paint, and whoever opened this page learns nothing from it.
 */
const headers = {
  'Content-Security-Policy': [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; '),
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Cache-Control': 'no-cache',
} as const;

const folder = fileURLToPath(
  new URL(import.meta.url.endsWith('.ts') ? '../../../dist/console/' : './console/', import.meta.url),
);

interface ConsoleFile {
  /** Kept, so that it is packed once. */
  readonly reply: Reply;
  readonly tag: string;
}

const known = new Map<string, ConsoleFile>();

function consoleFile(name: string, type: string): ConsoleFile | null {
  const found = known.get(name);
  if (found !== undefined) return found;
  if (!existsSync(folder + name)) return null;
  const body = readFileSync(folder + name);
  const tag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`;
  // The name of a chunk says what is in it.
  const kept = chunk.test(name) ? 'public, max-age=31536000, immutable' : headers['Cache-Control'];
  const sent = { ...headers, 'Cache-Control': kept, ETag: tag, 'Content-Type': type };
  const file = { reply: { status: 200, headers: sent, body, isKept: true }, tag };
  known.set(name, file);
  return file;
}

/** Whether a request is for the console; its files are no secret and need no token, what the page asks for does. */
export const isConsole = (path: string): boolean => path === consolePath || path.startsWith(`${consolePath}/`);

/** Where a browser that asks for the root of a control plane is sent, relative to it; null for who is no browser. */
export const consoleHome = ({ method, headers: { accept } }: IncomingMessage): string | null =>
  (method === 'GET' || method === 'HEAD') && /\btext\/html\b/.test(accept ?? '') ? `${consolePath.slice(1)}/` : null;

/** Serves a file of the console at the path that is asked for, without query; `status` tells what is played, null to who may not know. */
export async function serveConsole(
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
  status: () => Promise<ServerStatus | null>,
): Promise<void> {
  const { method = 'GET' } = request;
  if (method !== 'GET' && method !== 'HEAD')
    return sendProblem(response, new ControlError('method-not-allowed', 'It has GET.', { Allow: 'GET, HEAD' }), path);
  // Links of the page are relative: they need the slash.
  if (path === consolePath) return sendTo(response, `console/${querySuffix(request)}`);
  const name = path.slice(consolePath.length + 1) || 'index.html';
  const type = Object.hasOwn(types, name) ? types[name] : chunk.test(name) ? types['console.js'] : undefined;
  if (type === undefined)
    return sendProblem(response, new ControlError('not-found', 'The console has no such file.'), path);
  const file = consoleFile(name, type);
  if (file === null)
    return sendProblem(response, new ControlError('not-found', 'The console is not built: npm run build.'), path);
  if (name === 'index.html') {
    const text = consolePage(file.reply.body.toString(), querySuffix(request), await status());
    const page = { ...headers, 'Cache-Control': 'no-store', 'Content-Type': type };
    return sendReply(request, response, { status: 200, headers: page, body: Buffer.from(text) });
  }
  if (request.headers['if-none-match'] === file.tag)
    return void response.writeHead(304, { ...headers, ETag: file.tag }).end();
  const isShort = !isPacked(file.reply, request.headers['accept-encoding']);
  sendReply(request, response, isShort ? file.reply : await packed(file.reply));
}

function sendReply(
  { method }: IncomingMessage,
  response: ServerResponse,
  { status, headers: told, body }: Reply,
): void {
  response.writeHead(status, { ...told, 'Content-Length': body.length });
  response.end(method === 'HEAD' ? undefined : body);
}

export const querySuffix = ({ url = '' }: IncomingMessage): string => {
  const mark = url.indexOf('?');
  return mark < 0 ? '' : url.slice(mark);
};

export const sendTo = (response: ServerResponse, location: string): void =>
  void response.writeHead(302, { Location: location, 'Content-Length': 0 }).end();
