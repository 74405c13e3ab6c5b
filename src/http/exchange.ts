/** One request and what became of it, as those see it who watch or disturb the traffic: journal, metrics and faults. */
import type { Complaint } from '../kernel/fault.ts';
import type { Endpoint, Reply } from './endpoint.ts';
import type { PerformLater } from './perform.ts';
import type { RequestHead, Product } from './product.ts';

/** A request whose path was looked up. */
export interface RoutedRequest {
  readonly product: Product;
  readonly request: RequestHead;
  /** Null where the product has no such path or method. */
  readonly endpoint: Endpoint | null;
  readonly params: Readonly<Record<string, string>>;
  /** The caller's name as the product gives it, such as `1/2@127.0.0.1`; null before or without authentication. */
  readonly caller: string | null;
  /** The body as it came; empty when there was none or it was not read. */
  readonly text: string;
}

/** An answer of status 400 or more. */
export interface KeptRefusal {
  /** What the product complains of; nothing where something that stands before it refused. */
  readonly complaints: readonly Complaint[];
  /** The beginning of the answer's body. */
  readonly text: string;
}

/** What is kept of the body of an answer below status 400. */
export interface KeptAnswer {
  readonly text: string;
  /** The body was longer. */
  readonly isCut: boolean;
}

/** A request that was answered, or cut off. */
export interface Exchange extends RoutedRequest {
  /** 0 when the connection was cut before a status went out. */
  readonly status: number;
  /** Bytes of the answer's body that were handed to the connection. */
  readonly bytes: number;
  /** Milliseconds from the head of the request to the last byte handed over. */
  readonly took: number;
  /** Null for what was not refused. */
  readonly refusal: KeptRefusal | null;
  /** Left out where nothing is kept of answers. */
  readonly answer?: KeptAnswer | undefined;
}

/** What is done to a reply on its way out. */
export interface Delivery {
  readonly reply: Reply;
  /** Milliseconds before the first byte; at most ten minutes. */
  readonly delay?: number;
  /** Bytes a second of the body; all at once when left out. After ten minutes the connection is cut. */
  readonly pace?: number;
  /** Cuts the connection after so many bytes of the body as it is sent, or in its middle; 0 before the status. A body that is shorter goes out whole. */
  readonly cutAfter?: number | 'middle';
  /** The cut is a TCP reset, where the platform can. */
  readonly isReset?: boolean;
  /** In gzip, however short, unless the client rules that out. */
  readonly isPacked?: boolean;
}

/** What the product is asked in place of what came, and who answers in its place. */
export interface AskedInstead {
  readonly request: RequestHead;
  readonly text: string;
  /** Null for the product itself. */
  readonly perform: PerformLater | null;
}

/**
 * Those who watch or disturb the traffic. All are handed one and the same object for one request, so that what was
 * decided before can be looked up after. A hook that throws by accident is our own bug: it is logged, and the answer goes out as it was.
 */
export interface Hooks {
  /** Called once for each exchange, when its answer is out or the connection is gone. */
  readonly watch?: (exchange: Exchange) => void;
  /** Bytes of an answer's body that are kept for `watch`, where it is text that is not written while it is sent; none when left out. */
  readonly keepsAnswers?: number;
  /**
   * Called when the caller is known and the body is read, before the product answers: a reply instead of the product's, which goes
   * out as it is, or null. May throw an ApiError, which the product words. Not called for requests that were refused before.
   */
  readonly before?: (routedRequest: RoutedRequest) => Delivery | null;
  /** Called after `before` where the product is to answer: another request in place of this one, or null. */
  readonly instead?: (routedRequest: RoutedRequest) => AskedInstead | null;
  /** Whether what goes out may be another body than the long reply's, so that `after` must have it whole. */
  readonly bends?: (routedRequest: RoutedRequest, reply: Reply) => boolean;
  /** Called with the product's reply, a refusal too: what goes out. The reply may be shared with other requests and is never changed in place. */
  readonly after?: (routedRequest: RoutedRequest, reply: Reply) => Delivery;
}
