/** Request bodies: read with bounds on size, time and pace. */
import type { IncomingMessage } from 'node:http';
import { codingOf, inflated } from './coding.ts';

export type BodyFault = 'too large' | 'too slow' | 'aborted' | 'too many' | 'unknown coding' | 'not gzip';

export class BodyError extends Error {
  readonly fault: BodyFault;
  /** How many bytes there might have been. */
  readonly most: number;
  constructor(fault: BodyFault, most: number) {
    super(fault);
    this.fault = fault;
    this.most = most;
  }
}

/** Bytes of bodies that are being read, over all connections of a server. */
export interface BodyMemory {
  /** Takes some; false when not so many are left. */
  readonly take: (bytes: number) => boolean;
  readonly give: (bytes: number) => void;
  readonly used: () => number;
}

export function makeBodyMemory(most: number): BodyMemory {
  let used = 0;
  return {
    take: (bytes) => {
      if (used + bytes > most) return false;
      used += bytes;
      return true;
    },
    give: (bytes) => void (used -= bytes),
    used: () => used,
  };
}

export interface BodyBounds {
  readonly maxBytes: number;
  readonly maxMs: number;
  /** Bytes a second that a body must come at, once it has had some seconds. */
  readonly minRate: number;
  readonly memory: BodyMemory;
}

/** Seconds before the pace of a body is judged. */
const patience = 5;

/** How clients are told that their body may come, where they wait for that (RFC 9110 §10.1.1): not before somebody wants to read it. */
export const invitations = new WeakMap<IncomingMessage, () => void>();

/** Told the whole body, or why there is none. */
export interface BodyReader {
  readonly done: (bytes: Buffer) => void;
  readonly failed: (error: unknown) => void;
}

/** Reads a whole body, out of its coding. Fails with BodyError when it is beyond one of the bounds, breaks off, or is coded otherwise. */
export function readBody(request: IncomingMessage, bounds: BodyBounds, { done, failed }: BodyReader): void {
  const coding = codingOf(request.headers['content-encoding']);
  if (coding === 'identity') return readSent(request, bounds, { done, failed });
  if (coding === 'gzip') {
    const unpack = (sent: Buffer): void => void unpacked(sent, bounds).then(done).catch(failed);
    return readSent(request, bounds, { done: unpack, failed });
  }
  request.on('error', () => {}).resume();
  return failed(new BodyError('unknown coding', bounds.maxBytes));
}

/** The body that was packed; unpacked it must fit where others do. */
async function unpacked(sent: Buffer, { maxBytes, memory }: BodyBounds): Promise<Buffer> {
  let taken = 0;
  const take = (bytes: number): boolean => {
    if (!memory.take(bytes)) return false;
    taken += bytes;
    return true;
  };
  const bytes = await inflated(sent, maxBytes, take);
  memory.give(taken);
  if (typeof bytes === 'string') throw new BodyError(bytes, maxBytes);
  return bytes;
}

/** Clocks that a body is read by. Most are there with their request, so that none is wound up before others have had a turn. */
function clocksOf({ maxMs, minRate }: BodyBounds, size: () => number, tooSlow: () => void): () => void {
  let [timer, pace]: [NodeJS.Timeout?, NodeJS.Timeout?] = [];
  const soon = setImmediate(() => {
    let seconds = 0;
    timer = setTimeout(tooSlow, maxMs);
    pace = setInterval(() => {
      if (++seconds > patience && size() < (seconds - patience) * minRate) tooSlow();
    }, 1000);
  });
  return () => {
    clearImmediate(soon);
    clearTimeout(timer);
    clearInterval(pace);
  };
}

/** The body as it was sent. */
function readSent(request: IncomingMessage, bounds: BodyBounds, { done, failed }: BodyReader): void {
  const { maxBytes, memory } = bounds;
  let [size, taken] = [0, 0];
  // One buffer for all that came: a piece may be of one byte, and would take hundreds by itself.
  let held: Buffer = Buffer.alloc(0);
  const stop = clocksOf(
    bounds,
    () => size,
    () => finish(new BodyError('too slow', maxBytes)),
  );
  const finish = (error: BodyError | null): void => {
    stop();
    memory.give(taken);
    request.off('data', onData).off('end', onEnd).off('close', onClose).off('error', onClose);
    if (error === null) return done(held.subarray(0, size));
    // The rest is read and dropped, so that the client gets the answer before it stops sending.
    request.on('error', () => {}).resume();
    return failed(error);
  };
  const onData = (chunk: Buffer): void => {
    const begun = size;
    size += chunk.length;
    if (size > maxBytes) return finish(new BodyError('too large', maxBytes));
    if (!memory.take(chunk.length)) return finish(new BodyError('too many', maxBytes));
    taken += chunk.length;
    if (begun === 0) return void (held = chunk);
    if (size > held.length) held = Buffer.concat([held.subarray(0, begun)], Math.min(2 * size, maxBytes));
    return void chunk.copy(held, begun);
  };
  const onEnd = (): void => finish(null);
  const onClose = (): void => finish(new BodyError('aborted', maxBytes));
  invitations.get(request)?.();
  request.on('data', onData).on('end', onEnd).on('close', onClose).on('error', onClose);
}
