/**
 * Reads that are answered from what is known here before anybody looks: the answer goes out where its note is the next entry of the stream, which is one
 * trip to the store in place of two. Where the stream has gone on meanwhile nothing is noted, and the request is taken as any other.
 */
import { arrivalOf } from '../../http/arrival.ts';
import type { Delivery } from '../../http/exchange.ts';
import type { Json } from '../../kernel/schema.ts';
import type { KeptNote } from '../journal/entry.ts';
import { deliverTo, stamp } from './answering.ts';
import type { Holding } from './holdings.ts';
import { handingOn } from './outlets.ts';
import type { ReplicaPace } from './pace.ts';
import type { Patience } from './patience.ts';
import type { Visitor } from './taking.ts';
import type { Answerer } from './who-answers.ts';
import { translated } from './world-machine.ts';

/** Milliseconds for which the time that was told last is good for a clock that stands still: some tokens end by it, of whoever asks. */
const freshness = 250;

/** Reads that are not tried, at the most, where others write to the world as well. */
const mostPauses = 256;

export interface Foresight {
  readonly isWorthIt: (operation: string) => boolean;
  /** The time of the store has just been told. */
  readonly heard: () => void;
  readonly wasRight: () => void;
  /** The next ones are not tried, and twice as many each time. */
  readonly wasWrong: () => void;
  /** What takes long would be done twice. */
  readonly tookLong: (operation: string) => void;
}

export function makeForesight(pace: ReplicaPace): Foresight {
  const long = new Set<string>();
  let sinceHeard: (() => number) | null = null;
  let pauses = 1;
  let left = 0;
  return {
    isWorthIt: (operation) => {
      if (left > 0) return (left--, false);
      return sinceHeard !== null && sinceHeard() <= freshness && !long.has(operation);
    },
    heard: () => void (sinceHeard = pace.stopwatch()),
    wasRight: () => void (pauses = 1),
    wasWrong: () => {
      left = pauses;
      pauses = Math.min(mostPauses, 2 * pauses);
    },
    tookLong: (operation) => void long.add(operation),
  };
}

interface Foreseen {
  readonly delivery: Delivery;
  readonly note: KeptNote;
}

/** What is asked, and whether its credentials may be those of a world that is not known here. */
interface AskedAhead {
  readonly answerer: Answerer;
  readonly isUnsure: boolean;
  readonly patience: Patience;
}

/** True when it was answered. A clock that runs asks for the time of each read. */
export function answerAhead(
  visitor: Visitor,
  holding: Holding,
  { answerer, isUnsure, patience }: AskedAhead,
): false | Promise<boolean> {
  const { line, foresight, isRunning } = holding;
  if (answerer.kind !== 'product' || answerer.routed.body !== null || isRunning()) return false;
  if (!foresight.isWorthIt(answerer.routed.endpoint?.id ?? '')) return false;
  const { endpoint } = answerer.routed;
  if (isUnsure && endpoint?.isPublic !== false) return false;
  const version = line.version();
  const act = (): Foreseen | null => {
    const answer = line.version() === version ? foreseen(visitor, holding, answerer) : null;
    // Credentials that this world takes are its own.
    return isUnsure && answer !== null && answer.delivery.reply.status >= 300 ? null : answer;
  };
  const found = line.asOf(0, act, patience);
  return told(visitor, holding, found, version, patience);
}

async function told(
  { response }: Visitor,
  holding: Holding,
  found: Foreseen | null | Promise<Foreseen | null>,
  version: number,
  patience: Patience,
): Promise<boolean> {
  const { line, foresight } = holding;
  const answer = found instanceof Promise ? await found : found;
  if (answer === null) return false;
  if (!(await line.noteAsOf(answer.note as unknown as Json, version, patience))) {
    foresight.wasWrong();
    return false;
  }
  foresight.heard();
  foresight.wasRight();
  stamp(response, holding);
  deliverTo(response, answer.delivery);
  return true;
}

/** What would be answered as things are known here; null where that is not there at once. */
function foreseen(
  { message, response }: Visitor,
  { slot, traffic, foresight, isOver }: Holding,
  { head, routed }: Extract<Answerer, { readonly kind: 'product' }>,
): Foreseen | null {
  if (isOver() || slot.ready() !== null) return null;
  const found: Delivery[] = [];
  const notes: KeptNote[] = [];
  let isOff = false;
  const taken = traffic.takenBy(translated(slot, head), (note) => void notes.push(note));
  const arrival = arrivalOf(
    message,
    response,
    taken,
    handingOn(head.method, (given) => void found.push(given)),
  );
  slot.runtime().answer({ ...arrival, isUnwanted: () => isOff });
  isOff = true;
  const [delivery, note] = [found[0], notes[0]];
  if (delivery !== undefined && note !== undefined) return { delivery, note };
  foresight.tookLong(routed.endpoint?.id ?? '');
  return null;
}
