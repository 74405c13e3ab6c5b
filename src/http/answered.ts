/** Tells whoever subscribes what products answer, before faults bend it: a channel of the platform, which costs nothing while nobody listens. */
import { channel } from 'node:diagnostics_channel';
import type { Endpoint, Reply } from './endpoint.ts';
import type { Product, RequestHead } from './product.ts';

export interface Answered {
  readonly product: Product;
  /** Null where the product has no such path or method. */
  readonly endpoint: Endpoint | null;
  readonly request: RequestHead;
  readonly reply: Reply;
}

const answers = channel('siem-sim.answered');

/** Tells of an answer. */
export function tellAnswered(told: Answered): void {
  if (answers.hasSubscribers) answers.publish(told);
}
