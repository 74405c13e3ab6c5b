/** The timeline: lays timestamps out first, so that events can be mapped on to them. */
import { calendar } from '../../kernel/clock.ts';
import type { Stream } from '../../kernel/random.ts';

const binLength = 300_000;
const binsAnHour = 12;
const guideSize = 16_384;

export interface Rhythm {
  readonly hours: readonly number[];
  readonly weekdays: readonly number[];
  readonly bursts: number;
  /** Rates of the hours from the first on, in place of the others. */
  readonly course?: readonly number[] | undefined;
}

/** No hour or day is busier than another. */
export const evenRhythm: Rhythm = {
  hours: Array.from({ length: 24 }, () => 1),
  weekdays: Array.from({ length: 7 }, () => 1),
  bursts: 0,
};

/** What happens in a bin that begins at an instant. */
function usualRate({ hours, weekdays }: Rhythm, at: number): number {
  const { weekday, hour } = calendar(at);
  return (hours[hour] ?? 1) * (weekdays[weekday] ?? 1) * 16;
}

/**
 * Makes the function from a share of the events (0 ≤ share < 1) to epoch milliseconds.
 * It is monotone, so event i of N at share (i + jitter) / N keeps its order whatever the others draw.
 */
export function makeTimeline(start: number, end: number, rhythm: Rhythm, chance: Stream): (share: number) => number {
  const bins = Math.ceil((end - start) / binLength);
  const rate = new Float64Array(bins);
  for (let bin = 0; bin < bins; bin++) {
    rate[bin] = rhythm.course?.[Math.floor(bin / binsAnHour)] ?? usualRate(rhythm, start + bin * binLength);
  }
  for (let burst = 0; burst < rhythm.bursts; burst++) {
    const from = chance.below(bins);
    const factor = chance.between(3, 9);
    const until = Math.min(bins, from + chance.between(1, 12));
    for (let bin = from; bin < until; bin++) rate[bin] = (rate[bin] ?? 0) * factor;
  }
  // A period in which nothing ever happens is laid out evenly rather than divided by zero.
  if (rate.every((weight) => weight === 0)) rate.fill(1);
  const passed = new Float64Array(bins + 1);
  for (let bin = 0; bin < bins; bin++) passed[bin + 1] = (passed[bin] ?? 0) + (rate[bin] ?? 0);
  const total = passed[bins] ?? 1;
  const guide = new Uint32Array(guideSize);
  for (let slot = 0, bin = 0; slot < guideSize; slot++) {
    while ((passed[bin + 1] ?? 0) <= (slot / guideSize) * total) bin++;
    guide[slot] = bin;
  }
  const last = end - start - 1;
  return (share) => {
    const reached = share * total;
    let bin = guide[Math.floor(share * guideSize)] ?? 0;
    while ((passed[bin + 1] ?? total) <= reached) bin++;
    const into = (reached - (passed[bin] ?? 0)) / (rate[bin] ?? 1);
    return start + Math.min(last, bin * binLength + Math.floor(into * binLength));
  };
}
