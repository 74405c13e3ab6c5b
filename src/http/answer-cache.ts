/** Answers kept for requests that come again. */
import { LRUCache } from 'lru-cache';
import type { Reply } from './endpoint.ts';

export interface AnswerCache {
  readonly get: (key: string) => Reply | undefined;
  /** Keeps the answer if its key was offered before not long ago. */
  readonly offer: (key: string, reply: Reply) => void;
}

/** Keys that are remembered of requests that came once: one for so many bytes. */
const remembered = (bytes: number): number => Math.min(4096, Math.max(64, bytes >>> 13));
const largestKept = 262_144;

/** At most so many bytes. An answer is kept from its second time on: a client that walks through pages asks for each only once. */
export function makeAnswerCache(bytes: number): AnswerCache {
  const offered = new LRUCache<string, true>({ max: remembered(bytes) });
  const answers = new LRUCache<string, Reply>({
    maxSize: Math.max(1, bytes),
    sizeCalculation: (reply, key) => reply.body.length + key.length * 2 + 512,
  });
  return {
    get: (key) => answers.get(key),
    offer: (key, reply) => {
      if (reply.body.length > largestKept || reply.body.length > bytes) return;
      // A copy: the body may be a slice of something much larger.
      if (offered.has(key)) answers.set(key, { ...reply, body: Uint8Array.from(reply.body) });
      else offered.set(key, true);
    },
  };
}
