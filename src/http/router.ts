/** Table → router: finds the row, authenticates, validates, calls the handler, writes the answer. Only here is `res` touched. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { openGate, type Gate } from '../kernel/gate.ts';
import { ApiError } from '../kernel/fault.ts';
import {
  isSliced,
  makeScheduler,
  turnOver,
  type Scheduler,
  type Sliced,
  type WorkOwner,
  type Waiting,
} from '../kernel/slices.ts';
import { tellAnswered } from './answered.ts';
import { arrivalOf, type RequestArrival } from './arrival.ts';
import { BodyError, makeBodyMemory, type BodyBounds, type BodyMemory } from './body.ts';
import type { Endpoint, Reply } from './endpoint.ts';
import type { Hooks } from './exchange.ts';
import { makeFinder, type RowMatch } from './finder.ts';
import { makePerform } from './perform.ts';
import type { Product, RequestHead } from './product.ts';
import { makeRequestContext, type RequestContext } from './request-context.ts';
import { bodyRefusal, isTaken, takesBody } from './taken.ts';

export interface RouterOptions {
  /** A version of all that answers depend on besides the request; equal versions give equal answers. */
  readonly version: () => string;
  /** Called with what is our own bug, never with a refusal. */
  readonly onBug: (error: unknown) => void;
  readonly maxBodyBytes?: number;
  readonly maxBodyMs?: number;
  /** Bytes a second that a body must come at. */
  readonly minBodyRate?: number;
  /** What bodies of all connections may take together. */
  readonly bodyMemory?: BodyMemory;
  /** Bytes of answers kept for requests that come again; 0 keeps none. */
  readonly cacheBytes?: number;
  /** Gives long computations their turns; a scheduler of its own when left out. */
  readonly scheduler?: Scheduler;
  /** How work is interrupted: who else has turns, and what it goes on with when others have had theirs. */
  readonly owner?: Pick<WorkOwner, 'world' | 'interrupted'>;
  /** Whom a request waits for whose body came late: something that nobody may see half done may have begun meanwhile. */
  readonly gate?: Pick<Gate, 'opening'>;
  /** Nominal milliseconds of work that a request may cost. */
  readonly requestBudget?: number;
  /** Those who watch or disturb the traffic; nobody when left out. */
  readonly hooks?: Hooks;
}

/** Answers a request of one of the products, or says that it is not theirs. */
export type Dispatch = (request: IncomingMessage, response: ServerResponse) => boolean;

/** Nominal milliseconds of work that a request may cost where nobody says. */
export const usualRequestBudget = 30_000;

const defaults = {
  maxBodyBytes: 2_097_152,
  maxBodyMs: 30_000,
  minBodyRate: 1024,
  cacheBytes: 33_554_432,
  requestBudget: usualRequestBudget,
  hooks: {},
};
/** Bytes that bodies may take together where nobody says. */
export const usualBodyMemory = 67_108_864;

/** What the router knows of a request before it is answered. */
export interface Routed {
  readonly product: Product;
  /** Null where the product has no such path or method. */
  readonly endpoint: Endpoint | null;
  /** How its body is read; null where none is. */
  readonly body: BodyBounds | null;
}

export interface Router {
  /** Answers a request of one of the products, or says that it is not theirs. */
  readonly answer: (arrival: RequestArrival) => boolean;
  /** What is known of a request; null for one that is nobody's. */
  readonly routed: (head: RequestHead) => Routed | null;
}

