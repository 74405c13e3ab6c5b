/** Lengths of time and instants as stories write them, and what the seed draws between two of them. */
import { parseIsoUtc } from '../../kernel/clock.ts';
import { parseSpan, type SpanForms } from '../../kernel/duration.ts';
import { threefry, type Key } from '../../kernel/random.ts';

const storySpan: SpanForms = { units: ['ms', 's', 'm', 'h', 'd'], sign: 'optional', compound: true };
const momentSpan: SpanForms = { units: ['s', 'm', 'h', 'd'], sign: 'needed', compound: true };

/** Integers between two inclusive bounds; the same twice for what is not drawn. */
export interface Between {
  readonly low: number;
  readonly high: number;
}

/** `500ms`, `30s`, `5m`, `2h`, `1d`, `1h44m`, with or without a sign, in milliseconds. */
export const spanOf = (text: string): number => parseSpan(text, storySpan) ?? 0;

/** A length of time, or two that the seed draws between, in either order. */
export function spansOf(value: string | readonly [string, string]): Between {
  const [one, two] = typeof value === 'string' ? [value, value] : value;
  return between(spanOf(one), spanOf(two));
}

export const amountsOf = (value: number | readonly [number, number]): Between =>
  typeof value === 'number' ? between(value, value) : between(value[0], value[1]);

const between = (one: number, two: number): Between => ({ low: Math.min(one, two), high: Math.max(one, two) });

/**
 * Epoch milliseconds of a moment in a World that ends at `end`. `declared` is the end that the scenario itself gives:
 * instants move by as much as the World was moved. Null for text that is no moment.
 */
export function momentOf(text: string, end: number, declared: number): number | null {
  const offset = parseSpan(text, momentSpan);
  if (offset !== null) return end + offset;
  const instant = parseIsoUtc(text);
  return instant === null ? null : instant + end - declared;
}

/** What a draw is for; further ones get further numbers, so that they never move the others. */
export const purpose = {
  gap: 0,
  jitter: 1,
  count: 2,
  duration: 3,
  processing: 4,
  port: 5,
  from: 6,
  to: 7,
  variant: 8,
  after: 9,
  repeat: 10,
  arrives: 11,
  alarm: 12,
  chance: 13,
} as const;

const words = new Uint32Array(2);

/** An integer between the bounds, for repetition `index` of the step with this key. */
export function drawn({ low, high }: Between, key: Key, index: number, why: number): number {
  if (low === high) return low;
  return low + below(high - low + 1, key, index, why);
}

/** An integer from 0 to `bound` - 1; `bound` is at most 2^53. */
export function below(bound: number, key: Key, index: number, why: number): number {
  if (bound === 1) return 0;
  threefry(key, index, why, words);
  return Math.floor(((words[0] ?? 0) / 0x1_0000_0000) * bound);
}
