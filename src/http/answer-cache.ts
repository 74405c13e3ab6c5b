/** Answers kept for requests that come again. */
import { LRUCache } from 'lru-cache';
import type { Reply } from './endpoint.ts';

/** Keys that are remembered of requests that came once: one for so many bytes, a power of two. */
const remembered = (bytes: number): number => 2 ** Math.floor(Math.log2(Math.min(4096, Math.max(64, bytes >>> 13))));
const largestKept = 262_144;

/** At most so many bytes. An answer is kept from its second time on: a client that walks through pages asks for each only once. */
export function makeAnswerCache(bytes: number) {
  // Of what came once a number is remembered, for keys would live just long enough to cost their collector most. Two that
  // have the same are kept a time early, which nobody notices.
  const offered = new Int32Array(remembered(bytes));
  /** Bytes of all answers that had been offered when that one was. */
  const times = new Float64Array(offered.length);
  let time = 0;
  const answers = new LRUCache<string, Reply>({
    maxSize: Math.max(1, bytes),
    // In gzip it may be kept as well.
    sizeCalculation: (reply, key) => Math.ceil(reply.body.length * 1.25) + key.length * 2 + 512,
  });
  return {
    get: (key: string): Reply | undefined => answers.get(key),
    /** Keeps the answer if its key was offered before, and since then no more than fits: else it would be gone before its next time too. */
    offer: (key: string, reply: Reply): void => {
      if (reply.body.length > largestKept || reply.body.length > bytes) return;
      const number = fingerprint(key);
      const slot = number & (offered.length - 1);
      const isSoon = offered[slot] === number && time - (times[slot] ?? 0) <= bytes;
      offered[slot] = number;
      times[slot] = time += reply.body.length;
      // A copy: the body may be a slice of something much larger.
      if (isSoon) answers.set(key, { ...reply, body: new Uint8Array(reply.body), isKept: true });
    },
  };
}

/** A number of 32 bits that a text has with few others in common; never 0. */
function fingerprint(text: string): number {
  let number = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) number = Math.imul(number ^ text.charCodeAt(at), 0x01000193);
  return number ^ (number >>> 15) || 1;
}
