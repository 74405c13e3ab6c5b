/** One request on its way through the router: what is known of it so far, and the hooks that see it. */
import type { Complaint } from '../kernel/fault.ts';
import type { Waiting } from '../kernel/slices.ts';
import type { RequestArrival } from './arrival.ts';
import { wholeReply } from './delivery.ts';
import type { Reply } from './endpoint.ts';
import type { AskedInstead, Delivery, Exchange, Hooks } from './exchange.ts';
import type { RowMatch } from './finder.ts';
import type { RequestHead, Product } from './product.ts';
import { isStreamed } from './streaming.ts';

export interface RequestContext {
  /** The path was looked up. */
  readonly found: (match: RowMatch) => void;
  /** The caller is known and the body read: an answer instead of the product's, or null. Throws what the hook throws. */
  readonly before: (principal: unknown, text: string) => Delivery | null;
  /** What the product is asked in place of this request; null for nothing else. */
  readonly instead: () => AskedInstead | null;
  /** The product refuses, and why; told before the answer. */
  readonly refused: (complaints: readonly Complaint[]) => void;
  /** Sends the product's answer, as the hook bends it. */
  readonly answer: (reply: Reply) => void;
  /** Sends an answer that is written while it is sent. */
  readonly answerLong: (reply: Reply) => Waiting<void>;
  /** Nobody waits for an answer any more. */
  readonly gone: () => void;
  /** Sends what the hook answered. */
  readonly send: (delivery: Delivery) => void;
}

type Unfinished = { -readonly [Name in keyof Exchange]: Exchange[Name] };

const nothing: Readonly<Record<string, string>> = {};
const ignore = (): void => {};
/** Bytes of a refusal that are kept. */
const longestRefusal = 2048;
/** Bytes of an answer that is bent as a whole; a longer one goes out as it is. */
const longestBent = 33_554_432;
const noComplaints: readonly Complaint[] = [];

const none = (): null => null;
const isText = ({ headers, body }: Reply): boolean =>
  body.length > 0 && /json|text|csv|xml/.test(String(headers['Content-Type'] ?? headers['content-type'] ?? ''));
const withoutPieces = ({ status, headers, body }: Reply): Reply => ({ status, headers, body });

const unfinished = (product: Product, request: RequestHead): Unfinished => ({
  product,
  request,
  endpoint: null,
  params: nothing,
  caller: null,
  text: '',
  status: 0,
  bytes: 0,
  took: 0,
  refusal: null,
});

/** Begins a visit. Without hooks nothing is kept and nothing measured. A hook that fails is told to `onBug`. */
export function makeRequestContext(
  product: Product,
  { head: request, outlet, stopwatch }: RequestArrival,
  hooks: Hooks,
  onBug: (error: unknown) => void,
): RequestContext {
  const { watch, before, instead, bends, after, keepsAnswers = 0 } = hooks;
  if (watch === undefined && before === undefined && after === undefined) {
    const answer = (reply: Reply): void => outlet.send({ reply }, ignore);
    const answerLong = (reply: Reply): Waiting<void> => outlet.sendLong({ reply }, ignore);
    const send = ({ reply }: Delivery): void => answer(reply);
    return { found: ignore, before: none, instead: none, refused: ignore, answer, answerLong, gone: ignore, send };
  }
  const took = watch === undefined ? () => 0 : stopwatch();
  const known = unfinished(product, request);
  let complaints = noComplaints;
  let isDone = false;
  const done = (status: number, bytes: number): void => {
    if (isDone) return;
    isDone = true;
    known.status = status;
    known.bytes = bytes;
    known.took = took();
    if (status < 400) known.refusal = null;
    if (status >= 400 || status === 0) known.answer = undefined;
    try {
      watch?.(known);
    } catch (error) {
      onBug(error);
    }
  };
  const send = (delivery: Delivery): void => {
    const { status, body } = delivery.reply;
    // The bytes are written over once they are out.
    const text = (most: number): string => Buffer.from(body.subarray(0, most)).toString();
    if (status >= 400 && watch !== undefined) known.refusal = { complaints, text: text(longestRefusal) };
    else if (keepsAnswers > 0 && isText(delivery.reply))
      known.answer = { text: text(keepsAnswers), isCut: body.length > keepsAnswers };
    outlet.send(delivery, done);
  };
  const bent = (reply: Reply): Delivery => {
    try {
      return after?.(known, reply) ?? { reply };
    } catch (error) {
      onBug(error);
      return { reply };
    }
  };
  return {
    found: ({ endpoint, params }) => {
      known.endpoint = endpoint;
      known.params = params;
    },
    before: (principal, text) => {
      known.text = text;
      // Public operations have no caller.
      known.caller = principal === null ? null : product.callerOf(principal);
      return before?.(known) ?? null;
    },
    instead: () => instead?.(known) ?? null,
    refused: (all) => {
      complaints = all;
    },
    answer: (reply) => send(bent(reply)),
    *answerLong(reply) {
      const delivery = bent(bends?.(known, reply) === true ? yield* wholeReply(reply, longestBent) : reply);
      if (isStreamed(delivery)) yield* outlet.sendLong(delivery, done);
      // Of what is cut before its status nothing is needed.
      else if (delivery.cutAfter === 0) send({ ...delivery, reply: withoutPieces(delivery.reply) });
      else send({ ...delivery, reply: yield* wholeReply(delivery.reply) });
    },
    gone: () => done(0, 0),
    send,
  };
}
