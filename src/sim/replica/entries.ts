/** Entries of a world's stream as bytes: a request with its body, or notes of requests that changed nothing. */
import type { BodyFault } from '../../http/body.ts';
import type { RequestHead } from '../../http/product.ts';
import type { Json } from '../../kernel/schema.ts';
import type { KeptNote } from '../journal/entry.ts';

/** A request as every replica carries it out. */
export interface OrderedRequest {
  readonly kind: 'request';
  /** Whether it is for the control plane. */
  readonly isControl: boolean;
  readonly head: RequestHead;
  /** Milliseconds between its arrival and its place in the order. */
  readonly waited: number;
  /** Why its body could not be read; null where it could. */
  readonly fault: BodyFault | null;
}

/** Something that came to a sink without a request. */
export interface OrderedMessage {
  readonly kind: 'message';
  readonly sink: string;
}

export interface OrderedNotes {
  readonly kind: 'notes';
  readonly notes: readonly KeptNote[];
}

/** The world is no more, or another one has its place: nothing that comes after this is carried out. */
export interface OrderedEnd {
  readonly kind: 'end';
}

export type WorldEntry = OrderedRequest | OrderedMessage | OrderedNotes | OrderedEnd;

const lengthBytes = 4;

/** A head in JSON, its length before it, and the body as it is. */
export function encoded(head: WorldEntry, body: Uint8Array = new Uint8Array()): Uint8Array {
  const text = Buffer.from(JSON.stringify(head));
  const bytes = Buffer.allocUnsafe(lengthBytes + text.length + body.length);
  bytes.writeUInt32BE(text.length, 0);
  bytes.set(text, lengthBytes);
  bytes.set(body, lengthBytes + text.length);
  return bytes;
}

export function decoded(bytes: Uint8Array): { readonly entry: WorldEntry; readonly body: Buffer } {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const end = lengthBytes + buffer.readUInt32BE(0);
  return {
    entry: JSON.parse(buffer.toString('utf8', lengthBytes, end)) as WorldEntry,
    body: buffer.subarray(end),
  };
}

/** Several notes as one entry. */
export const packedNotes = (notes: readonly Json[]): Uint8Array =>
  encoded({ kind: 'notes', notes: notes as unknown as readonly KeptNote[] });

/** Ends a world. */
export const worldEnd = (): Uint8Array => encoded({ kind: 'end' });
