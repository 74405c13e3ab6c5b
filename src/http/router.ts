/** Table → router: finds the row, authenticates, validates, calls the handler, writes the answer. Only here is `res` touched. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { ApiError } from '../kernel/fault.ts';
import type { Json } from '../kernel/schema.ts';
import { makeAnswerCache } from './answer-cache.ts';
import { withLists } from './bare.ts';
import { tellAnswered } from './answered.ts';
import { BodyError, makeBodyMemory, parseJson, readBody, type BodyBounds, type BodyMemory } from './body.ts';
import type { Call, Endpoint, Reply } from './endpoint.ts';
import type { Hooks } from './exchange.ts';
import { makeFinder, type RowMatch } from './finder.ts';
import { mediaTypeFor } from './negotiate.ts';
import { handlersOf, type Handle, type Product, type RequestHead } from './product.ts';
import { parseQuery, problemsOf } from './validate.ts';
import { makeRequestContext } from './request-context.ts';

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
  /** Those who watch or disturb the traffic; nobody when left out. */
  readonly hooks?: Hooks;
}

/** Answers a request of one of the products, or says that it is not theirs. */
export type Dispatch = (request: IncomingMessage, response: ServerResponse) => boolean;

const maxDepth = 64;
const defaults = { maxBodyBytes: 2_097_152, maxBodyMs: 30_000, minBodyRate: 1024, cacheBytes: 33_554_432, hooks: {} };
/** Bytes that bodies may take together where nobody says. */
export const usualBodyMemory = 67_108_864;

