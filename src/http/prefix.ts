/** The path below which a client finds the server, when that is not the root: behind a proxy, or in one of several worlds. */
import type { RequestHead } from './product.ts';

/** As proxies and Spring's ForwardedHeaderFilter call it. */
export const prefixHeader = 'x-forwarded-prefix';

/** Plain segments only, so that no header can break out of a link. */
const shape = /^(?:\/[\w.~-]{1,128}){1,8}$/;

/** Whether a value of the header is such a path. */
export const isPathPrefix = (value: string | readonly string[]): boolean =>
  typeof value === 'string' && shape.test(value);

/** `/w/mine`, as the client sees it before every path; empty at the root. */
export function pathPrefixOf({ headers }: Pick<RequestHead, 'headers'>): string {
  const given = headers[prefixHeader];
  return typeof given === 'string' && isPathPrefix(given) ? given : '';
}
