/** Requests as the journal tells them, and which of them are wanted. */

export interface JournalRequest {
  readonly seq: number;
  readonly at: string;
  readonly product: string | null;
  readonly operation: string | null;
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string | readonly string[]>>;
  readonly body: unknown;
  readonly truncated: boolean;
  readonly principal: string | null;
  readonly faults: readonly string[];
  readonly status: number;
  readonly bytes: number;
  readonly took: number;
  readonly refusal: {
    readonly complaints: readonly {
      readonly message: string;
      readonly rule: string;
      readonly field: string | null;
    }[];
    readonly body: string;
  } | null;
  /** The operation changes nothing. */
  readonly reads?: true;
  /** Left out where the journal keeps nothing of it. */
  readonly answer?: { readonly body: unknown; readonly truncated: boolean };
}

export interface TrafficFilter {
  readonly product: string;
  readonly operation: string;
  readonly principal: string;
  /** A status, or a class of them such as `4xx`; `refused` for all that failed. */
  readonly status: string;
  /** Anywhere in path, query or body. */
  readonly text: string;
}

function isOfStatus(status: number, wanted: string): boolean {
  if (wanted === '') return true;
  if (wanted === 'refused') return status === 0 || status >= 400;
  return /^[1-5]xx$/.test(wanted) ? Math.floor(status / 100) === Number(wanted[0]) : status === Number(wanted);
}

const has = (value: string | null, wanted: string): boolean => wanted === '' || value === wanted;

/** Whether a request is one that is wanted; what is left empty wants all. */
export const isWantedRequest = (entry: JournalRequest, filter: TrafficFilter): boolean =>
  has(entry.product, filter.product) &&
  has(entry.operation, filter.operation) &&
  has(entry.principal, filter.principal) &&
  isOfStatus(entry.status, filter.status) &&
  (filter.text === '' || `${entry.path} ${JSON.stringify([entry.query, entry.body])}`.includes(filter.text));

/** JSON as people read it, text as it is. */
export const bodyText = (body: unknown): string => (typeof body === 'string' ? body : JSON.stringify(body, null, 2));

/** Path and query as they were sent. */
export function sentTarget({ path, query }: Pick<JournalRequest, 'path' | 'query'>): string {
  const asked = new URLSearchParams();
  for (const [name, values] of Object.entries(query)) for (const value of [values].flat()) asked.append(name, value);
  const text = asked.toString();
  return text === '' ? path : `${path}?${text}`;
}

/** The newest last; the oldest make room, some at a time, so that most arrivals copy little. */
export function withArrivals(
  before: readonly JournalRequest[],
  arrived: readonly JournalRequest[],
  most: number,
): readonly JournalRequest[] {
  const last = before.at(-1)?.seq ?? 0;
  const fresh = arrived.filter(({ seq }) => seq > last);
  return [...before, ...fresh].slice(-most);
}
