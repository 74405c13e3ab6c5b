/** What a request of the journal would be expected as: the body of `POST /_sim/journal/verify`. */
import type { JournalRequest } from './entries.ts';

export interface ExpectedRequest {
  readonly operation?: string;
  readonly method?: string;
  readonly path?: string;
  readonly principal?: string;
  readonly status?: number;
  readonly query?: JournalRequest['query'];
  readonly body?: unknown;
}

/** What was blotted out or cut off can be expected of nobody. */
function isExpectable(value: unknown): boolean {
  if (typeof value === 'string') return !value.includes('[redacted]');
  if (value === null || typeof value !== 'object') return true;
  return Object.values(value).every(isExpectable);
}

/** Members that can be expected. */
function expectable(value: object): object {
  return Object.fromEntries(Object.entries(value).filter(([, member]) => isExpectable(member)));
}

/** The same request once more; without an operation, its method and path. */
export function expectationOf(entry: JournalRequest): ExpectedRequest {
  const { operation, method, path, principal, status, query, body, truncated } = entry;
  const asked = expectable(query) as JournalRequest['query'];
  const isObject = body !== null && typeof body === 'object' && !Array.isArray(body);
  const isSaid = body !== null && !truncated && (isObject || isExpectable(body));
  return {
    ...(operation === null ? { method, path } : { operation }),
    ...(principal !== null && { principal }),
    status,
    ...(Object.keys(asked).length > 0 && { query: asked }),
    ...(isSaid && { body: isObject ? expectable(body) : body }),
  };
}
