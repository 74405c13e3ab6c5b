/** The World's rows up to its end: background and what stories have brought, in order of time. */
import { keyOf, threefry } from '../kernel/random.ts';
import { firstIndex } from '../kernel/search.ts';
import type { Columns } from '../model/columns.ts';
import { eventNumberRanges as ranges } from '../model/event-number.ts';
import type { Stories, StoryEvent } from '../model/story.ts';
import type { Detail, Sensor } from '../model/world.ts';
import { fillBackground, type GenerationContext } from './background/background.ts';
import { makeRowCursor } from './background/row-cursor.ts';
import { beginOf } from './timeline/row-block.ts';
import { lazy } from '../kernel/lazy.ts';
import { fillStorySide, type Until } from './background/triage.ts';

export interface Merged {
  readonly length: number;
  /** True when each row's number is its index. */
  readonly isPlain: boolean;
  /** Writes rows `from` … `to`-1 to the columns, the first of them at index `at`. */
  readonly write: (target: RowTarget, from: number, to: number, until: Until) => void;
  /** Writes their numbers, from index 0 on. */
  readonly number: (eventNumbers: Uint32Array, from: number, to: number) => void;
  /** The time of a row. */
  readonly timeOf: (row: number) => number;
  /** The row of an event by number; null when it is none of these. */
  readonly rowOf: (eventNumber: number) => number | null;
}

export interface RowTarget {
  readonly columns: Columns;
  readonly at: number;
}

/** Background keeps its order; of an event of a story at the same instant, it comes first. */
export function mergeRows(seed: string, generation: GenerationContext, { events }: Stories, end: number): Merged {
  const { rows } = generation.own;
  const told = inOrder(events.filter(({ arrives }) => arrives <= end));
  const before = lazy(() => placesOf(generation, told));
  const placeOf = lazy(() => new Map(told.map(({ number }, place) => [number, place])));
  const fillStory = makeStoryFill(seed, generation);
  /** The row of an event of a story. */
  const rowOfPlace = (place: number): number => (before()[place] ?? 0) + place;
  const firstPlace = (row: number): number =>
    told.length === 0 ? 0 : firstIndex(0, told.length, (place) => rowOfPlace(place) >= row);
  return {
    length: rows + told.length,
    isPlain: told.length === 0,
    write: ({ columns, at }, from, to, until) => {
      let place = firstPlace(from);
      for (let row = from; row < to;) {
        // Background up to the next event of a story, then that event.
        const next = place < told.length ? rowOfPlace(place) : rows + told.length;
        const numbers = { from: row - place, to: Math.min(next, to) - place };
        fillBackground(generation, generation.own, { columns, at: at + row - from }, numbers, until);
        row = Math.min(next, to);
        if (row >= to) break;
        fillStory(columns, at + row - from, told[place++] as StoryEvent, until.at);
        row += 1;
      }
    },
    number: (eventNumbers, from, to) => {
      let place = firstPlace(from);
      for (let row = from; row < to; row++) {
        const isStory = place < told.length && rowOfPlace(place) === row;
        eventNumbers[row - from] = isStory ? ranges.story + (told[place++] as StoryEvent).number : row - place;
      }
    },
    timeOf: (row) => {
      const place = firstPlace(row);
      if (place < told.length && rowOfPlace(place) === row) return (told[place] as StoryEvent).timestamp;
      return beginOf(generation.own, row - place);
    },
    rowOf: (eventNumber) => {
      if (eventNumber < ranges.story) {
        if (eventNumber >= rows) return null;
        return told.length === 0
          ? eventNumber
          : eventNumber + firstIndex(0, told.length, (at) => (before()[at] ?? 0) > eventNumber);
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
    const row = makeRowCursor(columns, at);
    row.customer = (generation.sensors[event.sensor] as Sensor).customer;
    row.detail = generation.details[event.detail] as Detail;
    fillStorySide(generation.triage, row, event, ((words[0] ?? 0) & 3) === 0, now);
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
    row = firstIndex(row + (step >>> 1), Math.min(own.rows, row + step - 1), (at) => beginOf(own, at) > timestamp);
    places[place] = row;
  });
  return places;
}
