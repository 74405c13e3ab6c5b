/** Asks products from inside the server: as a caller would be answered, but met by no fault and noted by no journal. */
import { finishedInTurns, isSliced, OverBudget } from '../kernel/slices.ts';
import { wholeReply } from './delivery.ts';
import type { Reply } from './endpoint.ts';
import { makeFinder } from './finder.ts';
import { makePerform } from './perform.ts';
import type { Product, RequestHead } from './product.ts';

export interface InsideRequest extends Omit<RequestHead, 'source'> {
  readonly text: string;
  /** Whether it may change anything; what may not is refused with 409. */
  readonly mayWrite?: boolean;
  /** Bytes that the body may have; without bounds when left out. */
  readonly mostBytes?: number;
}

export interface InsideAnswer {
  readonly status: number;
  readonly headers: Reply['headers'];
  readonly body: Uint8Array;
  /** Whose the path is; null for nobody's. */
  readonly product: string | null;
  /** The operation that was refused because it would write; null for none. */
  readonly refused: string | null;
}

const nothing = { headers: {}, body: new Uint8Array() };
const options = { version: () => '', cacheBytes: 0, requestBudget: 30_000 };

/** Others have their turns between the slices of long work. The answer rejects with OverBudget where it is longer than it may be. */
export function makeInside(products: readonly Product[]) {
  const routes = products.map((product) => ({
    product,
    find: makeFinder(product),
    perform: makePerform(product, options),
  }));
  return async ({ text, mayWrite = false, mostBytes = Infinity, ...head }: InsideRequest): Promise<InsideAnswer> => {
    const request: RequestHead = { ...head, source: '127.0.0.1' };
    const route = routes.find(({ product }) => product.prefixes.some((prefix) => head.path.startsWith(prefix)));
    if (route === undefined) return { status: 404, ...nothing, product: null, refused: null };
    const { product, find, perform } = route;
    const { name } = product;
    let reply: Reply;
    try {
      const match = find(request);
      const { endpoint } = match;
      if (endpoint.effect === 'writes' && !mayWrite)
        return { status: 409, ...nothing, product: name, refused: endpoint.id };
      const principal = endpoint.isPublic ? null : await product.authenticate(request, endpoint);
      const work = product.prepare?.(endpoint) ?? null;
      if (work !== null) await finishedInTurns(work);
      const performed = perform(match, request, principal, text);
      reply = await (isSliced(performed) ? finishedInTurns(performed) : performed);
      reply = await finishedInTurns(wholeReply(reply, mostBytes));
    } catch (error) {
      reply = product.failure(error, request);
    }
    const { status, headers, body, pieces } = reply;
    if (pieces !== undefined || body.length > mostBytes)
      throw new OverBudget(`an answer of more than ${mostBytes} bytes`);
    return { status, headers, body: Uint8Array.from(body), product: name, refused: null };
  };
}

export type Inside = ReturnType<typeof makeInside>;
