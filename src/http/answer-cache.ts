/** Answers kept for requests that come again. */
import { LRUCache } from 'lru-cache';
import type { Reply } from './endpoint.ts';

/** Keys that are remembered of requests that came once: one for so many bytes. */
const remembered = (bytes: number): number => Math.min(4096, Math.max(64, bytes >>> 13));
const largestKept = 262_144;

/** At most so many bytes. An answer is kept from its second time on: a client that walks through pages asks for each only once. */
export function makeAnswerCache(bytes: number) {
  const offered = new LRUCache<string, true>({ max: remembered(bytes) });
  const answers = new LRUCache<string, Reply>({
    maxSize: Math.max(1, bytes),
    sizeCalculation: (reply, key) => reply.body.length + key.length * 2 + 512,
  });
  return {
    get: (key: string): Reply | undefined => answers.get(key),
    /** Keeps the answer if its key was offered before not long ago. */
    offer: (key: string, reply: Reply): void => {
      if (reply.body.length > largestKept || reply.body.length > bytes) return;
      // A copy: the body may be a slice of something much larger.
      if (offered.has(key)) answers.set(key, { ...reply, body: Uint8Array.from(reply.body) });
      else offered.set(key, true);
    },
  };
}
