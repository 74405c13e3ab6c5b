/** The World's rows up to its end: background and what stories have brought, in order of time. */
import { keyOf, threefry } from '../kernel/random.ts';
import type { Columns } from '../model/columns.ts';
import { eventNumberRanges as ranges } from '../model/event-number.ts';
import type { Stories, StoryEvent } from '../model/story.ts';
import type { Detail, Sensor } from '../model/world.ts';
import { beginOf, fillBackground, type GenerationContext } from './background.ts';
import { lazy } from '../kernel/lazy.ts';
import { fillStorySide, type Until } from './triage.ts';

export interface Merged {
  readonly length: number;
  /** True when each row is its own origin. */
  readonly isPlain: boolean;
  /** Fills rows `from` … `to`-1, and their origins, from index 0 on. */
  readonly fill: (columns: Columns, eventNumbers: Uint32Array, from: number, to: number, until: Until) => void;
  /** The row of an origin; null when it is none of these. */
  readonly rowOf: (eventNumber: number) => number | null;
}

/** Background keeps its order; of an event of a story at the same instant, it comes first. */
export function mergeRows(seed: string, generation: GenerationContext, { events }: Stories, end: number): Merged {
  const { rows } = generation.own;
  const told = inOrder(events.filter(({ arrives }) => arrives <= end));
  const before = lazy(() => placesOf(generation, told));
  const placeOf = lazy(() => new Map(told.map(({ number }, place) => [number, place])));
  const fillStory = makeStoryFill(seed, generation);
  return {
    length: rows + told.length,
    isPlain: told.length === 0,
    fill: (columns, eventNumbers, from, to, until) => {
      let place = told.length === 0 ? 0 : firstFrom(before(), from);
      for (let row = from; row < to;) {
        // Background up to the next event of a story, then that event.
        const next = place < told.length ? (before()[place] ?? 0) + place : rows + told.length;
        const rowBlock = { from: row - place, to: Math.min(next, to) - place };
        fillBackground(generation, generation.own, columns, rowBlock, row - from, until);
        for (let number = rowBlock.from; number < rowBlock.to; number++) eventNumbers[number + place - from] = number;
        row = Math.min(next, to);
        if (row >= to) break;
        const event = told[place++] as StoryEvent;
        fillStory(columns, row - from, event, until.at);
        eventNumbers[row - from] = ranges.story + event.number;
        row += 1;
      }
    },
    rowOf: (eventNumber) => {
      if (eventNumber < ranges.story) {
        if (eventNumber >= rows) return null;
        return told.length === 0 ? eventNumber : eventNumber + upTo(before(), eventNumber);
      }
      const place = placeOf().get(eventNumber - ranges.story);
      return place === undefined ? null : (before()[place] ?? 0) + place;
    },
  };
}

/** Writes an event of a story, as it is when it becomes known. */
export function makeStoryFill(
  seed: string,
  generation: GenerationContext,
): (columns: Columns, at: number, event: StoryEvent, now: number | null) => void {
  const key = lazy(() => keyOf(seed, 'story/rows'));
  const words = new Uint32Array(2);
  return (columns, at, event, now) => {
    columns.timestamp[at] = event.timestamp;
    columns.duration[at] = event.duration;
    columns.sensor[at] = event.sensor;
    columns.detail[at] = event.detail;
    columns.source[at] = event.source;
    columns.destination[at] = event.destination;
    columns.sourcePort[at] = event.sourcePort;
    columns.destinationPort[at] = event.destinationPort;
    columns.count[at] = event.count;
    threefry(key(), event.number, 0, words);
    const { customer } = generation.sensors[event.sensor] as Sensor;
    const detail = generation.details[event.detail] as Detail;
    fillStorySide(generation.triageContext, columns, at, detail, customer, event, ((words[0] ?? 0) & 3) === 0, now);
  };
}

const inOrder = (events: readonly StoryEvent[]): readonly StoryEvent[] => {
  const isBefore = (one: StoryEvent, other: StoryEvent): boolean =>
    one.timestamp < other.timestamp || (one.timestamp === other.timestamp && one.number < other.number);
  const isSorted = events.every((event, index) => index === 0 || isBefore(events[index - 1] as StoryEvent, event));
  return isSorted ? events : events.toSorted((one, other) => (isBefore(one, other) ? -1 : 1));
};

/** For each event of the stories, how many background events come before it. */
function placesOf({ own }: GenerationContext, told: readonly StoryEvent[]): Uint32Array {
  const places = new Uint32Array(told.length);
  let row = 0;
  told.forEach(({ timestamp }, place) => {
    // Doubling steps, then halving ones: few looks where events lie close together, and few where they lie far apart.
    let step = 1;
    while (row + step <= own.rows && beginOf(own, row + step - 1) <= timestamp) step *= 2;
    let [low, high] = [row + (step >>> 1), Math.min(own.rows, row + step - 1)];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (beginOf(own, middle) <= timestamp) low = middle + 1;
      else high = middle;
    }
    places[place] = row = low;
  });
  return places;
}

/** The first event of a story at or behind a row. */
function firstFrom(before: Uint32Array, row: number): number {
  let [low, high] = [0, before.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((before[middle] ?? 0) + middle < row) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** How many events of stories stand before a background event. */
function upTo(before: Uint32Array, eventNumber: number): number {
  let [low, high] = [0, before.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((before[middle] ?? 0) <= eventNumber) low = middle + 1;
    else high = middle;
  }
  return low;
}
