/** Playback: what happens by itself as time goes by. Events arrive, the routine deals with them, people of stories act; in one order for all. */
import type { ArrivalBatch, Arrivals } from '../model/arrivals.ts';
import { eventNumbersPerDay, eventNumberOf, eventNumberRanges as ranges } from '../model/event-number.ts';
import type { StoryAction } from '../model/story.ts';
import type { World } from '../model/world.ts';
import { markBit } from '../model/mark.ts';
import { makeEventQueue, type EventQueue, type QueueEntry } from './event-queue.ts';
import type { Overlay } from './overlay.ts';
import { changingNames, valuesAt } from './rows.ts';

export interface Playback {
  /** Does what people of stories have done by the instant that the World shows; only passes it by where that is done already. */
  readonly begin: (isDone: boolean) => void;
  /** When the next thing is due; infinite when nothing ever is. */
  readonly due: () => number;
  /** Does the next thing. */
  readonly step: () => void;
  /** Whether it has ever done something but begin. */
  readonly hasStepped: () => boolean;
}

/** What is due at one instant happens in this order: cases first, then events, then what is done with them. */
const arrival = 0;
const turn = 1;
const FINALIZED = markBit('finalized');

/**
 * The playback of a World from the instant that it shows. `act` does what somebody of a story does.
 * Nothing is made before it is asked for: a World whose clock never runs has no queue.
 */
export function makePlayback(base: World, overlay: Overlay, act: (action: StoryAction) => void): Playback {
  const { arrivals, stories } = base;
  const actions = stories.actions;
  const days = new Map<number, { readonly batch: ArrivalBatch; left: number }>();
  let eventQueue: EventQueue | null = null;
  let [nextDay, nextCase, nextAction] = [0, 0, 0];
  let hasStepped = false;

  const begun = (): EventQueue => {
    if (eventQueue !== null) return eventQueue;
    const made = makeEventQueue();
    eventQueue = made;
    const { eventNumbers, known } = arrivals.later();
    known.forEach((at, place) => made.add(at, arrival, eventNumbers[place] ?? 0, place));
    arrivals.eachTurn((row, at) => made.add(at, turn, eventNumberOf(base, row), row));
    return made;
  };
  const beginDay = (): void => {
    const batch = arrivals.day(nextDay);
    days.set(nextDay, { batch, left: batch.columns.length });
    batch.known.forEach((at, place) => begun().add(at, arrival, batch.eventNumbers[place] ?? 0, place));
    nextDay += 1;
  };
  /** Where an arriving event comes from; a day is forgotten with its last one. */
  const sourceOf = (eventNumber: number): ArrivalBatch => {
    if (eventNumber < ranges.future) return arrivals.later();
    const index = Math.floor((eventNumber - ranges.future) / eventNumbersPerDay);
    const day = days.get(index);
    if (day === undefined) throw new RangeError(`day ${index} is over`);
    if (--day.left === 0) days.delete(index);
    return day.batch;
  };
  const happen = ({ at, rank, eventNumber, place }: QueueEntry): void => {
    if (rank === turn) return settle(overlay, arrivals, place, eventNumber, at);
    const { columns } = sourceOf(eventNumber);
    const row = overlay.arrive(valuesAt(columns, place), eventNumber);
    for (const later of arrivals.turnsOf(overlay.world.aggregated, row, eventNumber, at))
      begun().add(later, turn, eventNumber, row);
  };
  const dayAt = (): number => arrivals.dayBegins(nextDay);
  const caseAt = (): number => arrivals.cases[nextCase]?.at ?? Infinity;
  const actionAt = (): number => actions[nextAction]?.at ?? Infinity;
  const due = (): number => Math.min(dayAt(), caseAt(), begun().due(), actionAt());
  return {
    begin: (isDone) => {
      for (let next = actions[nextAction]; next !== undefined && next.at <= base.since; next = actions[++nextAction])
        if (!isDone) act(next);
    },
    due,
    hasStepped: () => hasStepped,
    step: () => {
      hasStepped = true;
      const at = due();
      const change = arrivals.cases[nextCase];
      if (dayAt() === at) beginDay();
      else if (change?.at === at) {
        nextCase += 1;
        overlay.begin();
        overlay.caseComes(change.entry);
      } else if (begun().due() === at) happen(begun().take());
      else act(actions[nextAction++] as StoryAction);
    },
  };
}

/**
 * An event changes by itself. What somebody has assessed is left alone, but that it is finalized.
 * The baseline follows, because raw events have what they have from it.
 */
function settle(overlay: Overlay, arrivals: Arrivals, row: number, eventNumber: number, at: number): void {
  const { world } = overlay;
  const triage = arrivals.triage(world.baseline, row, eventNumber, at, world.cases);
  const [columns, baseline] = [overlay.columnsAt(row), overlay.baselineAt(row)];
  if (overlay.isTouched(row)) {
    const isNew = (triage.flagsLow & FINALIZED) !== 0 && ((columns.flagsLow[row] ?? 0) & FINALIZED) === 0;
    if (!isNew) return;
    columns.flagsLow[row] = (columns.flagsLow[row] ?? 0) | FINALIZED;
    columns.updated[row] = Math.max(columns.updated[row] ?? 0, at);
    baseline.flagsLow[row] = (baseline.flagsLow[row] ?? 0) | FINALIZED;
    return;
  }
  for (const name of changingNames) columns[name][row] = baseline[name][row] = triage[name];
}
