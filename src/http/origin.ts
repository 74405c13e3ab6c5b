/** The address that a client sees a server at: from X-Forwarded-*, else from Host. */
import { prefixHeader, pathPrefixOf } from './prefix.ts';
import type { RequestHead } from './product.ts';

/** Headers that it depends on, besides Host. */
export const forwardedHeaders = ['x-forwarded-proto', 'x-forwarded-host', 'x-forwarded-port', prefixHeader] as const;

const first = (value: string | readonly string[] | undefined): string =>
  value === undefined ? '' : (((typeof value === 'string' ? value : value[0]) ?? '').split(',')[0]?.trim() ?? '');

/** What may stand in a host, so that no header can break out of a link. */
const hostShape = /^(?:[A-Za-z0-9._-]{1,253}|\[[0-9A-Fa-f:.]{2,45}\])(?::\d{1,5})?$/;
const usualPort = { http: '80', https: '443' } as const;

/** `https://tenant.example`, with the prefix of the server's paths, if any. */
export const originOf = (request: RequestHead): string => hostOf(request) + pathPrefixOf(request);

function hostOf({ headers }: RequestHead): string {
  const proto = first(headers['x-forwarded-proto']).toLowerCase();
  const scheme = proto === 'https' || proto === 'http' ? proto : 'http';
  const forwarded = first(headers['x-forwarded-host']);
  const asked = hostShape.test(forwarded) ? forwarded : first(headers['host']);
  const host = hostShape.test(asked) ? asked : 'localhost';
  const port = first(headers['x-forwarded-port']);
  if (!/^\d{1,5}$/.test(port)) return `${scheme}://${host}`;
  const bare = host.replace(/:\d+$/, '');
  return port === usualPort[scheme] ? `${scheme}://${bare}` : `${scheme}://${bare}:${port}`;
}