/** The same for requests that come by connections alone. */
export function makeRouter(products: readonly Product[], given: RouterOptions): Dispatch {
  const { answer } = makeRoutes(products, given);
  return (request, response) => {
    // A proxy's client sends the whole URL; only its path matters here (RFC 9112 §3.2.2).
    if (request.url?.startsWith('http') === true) request.url = request.url.replace(/^https?:\/\/[^/?#]*/i, '') || '/';
    return answer(arrivalOf(request, response));
  };
}

/** Routes requests to products, however they came. */
export function makeRoutes(products: readonly Product[], given: RouterOptions): Router {
  const options = {
    ...defaults,
    bodyMemory: makeBodyMemory(usualBodyMemory),
    scheduler: makeScheduler(),
    owner: { world: products },
    gate: openGate,
    ...given,
  };
  const routes = products.map((product) => ({
    product,
    find: makeFinder(product),
    answer: makeAnswer(product, options),
  }));
  const routeOf = ({ path }: RequestHead) =>
    routes.find(({ product }) => product.prefixes.some((prefix) => path.startsWith(prefix)));
  return {
    answer: (arrival) => {
      const route = routeOf(arrival.head);
      route?.answer(arrival);
      return route !== undefined;
    },
    routed: (head) => {
      const route = routeOf(head);
      if (route === undefined) return null;
      const { product, find } = route;
      const endpoint = endpointOf(find, head);
      const isRead = endpoint !== null && takesBody(endpoint) && isTaken(endpoint.consumes, head.headers);
      return { product, endpoint, body: isRead ? bodyBounds(endpoint, options) : null };
    },
  };
}

function endpointOf(find: (head: RequestHead) => RowMatch, head: RequestHead): Endpoint | null {
  try {
    return find(head).endpoint;
  } catch {
    return null;
  }
}

function makeAnswer(product: Product, options: Required<RouterOptions>): (arrival: RequestArrival) => void {
  const find = makeFinder(product);
  const perform = makePerform(product, options);

  return (arrival) => {
    const { head: request } = arrival;
    const visit = makeRequestContext(product, arrival, options.hooks, options.onBug);
    let endpoint: Endpoint | null = null;
    const give = (reply: Reply): void => {
      tellAnswered({ product, endpoint, request, reply });
      visit.answer(reply);
    };
    const fail = (error: unknown): void => {
      const refusal = error instanceof BodyError ? bodyRefusal(product, error) : error;
      if (refusal instanceof ApiError) visit.refused(refusal.complaints);
      const reply = product.failure(refusal, request);
      // A refusal is worded somewhere; all else is our bug.
      if (reply.status >= 500 && !(error instanceof ApiError || error instanceof BodyError)) options.onBug(error);
      give(reply);
    };
    const answer = (match: RowMatch, principal: unknown, text: string): void => {
      const instead = visit.before(principal, text);
      if (instead !== null) return visit.send(instead);
      const takeTurns = (work: Waiting<Reply>): void => {
        const caller = principal === null ? '' : product.callerOf(principal);
        const owner = { ...options.owner, caller, isUnwanted: arrival.isUnwanted };
        const tell = (reply: Reply): void => tellAnswered({ product, endpoint, request, reply });
        options.scheduler.run(sent(work, visit, tell), owner, ignore, fail);
      };
      const giveAny = (reply: Reply): void => (reply.pieces === undefined ? give(reply) : takeTurns(ready(reply)));
      const other = visit.instead();
      const reply =
        other === null
          ? perform(match, request, principal, text)
          : (other.perform ?? perform)(match, other.request, principal, other.text);
      if (reply instanceof Promise) reply.then(giveAny).catch(fail);
      else if (isSliced(reply)) takeTurns(reply);
      else giveAny(reply);
    };
    try {
      const match = find(request);
      visit.found(match);
      const row = match.endpoint;
      endpoint = row;
      const { consumes } = row;
      const hasBodyToRead = takesBody(row);
      if (hasBodyToRead && !isTaken(consumes, request.headers)) throw product.refuse.bodyType(match.allow());
      const prepared = (principal: unknown, text: string): void => {
        const work = product.prepare?.(row) ?? null;
        if (work === null) return answer(match, principal, text);
        const owner = { world: options.owner.world, caller: '' };
        options.scheduler.run(work, owner, () => answer(match, principal, text), fail);
      };
      const proceed = (principal: unknown): void => {
        if (!hasBodyToRead) return prepared(principal, '');
        const done = (bytes: Buffer): void => {
          const opening = options.gate.opening();
          if (opening !== null) return void opening.then(() => done(bytes));
          try {
            prepared(principal, bytes.toString(consumes === 'bytes' ? 'latin1' : 'utf8'));
          } catch (error) {
            fail(error);
          }
        };
        arrival.readBody(bodyBounds(row, options), { done, failed: fail });
      };
      const principal = row.isPublic ? null : product.authenticate(request, row);
      if (principal instanceof Promise) principal.then(proceed).catch(fail);
      else proceed(principal);
    } catch (error) {
      fail(error);
    }
  };
}

const ignore = (): void => {};

/** A reply that is there already, as the end of work. */
// oxlint-disable-next-line require-yield
function* ready(reply: Reply): Sliced<Reply> {
  return reply;
}

/** Sends what work comes to; what is written while it is sent is written in pieces too. */
function* sent(work: Waiting<Reply>, visit: RequestContext, tell: (reply: Reply) => void): Waiting<void> {
  let isLeft = true;
  try {
    const reply = yield* work;
    isLeft = false;
    tell(reply);
    if (reply.pieces === undefined) return visit.answer(reply);
    yield turnOver;
    yield* visit.answerLong(reply);
  } catch (error) {
    isLeft = false;
    throw error;
  } finally {
    // The client went away while the answer was being worked out.
    if (isLeft) visit.gone();
  }
}

const bodyBounds = (
  { mostBytes }: Endpoint,
  { maxBodyBytes, maxBodyMs, minBodyRate, bodyMemory }: Required<RouterOptions>,
): BodyBounds => ({
  maxBytes: mostBytes ?? maxBodyBytes,
  maxMs: maxBodyMs,
  minRate: minBodyRate,
  memory: bodyMemory,
});
