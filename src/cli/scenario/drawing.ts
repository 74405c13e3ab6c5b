/** Pictures of time in plain Unicode: bars, lanes and axes, one character a cell. */
import { isoUtc } from '../../kernel/clock.ts';

/** Which stretch of time lies over how many cells; epoch milliseconds. */
export interface Scale {
  readonly from: number;
  readonly to: number;
  readonly cells: number;
}

const eighths = [' ', '▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];

/** Counts of equal parts as bars over `cells` columns and `rows` lines, highest line first. */
export function bars(counts: readonly number[], cells: number, rows: number): readonly string[] {
  const sums = Array.from({ length: cells }, (_, cell) => {
    const from = (cell * counts.length) / cells;
    const to = ((cell + 1) * counts.length) / cells;
    let sum = 0;
    // A part that two cells share is divided between them.
    for (let part = Math.floor(from); part < to; part++)
      sum += (counts[part] ?? 0) * (Math.min(part + 1, to) - Math.max(part, from));
    return sum;
  });
  const most = Math.max(...sums, 1e-9);
  return Array.from({ length: rows }, (_, line) => {
    const floor = rows - 1 - line;
    return sums
      .map((sum) => eighths[Math.max(0, Math.min(8, Math.round((sum / most) * rows * 8) - floor * 8))])
      .join('')
      .trimEnd();
  });
}

const cellOf = ({ from, to, cells }: Scale, time: number): number =>
  Math.max(0, Math.min(cells - 1, Math.floor(((time - from) / (to - from)) * cells)));

/** Marks at their instants, joined from the first to the last; an arrow at an edge for what lies beyond it. */
export function lane(times: readonly number[], scale: Scale, [mark, line]: readonly [string, string]): string {
  const row = Array.from({ length: scale.cells }, () => ' ');
  const within = times.filter((time) => time >= scale.from && time < scale.to);
  const [first, last] = [within[0], within.at(-1)].map((time) => (time === undefined ? null : cellOf(scale, time)));
  if (typeof first === 'number' && typeof last === 'number') row.fill(line, first, last);
  for (const time of within) row[cellOf(scale, time)] = mark;
  if (times.some((time) => time >= scale.to)) row[scale.cells - 1] = '→';
  return row.join('');
}

const minute = 60_000;
const distances = [1, 2, 5, 10, 15, 30, 60, 120, 180, 360, 720, 1440, 2880, 10_080, 20_160, 43_200, 86_400].map(
  (one) => one * minute,
);
const roomy = 12;

/** A ruler with ticks at round distances, and below it their times: of the day, or dates where a tick is a day or more. */
export function axis({ from, to, cells }: Scale): readonly string[] {
  const distance = distances.find((one) => (one / (to - from)) * cells >= roomy) ?? to - from;
  const ruler = Array.from({ length: cells }, () => '─');
  const labels = Array.from({ length: cells }, () => ' ');
  let free = 0;
  for (let time = Math.ceil(from / distance) * distance; time < to; time += distance) {
    const cell = cellOf({ from, to, cells }, time);
    ruler[cell] = '┬';
    const iso = isoUtc(time);
    const text = distance >= 1440 * minute || time % (1440 * minute) === 0 ? iso.slice(5, 10) : iso.slice(11, 16);
    if (cell < free || cell + text.length > cells) continue;
    [...text].forEach((letter, at) => (labels[cell + at] = letter));
    free = cell + text.length + 1;
  }
  return [ruler.join(''), labels.join('').trimEnd()];
}

/** Lines of at most `width` characters, broken at spaces. */
export function wrapped(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+/).filter((one) => one !== '')) {
    const line = lines.at(-1);
    if (line !== undefined && line.length + 1 + word.length <= width) lines[lines.length - 1] = `${line} ${word}`;
    else lines.push(word);
  }
  return lines;
}
