/** What a request comes to: negotiated, validated, handled, and put into the product's bytes; answers that come again are kept. */
import { stopwatch } from '../kernel/clock.ts';
import {
  finished,
  finishedInTurns,
  isSliced,
  longestSlice,
  OverBudget,
  pieceOfWork,
  turnOver,
  unitsPerMs,
  within,
  type Sliced,
  type Waiting,
} from '../kernel/slices.ts';
import type { Json } from '../kernel/schema.ts';
import { makeAnswerCache } from './answer-cache.ts';
import { withLists } from './bare.ts';
import { parseJson, parsingJson } from './json.ts';
import type { Call, Endpoint, Outcome, Reply } from './endpoint.ts';
import type { RowMatch } from './finder.ts';
import { mediaTypeFor } from './negotiate.ts';
import { handlersOf, type Handle, type Problem, type Product, type RequestHead } from './product.ts';
import { judging, parseQuery, problemsOf } from './validate.ts';

export interface PerformOptions {
  /** A version of all that answers depend on besides the request; equal versions give equal answers. */
  readonly version: () => string;
  /** Bytes of answers kept for requests that come again; 0 keeps none. */
  readonly cacheBytes: number;
  /** Nominal milliseconds of work that a request may cost. */
  readonly requestBudget: number;
}

/** Does what an authenticated request asks. Throws the product's refusals. */
export type Perform = (
  match: RowMatch,
  request: RequestHead,
  principal: unknown,
  text: string,
) => Reply | Promise<Reply> | Sliced<Reply>;

/** The same by somebody who may have to wait first. */
export type PerformLater = (...asked: Parameters<Perform>) => Waiting<Reply>;

const maxDepth = 64;

export function makePerform(product: Product, options: PerformOptions): Perform {
  const handlers = handlersOf(product);
  const cache = makeAnswerCache(options.cacheBytes);
  const budget = options.requestBudget * unitsPerMs;

  /** What is done in pieces, unless it costs more than a request may: then the vendor's own time-out. */
  function* inTime(work: Sliced<Outcome>, answered: (outcome: Outcome) => Reply, request: RequestHead): Sliced<Reply> {
    try {
      return answered(yield* within(budget, work));
    } catch (error) {
      throw error instanceof OverBudget ? product.vendorFaults.error(503, request) : error;
    }
  }
  return (match, request, principal, text) => {
    const { endpoint, params } = match;
    const mediaType = mediaTypeFor(endpoint.produces, request.headers['accept'] as string | undefined);
    if (mediaType === null) throw product.refuse.mediaType(match.allow());
    const isKept = endpoint.effect === 'reads';
    const key = isKept
      ? keyOf(product, request, [mediaType, options.version(), product.callerOf(principal), text])
      : '';
    const known = isKept ? cache.get(key) : undefined;
    if (known !== undefined) return known;
    const query = parseQuery(request.search, endpoint.query);
    const done = (body: Json, problems: readonly Problem[]): ReturnType<Handle> => {
      if (problems.length > 0) throw product.invalid(problems);
      product.authorize(endpoint, principal);
      return handle(handlers, endpoint, { params, query, body, text, principal, request });
    };
    const handled = (body: Json): ReturnType<Handle> => done(body, problemsOf(endpoint, { params, query, body }));
    function* handledInSteps(): Sliced<Outcome> {
      yield turnOver;
      const body = yield* reading(product, endpoint, text);
      yield turnOver;
      const problems = yield* judging(endpoint, { params, query, body });
      yield turnOver;
      const outcome = done(body, problems);
      if (outcome instanceof Promise) throw new Error('what reads does not wait');
      return isSliced(outcome) ? yield* outcome : outcome;
    }
    const isLarge = text.length > largeBody;
    const large = isKept
      ? handledInSteps
      : (): Promise<Outcome> => withPauses(reading(product, endpoint, text), handled);
    const outcome = isLarge ? large() : handled(bodyOf(product, endpoint, text));
    const said = (written: Outcome): Reply => product.success(written, mediaType, endpoint.data);
    const answered = (written: Outcome): Reply => {
      const reply = said(written);
      if (isKept && reply.pieces === undefined) cache.offer(key, reply);
      return reply;
    };
    if (outcome instanceof Promise) return outcome.then(said);
    if (!isSliced(outcome)) return answered(outcome);
    if (isLarge) return inTime(outcome, answered, request);
    const { result, steps } = begun(outcome);
    if (result === null) return inTime(continued(steps, outcome), answered, request);
    if (steps.reduce((sum, step) => sum + step, 0) > budget) throw product.vendorFaults.error(503, request);
    return answered(result);
  };
}

interface Begun {
  /** Null for work that is not done yet. */
  readonly result: Outcome | null;
  readonly steps: readonly number[];
}

/** Units that are done at once, unless they take as long as a slice: most work is over then, and needs no turns. */
const begunAtOnce = 4 * pieceOfWork;

function begun(work: Sliced<Outcome>): Begun {
  const steps: number[] = [];
  const spent = stopwatch();
  for (let units = 0; units <= begunAtOnce && spent() < longestSlice;) {
    const step = work.next();
    if (step.done === true) return { result: step.value, steps };
    units += step.value;
    steps.push(step.value);
  }
  return { result: null, steps };
}

/** Work whose first steps are done. */
function* continued(steps: readonly number[], work: Sliced<Outcome>): Sliced<Outcome> {
  for (const step of steps) yield step;
  yield turnOver;
  return yield* work;
}

/** Reads the body of what writes while others have their turns, then judges and answers it. */
async function withPauses(body: Sliced<Json>, handled: (body: Json) => ReturnType<Handle>): Promise<Outcome> {
  const outcome = await handled(await finishedInTurns(body));
  return isSliced(outcome) ? finished(outcome) : outcome;
}

/** A body of more characters is read, judged and answered one after the other, so that others have their turn between. */
const largeBody = 32_768;

function handle(handlers: ReadonlyMap<string, Handle>, { id }: Endpoint, call: Call<unknown>): ReturnType<Handle> {
  const found = handlers.get(id);
  if (found === undefined) throw new Error(`${id} has no handler`);
  return found(call);
}

const none: readonly string[] = [];

/** Everything that an answer depends on; the host is in it because some answers hold absolute links. */
function keyOf(
  { variesOn = none }: Product,
  { method, path, search, headers }: RequestHead,
  [mediaType, version, caller, text]: readonly [string, string, string, string],
): string {
  let key = `${method} ${path}?${search}\n${mediaType}\n${version}\n${caller}\n${String(headers['host'])}`;
  for (const name of variesOn) key += `\n${String(headers[name])}`;
  return `${key}\n${text}`;
}

/** The body; null where none is described. */
function bodyOf(product: Product, { body, consumes }: Endpoint, text: string): Json {
  if (body === null) return null;
  const isLeftOut = consumes !== 'json' && text.trim() === '';
  return withLists(body, isLeftOut ? {} : parsed(product, () => parseJson(text, maxDepth)));
}

/** A long one in pieces. */
function* reading(product: Product, { body, consumes }: Endpoint, text: string): Sliced<Json> {
  if (body === null) return null;
  if (consumes !== 'json' && text.trim() === '') return withLists(body, {});
  const work = parsingJson(text, maxDepth);
  for (;;) {
    const step = parsed(product, () => work.next());
    if (step.done === true) return withLists(body, step.value);
    yield step.value;
  }
}

function parsed<Result>(product: Product, parse: () => Result): Result {
  try {
    return parse();
  } catch (error) {
    throw product.refuse.malformedJson(error instanceof Error ? error.message : 'not JSON');
  }
}