export function makeRouter(products: readonly Product[], given: RouterOptions): Dispatch {
  const options = { ...defaults, bodyMemory: makeBodyMemory(usualBodyMemory), ...given };
  const routes = products.map((product) => ({ product, answer: makeAnswer(product, options) }));
  return (request, response) => {
    // A proxy's client sends the whole URL; only its path matters here (RFC 9112 §3.2.2).
    if (request.url?.startsWith('http') === true) request.url = request.url.replace(/^https?:\/\/[^/?#]*/i, '') || '/';
    const url = request.url ?? '/';
    const route = routes.find(({ product }) => product.prefixes.some((prefix) => url.startsWith(prefix)));
    route?.answer(request, response);
    return route !== undefined;
  };
}

function makeAnswer(
  product: Product,
  options: Required<RouterOptions>,
): (request: IncomingMessage, response: ServerResponse) => void {
  const find = makeFinder(product);
  const handlers = handlersOf(product);
  const cache = makeAnswerCache(options.cacheBytes);

  const perform = (match: RowMatch, request: RequestHead, principal: unknown, text: string): Reply | Promise<Reply> => {
    const { endpoint, params } = match;
    const mediaType = mediaTypeFor(endpoint.produces, request.headers['accept'] as string | undefined);
    if (mediaType === null) throw product.refuse.mediaType(match.allow());
    const isKept = endpoint.effect === 'reads';
    const key = isKept ? keyOf(product, options, request, principal, mediaType, text) : '';
    const known = isKept ? cache.get(key) : undefined;
    if (known !== undefined) return known;
    const query = parseQuery(request.search, endpoint.query);
    const body = endpoint.body === null ? null : withLists(endpoint.body, bodyOf(product, endpoint, text));
    const problems = problemsOf(endpoint, { params, query, body });
    if (problems.length > 0) throw product.invalid(problems);
    product.authorize(endpoint, principal);
    const outcome = handle(handlers, endpoint, { params, query, body, text, principal, request });
    if (outcome instanceof Promise)
      return outcome.then((written) => product.success(written, mediaType, endpoint.data));
    const reply = product.success(outcome, mediaType, endpoint.data);
    if (isKept) cache.offer(key, reply);
    return reply;
  };

  return (message, response) => {
    const request = requestHeadOf(message);
    const visit = makeRequestContext(product, request, response, options.hooks, options.onBug);
    let endpoint: Endpoint | null = null;
    const give = (reply: Reply): void => {
      tellAnswered({ product, endpoint, request, reply });
      visit.answer(reply);
    };
    const fail = (error: unknown): void => {
      const reply = product.failure(error instanceof BodyError ? worded(product, error) : error, request);
      // A refusal is worded somewhere; all else is our bug.
      if (reply.status >= 500 && !(error instanceof ApiError || error instanceof BodyError)) options.onBug(error);
      give(reply);
    };
    const answer = (match: RowMatch, principal: unknown, text: string): void => {
      const instead = visit.before(principal, text);
      if (instead !== null) return visit.send(instead);
      const reply = perform(match, request, principal, text);
      if (reply instanceof Promise) reply.then(give).catch(fail);
      else give(reply);
    };
    try {
      const match = find(request);
      visit.found(match);
      const row = match.endpoint;
      endpoint = row;
      const { consumes } = row;
      const takesBody = row.body !== null || consumes !== 'json';
      if (takesBody && !isTaken(consumes, message)) throw product.refuse.bodyType(match.allow());
      const proceed = (principal: unknown): void => {
        if (!takesBody) return answer(match, principal, '');
        readBody(message, bodyBounds(row, options))
          .then((bytes) => answer(match, principal, bytes.toString(consumes === 'bytes' ? 'latin1' : 'utf8')))
          .catch(fail);
      };
      const principal = row.isPublic ? null : product.authenticate(request, row);
      if (principal instanceof Promise) principal.then(proceed).catch(fail);
      else proceed(principal);
    } catch (error) {
      fail(error);
    }
  };
}

function handle(handlers: ReadonlyMap<string, Handle>, { id }: Endpoint, call: Call<unknown>): ReturnType<Handle> {
  const found = handlers.get(id);
  if (found === undefined) throw new Error(`${id} has no handler`);
  return found(call);
}

function requestHeadOf(message: IncomingMessage): RequestHead {
  const { url = '/', method = 'GET', headers } = message;
  const mark = url.indexOf('?');
  return {
    headers,
    method,
    path: mark < 0 ? url : url.slice(0, mark),
    search: mark < 0 ? '' : url.slice(mark + 1),
    source: message.socket.remoteAddress ?? '',
  };
}

/** Whether a body is of a type that is taken; there may be none. */
const isTaken = (consumes: Endpoint['consumes'], message: IncomingMessage): boolean =>
  consumes === 'anything' ||
  consumes === 'bytes' ||
  isJson(message) ||
  (consumes === 'json or none' && !hasBody(message));

const hasBody = ({ headers }: IncomingMessage): boolean =>
  headers['transfer-encoding'] !== undefined || !['0', undefined].includes(headers['content-length']);

const isJson = (message: IncomingMessage): boolean =>
  /^application\/(?:[\w.-]+\+)?json\s*(?:;|$)/i.test(message.headers['content-type'] ?? '');

const none: readonly string[] = [];

/** Everything that an answer depends on; the host is in it because some answers hold absolute links. */
const keyOf = (
  product: Product,
  { version }: RouterOptions,
  request: RequestHead,
  principal: unknown,
  mediaType: string,
  text: string,
): string =>
  `${request.method} ${request.path}?${request.search}\n${mediaType}\n${version()}\n${product.callerOf(principal)}\n${request.headers['host']}\n${(product.variesOn ?? none).map((name) => request.headers[name]).join('\n')}\n${text}`;

const bodyBounds = (
  { mostBytes }: Endpoint,
  { maxBodyBytes, maxBodyMs, minBodyRate, bodyMemory }: Required<RouterOptions>,
): BodyBounds => ({
  maxBytes: mostBytes ?? maxBodyBytes,
  maxMs: maxBodyMs,
  minRate: minBodyRate,
  memory: bodyMemory,
});

function worded(product: Product, error: BodyError): Error {
  if (error.fault === 'too large') return product.refuse.tooLarge(error.most);
  if (error.fault === 'too many') return product.refuse.overloaded();
  return error.fault === 'too slow' ? product.refuse.tooSlow() : product.refuse.malformedJson('the request broke off');
}

const bodyOf = (product: Product, { consumes }: Endpoint, text: string): Json =>
  consumes !== 'json' && text.trim() === '' ? {} : parsed(product, text);

function parsed(product: Product, text: string): Json {
  try {
    return parseJson(text, maxDepth);
  } catch (error) {
    throw product.refuse.malformedJson(error instanceof Error ? error.message : 'not JSON');
  }
}
