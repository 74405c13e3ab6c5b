/** The console's files, as the build made them: nothing of them is read before somebody opens it. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { fileURLToPath } from 'node:url';
import { ControlError, sendProblem } from '../problems/problem.ts';

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

/** From this server alone, and nothing that stands in the page itself; text never becomes markup. */
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
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cache-Control': 'no-cache',
} as const;

const folder = fileURLToPath(
  new URL(import.meta.url.endsWith('.ts') ? '../../../dist/console/' : './console/', import.meta.url),
);

interface ConsoleFile {
  readonly bytes: Buffer;
  readonly tag: string;
}

const known = new Map<string, ConsoleFile>();

function consoleFile(name: string): ConsoleFile | null {
  const found = known.get(name);
  if (found !== undefined) return found;
  if (!existsSync(folder + name)) return null;
  const bytes = readFileSync(folder + name);
  const tag = `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`;
  known.set(name, { bytes, tag });
  return { bytes, tag };
}

/** Whether a request is for the console; its files are no secret and need no token, what the page asks for does. */
export const isConsole = (path: string): boolean => path === consolePath || path.startsWith(`${consolePath}/`);

/** Where a browser that asks for the root of a control plane is sent, relative to it; null for who is no browser. */
export const consoleHome = ({ method, headers: { accept } }: IncomingMessage): string | null =>
  (method === 'GET' || method === 'HEAD') && /\btext\/html\b/.test(accept ?? '') ? `${consolePath.slice(1)}/` : null;

/** Serves a file of the console at the path that is asked for, without query. */
export function serveConsole(request: IncomingMessage, response: ServerResponse, path: string): void {
  const { method = 'GET' } = request;
  if (method !== 'GET' && method !== 'HEAD')
    return sendProblem(response, new ControlError('method-not-allowed', 'It has GET.', { Allow: 'GET, HEAD' }), path);
  // Links of the page are relative: they need the slash.
  if (path === consolePath) return sendTo(response, `console/${querySuffix(request)}`);
  const name = path.slice(consolePath.length + 1) || 'index.html';
  const type = Object.hasOwn(types, name) ? types[name] : chunk.test(name) ? types['console.js'] : undefined;
  if (type === undefined)
    return sendProblem(response, new ControlError('not-found', 'The console has no such file.'), path);
  const file = consoleFile(name);
  if (file === null)
    return sendProblem(response, new ControlError('not-found', 'The console is not built: npm run build.'), path);
  const { bytes, tag } = file;
  if (request.headers['if-none-match'] === tag) return void response.writeHead(304, { ...headers, ETag: tag }).end();
  response.writeHead(200, { ...headers, ETag: tag, 'Content-Type': type, 'Content-Length': bytes.length });
  response.end(method === 'HEAD' ? undefined : bytes);
}

export const querySuffix = ({ url = '' }: IncomingMessage): string => {
  const mark = url.indexOf('?');
  return mark < 0 ? '' : url.slice(mark);
};

export const sendTo = (response: ServerResponse, location: string): void =>
  void response.writeHead(302, { Location: location, 'Content-Length': 0 }).end();
