/** How a replica answers: what has a place in the order from its execution, all else as things stand, once it is noted; or that the store is not there. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { arrivalOf } from '../../http/arrival.ts';
import { deliver } from '../../http/delivery.ts';
import type { Json } from '../../kernel/schema.ts';
import { Removed, StoreUnavailable, Truncated } from '../../store/port.ts';
import { ControlError, sendProblem } from '../problems/problem.ts';
import { readWholeBody, type ReadBody } from './bodies.ts';
import { encoded } from './entries.ts';
import type { Holding } from './holdings.ts';
import { handingOn } from './outlets.ts';
import type { Patience } from './patience.ts';
import type { Visitor } from './taking.ts';
import { keptInTime, tellLooked } from './told-time.ts';
import type { Answerer } from './who-answers.ts';
import { translated, type Carried } from './world-machine.ts';

/** What is known of a request so far. */
export interface Begun {
  hasLooked: boolean;
  answerer: Answerer | null;
  body: ReadBody | null;
  /** For how long it waits for the store in all. */
  readonly patience: Patience;
  /** Milliseconds since it came. */
  readonly waited: () => number;
}

export interface AnsweringOptions {
  /** What is served beside products and control plane. */
  readonly otherwise: (message: IncomingMessage, response: ServerResponse, holding: Holding, url: string) => void;
  readonly onBug: (error: unknown) => void;
}

/** Answers carry the time of the store, which is that of all replicas. */
export const stamp = (response: ServerResponse, { time }: Holding): void => {
  if (!response.headersSent) response.setHeader('Date', time.date());
};

export const deliverTo = (response: ServerResponse, carried: NonNullable<Carried>): void =>
  deliver(response, carried, () => {});

/** Puts a request in its place, and resolves with the answer. */
export async function answerOrdered({ message }: Visitor, { line }: Holding, begun: Begun): Promise<Carried> {
  const { answerer } = begun;
  if (answerer === null || answerer.kind === 'other') throw new Error('what nobody answers has no place');
  const { kind, head, routed } = answerer;
  begun.body ??= await readWholeBody(message, routed?.body ?? null);
  const { bytes, fault } = begun.body;
  const isControl = kind === 'control';
  return line.order(
    encoded({ kind: 'request', isControl, head, waited: begun.waited(), fault }, bytes),
    [],
    begun.patience,
  );
}

interface AnsweredRead {
  readonly holding: Holding;
  readonly answerer: Answerer;
  /** How far the stream was, and the store's time, when it was looked up. */
  readonly head: number;
  readonly now: number;
  readonly patience: Patience;
}

/** Answers as things stand, between two entries; false where the world has ended meanwhile. */
export function answerRead(
  visitor: Visitor,
  { holding, answerer, head, now, patience }: AnsweredRead,
  options: AnsweringOptions,
): boolean | Promise<boolean> {
  const { slot, line, isOver, foresight } = holding;
  const begin = (): boolean => {
    stamp(visitor.response, holding);
    answer(visitor, { holding, answerer, patience }, options);
    return true;
  };
  const act = (): boolean | Promise<boolean> => {
    if (isOver()) return false;
    tellLooked(holding, now);
    foresight.heard();
    const ready = slot.ready();
    return ready === null ? begin() : ready.then(begin);
  };
  const actAsOf = (told: number): boolean | Promise<boolean> => line.asOf(Math.max(head, told), act, patience);
  const told = keptInTime(holding, now, patience);
  return told instanceof Promise ? told.then(actAsOf) : actAsOf(told);
}

function answer(
  visitor: Visitor,
  { holding, answerer, patience }: Omit<AnsweredRead, 'now' | 'head'>,
  options: AnsweringOptions,
): void {
  const { message, response, address } = visitor;
  const { slot, plane, traffic, line } = holding;
  if (answerer.kind === 'other') return options.otherwise(message, response, holding, address.url);
  if (answerer.kind === 'control') return plane.serve(message, response);
  let noted: Promise<void> | null = null;
  const head = traffic.takenBy(translated(slot, answerer.head), (note) => {
    noted = line.note(note as unknown as Json, patience);
    // Whoever left is not told.
    noted.catch(() => {});
  });
  const outlet = handingOn(head.method, (delivery) => {
    const send = (): void => deliverTo(response, delivery);
    if (noted === null) return send();
    noted.then(send, (error: unknown) => refuse(response, answerer, error, options.onBug));
  });
  slot.runtime().answer(arrivalOf(message, response, head, outlet));
}

/** Says that the store is not there, in the words of whom was asked; anything else that is no refusal is our bug. */
export function refuse(
  response: ServerResponse,
  answerer: Answerer,
  error: unknown,
  onBug: (error: unknown) => void,
): void {
  const isOutage = error instanceof StoreUnavailable || error instanceof Removed || error instanceof Truncated;
  if (!isOutage && !(error instanceof ControlError)) onBug(error);
  if (response.headersSent || response.destroyed) return void response.destroy();
  if (answerer.kind !== 'product' || error instanceof ControlError) {
    const problem = isOutage ? new ControlError('store-unreachable', error.message, { 'Retry-After': '1' }) : error;
    return sendProblem(response, problem, response.req.url ?? '');
  }
  const { head, routed } = answerer;
  const { product } = routed;
  // The vendor's own word for a service that is not there.
  const failure = isOutage ? product.vendorFaults.error(503, head) : error;
  deliverTo(response, { reply: product.failure(failure, head) });
}
