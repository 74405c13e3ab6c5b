/** When a row became known: nothing that is said of a record is later. A pure function of the World and the row's origin, whenever somebody asks. */
import { eventNumberOf, eventNumberRanges } from '../../../model/event-number.ts';
import type { StoryEvent } from '../../../model/story.ts';
import type { World } from '../../../model/world.ts';

/** Epoch milliseconds. Of the World's own background only the end is known: its records come in until then, each at a time of its own. */
export function makeArrivalTime(world: World): (row: number) => number {
  // A record asks several times, and so do all events of an alarm.
  let last = { origin: -1, known: 0 };
  return (row) => {
    const origin = eventNumberOf(world, row);
    if (origin < eventNumberRanges.story) return world.end;
    // Nothing ever happens to a submitted event by itself, so its first change is that it was written.
    if (origin >= eventNumberRanges.submitted) return world.baseline.updated[row] ?? world.end;
    if (last.origin !== origin) last = { origin, known: arrivalOf(world, row, origin) };
    return last.known;
  };
}

function arrivalOf(world: World, row: number, origin: number): number {
  const { baseline, arrivals: course, stories } = world;
  if (origin >= eventNumberRanges.future) return course.moments(baseline, row, origin).known;
  return (
    storyEvent(stories.events, baseline.timestamp[row] ?? 0, origin - eventNumberRanges.story)?.arrives ?? world.end
  );
}

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
