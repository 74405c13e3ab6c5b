/** Who may ask the products of a world, and asking in their place: from inside, so that no fault is met and no journal notes it. */
import { isUtf8 } from 'node:buffer';
import type { ReplyHeaders } from '../../http/endpoint.ts';
import { makeInside, type InsideAnswer } from '../../http/inside.ts';
import type { RequestHead } from '../../http/product.ts';
import { OverBudget } from '../../kernel/slices.ts';
import { apiErrorOf, ControlError } from '../problems/problem.ts';
import type { ServerCore } from '../worlds/server-core.ts';
import type { WorldSlot } from '../worlds/world-slot.ts';
import { productsAddress } from './status.ts';

/** Credentials of each product that is served, and requests to try with them. */
export function accessOf(core: ServerCore, slot: WorldSlot, request: RequestHead): object {
  const { products, simulation } = slot.runtime();
  const url = productsAddress(core, request);
  return {
    products: products.map(({ name, title }) => {
      const { credentials = [], examples = [] } =
        core.options.serving.plugins.find((plugin) => plugin.name === name)?.greeting(simulation.world, url) ?? {};
      return { name, title, credentials: credentials.map(([value, label]) => ({ value, label })), examples };
    }),
  };
}

/** A request to a product: its path with the query, headers with who asks, and a body as text. */
export interface AskRequest {
  readonly method?: string;
  /** With the query. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface AskedAnswer {
  readonly status: number;
  readonly headers: ReplyHeaders;
  /** Null for bytes that are no text. */
  readonly text: string | null;
  readonly base64: string | null;
}

/** What is handed on in one piece. */
const mostBytes = 8 << 20;

/** What a product answers to a request of a client; writes count as any client's. Rejects with ApiError where it is long. */
export async function askedOf(slot: WorldSlot, request: AskRequest): Promise<AskedAnswer> {
  const { status, headers, body } = await askInside(slot, request, mostBytes).catch((error: unknown) => {
    if (!(error instanceof OverBudget)) throw error;
    throw apiErrorOf(new ControlError('over-budget', `${error.message} is not handed on: ask the product itself`));
  });
  const bytes = Buffer.from(body);
  const isText = isUtf8(bytes);
  return {
    status,
    headers,
    text: isText ? bytes.toString() : null,
    base64: isText ? null : bytes.toString('base64'),
  };
}

/** The same as it is, for who shares the process. */
export function askInside(
  slot: WorldSlot,
  { method = 'GET', path, headers = {}, body = '' }: AskRequest,
  most = Infinity,
): Promise<InsideAnswer> {
  const mark = path.indexOf('?');
  const [own, search] = mark < 0 ? [path, ''] : [path.slice(0, mark), path.slice(mark + 1)];
  const named = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
  const runtime = slot.runtime();
  runtime.translate(named);
  const inside = makeInside(runtime.products);
  return inside({ method, path: own, search, headers: named, text: body, mayWrite: true, mostBytes: most });
}
