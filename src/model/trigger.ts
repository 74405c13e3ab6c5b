/** When the triggers of an aggregated event happened: a pure function of its number, shared by raw events and captures. */
import { threefry, type Key } from '../kernel/random.ts';

const words = new Uint32Array(2);

/**
 * Epoch milliseconds of trigger `ordinal` (0 … count-1) of an event.
 * The first stands at `timestamp`, the last at `timestamp + duration`; those between are spread evenly, each shifted by less than half a step.
 */
export function triggerTime(
  key: Key,
  eventNumber: number,
  timestamp: number,
  duration: number,
  count: number,
  ordinal: number,
): number {
  if (ordinal === 0) return timestamp;
  if (ordinal === count - 1) return timestamp + duration;
  const step = duration / (count - 1);
  threefry(key, eventNumber, 0x4000_0000 + ordinal, words);
  const shift = ((words[0] ?? 0) / 0x1_0000_0000 - 0.5) * 0.9;
  return timestamp + Math.floor((ordinal + shift) * step);
}
