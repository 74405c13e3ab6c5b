/** Who may use the control plane: whoever shows the control token, if there is one; never a page of another site. */
import { isIP } from 'node:net';
import type { RequestHead } from '../../http/product.ts';
import { ControlError } from '../problems/problem.ts';
import { isToken } from './control-token.ts';

export interface GuardOptions {
  /** What callers must show; null asks for nothing. */
  readonly controlToken: string | null;
  /** Names, beside its own, that callers may know the server by. */
  readonly allowHosts: readonly string[];
}

/** The parts of a request that it looks at. */
interface Asked {
  readonly headers: RequestHead['headers'];
  readonly method?: string | undefined;
}

/** Throws a problem for whoever may not. No credential of a vendor's API is looked at. */
export function makeGuard({ controlToken, allowHosts }: GuardOptions): (asked: Asked) => void {
  const allowed = new Set(allowHosts.map((host) => host.toLowerCase()));
  return ({ headers, method = 'GET' }) => {
    // A browser lets any page send simple requests to any address, localhost too.
    if (isOfAnotherSite(headers, method, allowed))
      throw new ControlError('cross-site', 'This request was started by a page of another site.');
    if (controlToken === null) {
      const host = hostName(textOf(headers['host']));
      if (isOwnName(host) || allowed.has(host)) return;
      // A page can give its own name the address of this server, and is then of the same site as it.
      throw new ControlError(
        'foreign-host',
        `Allow it with --allow-host ${host.slice(0, 100)}, or use a control token.`,
      );
    }
    const [, given] = /^bearer +(\S+) *$/i.exec(textOf(headers['authorization'])) ?? [];
    if (given !== undefined && isToken(given, controlToken)) return;
    throw new ControlError('unauthorized', 'Send the control token: Authorization: Bearer …', {
      'WWW-Authenticate': 'Bearer realm="siem-sim control"',
    });
  };
}

const textOf = (value: RequestHead['headers'][string]): string => String(value ?? '').trim();

/** Judged by what browsers add to each request: where its page came from, and how that is related to the server. */
function isOfAnotherSite(headers: RequestHead['headers'], method: string, allowed: ReadonlySet<string>): boolean {
  const site = textOf(headers['sec-fetch-site']);
  if (site === 'cross-site') return true;
  const origin = textOf(headers['origin']).toLowerCase();
  const source = origin.replace(/^https?:\/\//, '');
  if (origin !== '') return source !== textOf(headers['host']).toLowerCase() && !allowed.has(hostName(source));
  // A page at another port of this machine is of the same site.
  return site === 'same-site' && method !== 'GET' && method !== 'HEAD';
}

/** The name in a Host header, in lower case, without port and brackets. */
const hostName = (host: string): string =>
  host
    .toLowerCase()
    .replace(/:\d*$/, '')
    .replace(/^\[(.*)\]$/, '$1');

/** Names that nobody on the internet can own: addresses, the machine itself, and services of Compose or Kubernetes; and no name at all. */
const isOwnName = (host: string): boolean => !/[.:]/.test(host) || isIP(host) !== 0 || host.endsWith('.localhost');
