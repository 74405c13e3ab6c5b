/** Forms that deliveries have over HTTP: what each takes, and how it answers and refuses. */
import type { Outcome, ReplyHeaders } from '../../../http/endpoint.ts';
import type { NewDelivery } from '../kept/store.ts';

/** Why a delivery is not taken, before its form words it. */
export type Refusal =
  | 'bad-name'
  | 'not-found'
  | 'method'
  | 'too-large'
  | 'full'
  | 'too-slow'
  | 'busy'
  | 'coding'
  | 'broken'
  | 'bug';

/** What came with a request for a sink. */
export interface Offered {
  readonly name: string;
  readonly method: string;
  /** Below the sink, decoded. */
  readonly path: string;
  readonly type: string;
  readonly body: Buffer;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly search: string;
}

/** What a form works with. Throws QuotaExceeded. */
export interface Taker {
  readonly keep: (
    delivery: Pick<NewDelivery, 'form' | 'body' | 'records'> & { readonly left?: readonly number[] },
  ) => void;
  /** Documents by address, such as `alerts/17`, with their versions. */
  readonly documents: Map<string, number>;
}

export interface Worded {
  readonly status: number;
  readonly body: object;
  readonly headers?: ReplyHeaders;
}

/** An answer of JSON. */
export const jsonAnswer = (status: number, body: object, headers: ReplyHeaders = {}): Outcome => ({
  kind: 'one',
  status,
  json: JSON.stringify(body),
  headers,
});

/** Statuses of refusals where a form has none of its own. */
export const usualStatus: Readonly<Record<Refusal, number>> = {
  'bad-name': 404,
  'not-found': 404,
  method: 405,
  'too-large': 413,
  full: 503,
  'too-slow': 408,
  busy: 503,
  coding: 415,
  broken: 400,
  bug: 500,
};
