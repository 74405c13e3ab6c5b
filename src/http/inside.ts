/** Asks products from inside the server: as a caller would be answered, but met by no fault and noted by no journal. */
import { isSliced, type Sliced } from '../kernel/slices.ts';
import type { Reply } from './endpoint.ts';
import { makeFinder } from './finder.ts';
import { makePerform } from './perform.ts';
import type { Product, RequestHead } from './product.ts';

export interface InsideRequest extends Omit<RequestHead, 'source'> {
  readonly text: string;
  /** Whether it may change anything; what may not is refused with 409. */
  readonly mayWrite?: boolean;
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

/** `breathe` lets others have a turn between the pieces of long work. */
export function makeInside(products: readonly Product[], breathe: () => Promise<void>) {
  const routes = products.map((product) => ({
    product,
    find: makeFinder(product),
    perform: makePerform(product, options),
  }));
  const done = async <Result>(work: Sliced<Result>): Promise<Result> => {
    for (;;) {
      const step = work.next();
      if (step.done === true) return step.value;
      await breathe();
    }
  };
  const whole = async (reply: Reply): Promise<Uint8Array> => {
    if (reply.pieces === undefined) return reply.body;
    const parts: Uint8Array[] = [];
    for (const piece of reply.pieces()) if (typeof piece !== 'number') parts.push(Uint8Array.from(piece));
    return Buffer.concat(parts);
  };
  return async ({ text, mayWrite = false, ...head }: InsideRequest): Promise<InsideAnswer> => {
    const request: RequestHead = { ...head, source: '127.0.0.1' };
    const route = routes.find(({ product }) => product.prefixes.some((prefix) => head.path.startsWith(prefix)));
    if (route === undefined) return { status: 404, ...nothing, product: null, refused: null };
    const { product, find, perform } = route;
    const { name } = product;
    try {
      const match = find(request);
      const { endpoint } = match;
      if (endpoint.effect === 'writes' && !mayWrite)
        return { status: 409, ...nothing, product: name, refused: endpoint.id };
      const principal = endpoint.isPublic ? null : await product.authenticate(request, endpoint);
      const work = product.prepare?.(endpoint) ?? null;
      if (work !== null) await done(work);
      const performed = perform(match, request, principal, text);
      const { status, headers, ...reply } = await (isSliced(performed) ? done(performed) : performed);
      const body = Uint8Array.from(await whole({ status, headers, ...reply }));
      return { status, headers, body, product: name, refused: null };
    } catch (error) {
      const { status, headers, body } = product.failure(error, request);
      return { status, headers, body: Uint8Array.from(body), product: name, refused: null };
    }
  };
}

export type Inside = ReturnType<typeof makeInside>;
