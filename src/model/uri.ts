/** URIs of events: details hold what stands in the request line, and people read the whole, with scheme and host. */
import type { Detail } from './records.ts';

const scheme = /^[a-z][a-z0-9+.-]*:/i;

/** `http://shop.example/cart?item=1` where a sensor saw the request; what somebody else tells is as it was told. */
export function wholeUri({
  detection,
  variant: { uri, domain, port },
}: Pick<Detail, 'detection' | 'variant'>): string | null {
  if (uri === null || domain === null || detection.telemetry !== 'network' || scheme.test(uri)) return uri;
  return `http://${domain}${port === 80 || port === 0 ? '' : `:${port}`}${uri}`;
}

/** What stands in the request line; a parser of URLs would resolve the dots of a path traversal. */
export const requestTarget = (uri: string): string => uri.replace(/^https?:\/\/[^/?#]*/i, '');
