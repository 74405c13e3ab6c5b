/** When a row came to the operations centre: a pure function of the World and the row's number, whenever somebody asks. */
import { eventNumberOf, eventNumberRanges } from '../../model/event-number.ts';
import type { StoryEvent } from '../../model/story.ts';
import type { World } from '../../model/world.ts';

/** Epoch milliseconds. */
export const makeArrivalTime =
  (world: World) =>
  (row: number): number => {
    const { baseline, arrivals, stories, end } = world;
    const number = eventNumberOf(world, row);
    // Nothing ever happens to a submitted event by itself, so its first change is that it was written.
    if (number >= eventNumberRanges.submitted) return baseline.updated[row] ?? end;
    if (number < eventNumberRanges.story || number >= eventNumberRanges.future)
      return arrivals.known(baseline, row, number);
    return storyEvent(stories.events, baseline.timestamp[row] ?? 0, number - eventNumberRanges.story)?.arrives ?? end;
  };

/** The event of a number, among events in order of time. */
function storyEvent(events: readonly StoryEvent[], timestamp: number, number: number): StoryEvent | undefined {
  let low = 0;
  let high = events.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const { timestamp: time, number: other } = events[middle] as StoryEvent;
    if (time < timestamp || (time === timestamp && other < number)) low = middle + 1;
    else high = middle;
  }
  const found = events[low];
  return found?.number === number ? found : undefined;
}
