/** Round widths of time: for the intervals that are counted, and for what stands below an axis. */
import { isoUtc } from '../../kernel/clock.ts';

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

const widths = [
  ...[1, 2, 5, 10, 15, 30].map((count) => count * second),
  ...[1, 2, 5, 10, 15, 30].map((count) => count * minute),
  ...[1, 2, 3, 6, 12].map((count) => count * hour),
  ...[1, 2, 7, 14, 28, 91, 364].map((count) => count * day),
] as const;

/** The least round width of which at most so many fit into a span. */
export const roundWidth = (span: number, most: number): number =>
  widths.find((width) => span / width <= most) ?? 3640 * day;

/** Multiples of a round width between two instants, at most so many. */
export function ticksBetween(from: number, to: number, most: number): readonly number[] {
  const width = roundWidth(to - from, most);
  const first = Math.ceil(from / width);
  const count = Math.max(0, Math.floor(to / width) - first + 1);
  return Array.from({ length: count }, (_, place) => (first + place) * width);
}

/** `14:30`, or the date where a day begins. */
export function tickText(instant: number, width: number): string {
  const text = isoUtc(instant);
  if (width >= day || instant % day === 0) return text.slice(5, 10);
  return text.slice(11, width < minute ? 19 : 16);
}

/** `2 h 5 min`, the two greatest units of a span. */
export function lastingText(milliseconds: number): string {
  const units = [
    [day, 'd'],
    [hour, 'h'],
    [minute, 'min'],
    [second, 's'],
  ] as const;
  let left = Math.round(milliseconds / second) * second;
  const parts = units.flatMap(([length, name]) => {
    const count = Math.floor(left / length);
    left -= count * length;
    return count === 0 ? [] : [`${count} ${name}`];
  });
  return parts.slice(0, 2).join(' ') || '0 s';
}
