/** Bytes that look encrypted: cheap, deterministic, and without meaning. */
import type { Stream } from '../../../kernel/random.ts';

/** A linear congruential walk from one draw; bodies of captures need many bytes and no quality. */
export function noise(chance: Stream, length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  let state = chance.word();
  for (let at = 0; at < length; at++) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    bytes[at] = state >>> 24;
  }
  return bytes;
}
