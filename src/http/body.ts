/** Request bodies: read with bounds on size, time and depth, parsed as JSON. */
import type { IncomingMessage } from 'node:http';
import type { Json } from '../kernel/schema.ts';
import { turnOver, type Sliced } from '../kernel/slices.ts';
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
  const chunks: Buffer[] = [];
  let [size, taken] = [0, 0];
  const stop = clocksOf(
    bounds,
    () => size,
    () => finish(new BodyError('too slow', maxBytes)),
  );
  const finish = (error: BodyError | null): void => {
    stop();
    memory.give(taken);
    request.off('data', onData).off('end', onEnd).off('close', onClose).off('error', onClose);
    if (error === null) return done(chunks.length === 1 ? (chunks[0] ?? Buffer.alloc(0)) : Buffer.concat(chunks));
    // The rest is read and dropped, so that the client gets the answer before it stops sending.
    request.on('error', () => {}).resume();
    return failed(error);
  };
  const onData = (chunk: Buffer): void => {
    size += chunk.length;
    if (size > maxBytes) return finish(new BodyError('too large', maxBytes));
    if (!memory.take(chunk.length)) return finish(new BodyError('too many', maxBytes));
    taken += chunk.length;
    return void chunks.push(chunk);
  };
  const onEnd = (): void => finish(null);
  const onClose = (): void => finish(new BodyError('aborted', maxBytes));
  request.on('data', onData).on('end', onEnd).on('close', onClose).on('error', onClose);
}

/** How JSON can hold half of a pair that stands for one character. */
const mayHoldHalves = /\\u[dD][89a-fA-F]/;

/** Parses JSON no deeper than `maxDepth`, without members that are null; half a character is the one that stands for none (assumed). Throws SyntaxError. */
export function parseJson(text: string, maxDepth: number): Json {
  checkDepth(text, maxDepth);
  return asRead(text, JSON.parse(text) as Json);
}

/** The same in pieces, for a text that is long. */
export function* parsingJson(text: string, maxDepth: number): Sliced<Json> {
  checkDepth(text, maxDepth);
  yield turnOver;
  const value = JSON.parse(text) as Json;
  yield turnOver;
  return asRead(text, value);
}

function checkDepth(text: string, maxDepth: number): void {
  if (depthOf(text) > maxDepth) throw new SyntaxError(`nested deeper than ${maxDepth}`);
}

function asRead(text: string, parsed: Json): Json {
  const value = withoutNulls(parsed);
  return mayHoldHalves.test(text) ? inWholeCharacters(value) : value;
}

/** UTF-8 has no form for half a character: nothing that keeps or repeats a text may hold one (RFC 3629 §3). */
function inWholeCharacters(value: Json): Json {
  if (typeof value === 'string') return Buffer.from(value, 'utf8').toString('utf8');
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map(inWholeCharacters);
  const copy: Record<string, Json> = Object.create(null) as Record<string, Json>;
  for (const [key, member] of Object.entries(value)) copy[inWholeCharacters(key) as string] = inWholeCharacters(member);
  return copy;
}

/** Deepest nesting of brackets outside strings; counted before parsing, so that no recursion ever meets a hostile depth. */
function depthOf(text: string): number {
  let depth = 0;
  let deepest = 0;
  for (let at = 0; at < text.length; at++) {
    const char = text.charCodeAt(at);
    if (char === 0x22) {
      for (at++; at < text.length && text.charCodeAt(at) !== 0x22; at++) if (text.charCodeAt(at) === 0x5c) at++;
    } else if (char === 0x7b || char === 0x5b) deepest = Math.max(deepest, ++depth);
    else if (char === 0x7d || char === 0x5d) depth--;
  }
  return deepest;
}

/** The vendor's JSON mapper treats a null member as one that was not sent (clients send both: docs/contract/argus.md §9). */
function withoutNulls(value: Json): Json {
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map(withoutNulls);
  const members = Object.entries(value).filter(([, member]) => member !== null);
  const copy: Record<string, Json> = Object.create(null) as Record<string, Json>;
  for (const [key, member] of members) copy[key] = withoutNulls(member);
  return copy;
}
