/** One request and what became of it, as those see it who watch or disturb the traffic: journal, metrics and faults. */
import type { Endpoint, Reply } from './endpoint.ts';
import type { Credentials, Product } from './product.ts';

/** A request whose path was looked up. */
export interface Asked {
  readonly product: Product;
  readonly request: Credentials;
  /** Null where the product has no such path or method. */
  readonly endpoint: Endpoint | null;
  readonly params: Readonly<Record<string, string>>;
  /** The caller's name; null before or without authentication. */
  readonly caller: string | null;
  /** The body as it came; empty when there was none or it was not read. */
  readonly text: string;
}

/** A request that was answered, or cut off. */
export interface Exchange extends Asked {
  /** 0 when the connection was cut before a status went out. */
  readonly status: number;
  /** Bytes of the answer's body that were handed to the connection. */
  readonly bytes: number;
  /** Milliseconds from the first byte to the last. */
  readonly took: number;
}

/** What is done to a reply on its way out. */
export interface Delivery {
  readonly reply: Reply;
  /** Milliseconds before the first byte. */
  readonly delay?: number;
  /** Bytes a second of the body; all at once when left out. */
  readonly pace?: number;
  /** Cuts the connection after so many bytes of the body; 0 before the status. */
  readonly cutAfter?: number;
}

export interface Hooks {
  /** Called once for each exchange, when its answer is out. */
  readonly watch?: (exchange: Exchange) => void;
  /** Called when the caller is known and before the product answers: a reply instead of the product's, or null. May throw what the product words. */
  readonly before?: (asked: Asked) => Delivery | null;
  /** Called with the product's reply: what goes out. The reply may be shared with other requests and is never changed in place. */
  readonly after?: (asked: Asked, reply: Reply) => Delivery;
}
