/** The arrivals of a made World: what is still to come of it, and what the routine of the operations centre does with events. */
import { firstIndex } from '../kernel/search.ts';
import { makeColumns } from '../model/columns.ts';
import { withRows, timeOfRow } from '../model/late-columns.ts';
import type { ArrivalBatch, Arrivals } from '../model/arrivals.ts';
import { eventNumbersPerDay, eventNumberRanges as ranges } from '../model/event-number.ts';
import { fillBackground } from './background/background.ts';
import { makeLifecycle, type InitialState } from './lifecycle.ts';
import { longestRoutine } from './background/triage.ts';

const keptDays = 3;
/** An event is at most an hour long, and its routine is done some twenty hours after it. */
const longestLifecycle = 3_600_000 + longestRoutine;

export function makeArrivals(initialState: InitialState): Arrivals {
  const { generation, days, since, columns: frozen, eventNumbers } = initialState;
  const lifecycle = makeLifecycle(initialState);
  const kept = new Map<number, ArrivalBatch>();
  let later: ArrivalBatch | null = null;

  const makeDay = (index: number): ArrivalBatch => {
    const rowBlock = days.rowBlock(index);
    const columns = makeColumns(rowBlock.rows);
    const target = { columns, at: 0 };
    fillBackground(generation, rowBlock, target, { from: 0, to: rowBlock.rows }, { at: null, since, cap: Infinity });
    const first = ranges.future + index * eventNumbersPerDay;
    return {
      columns,
      eventNumbers: Uint32Array.from(columns.updated, (_, row) => first + row),
      known: columns.updated,
    };
  };
  /** The first row that may still change by itself; a case that is opened later may take any event before it. */
  const firstUnsettled = (): number => {
    if (initialState.cases.length > 0) return 0;
    const bound = since - longestLifecycle - lifecycle.latest;
    const time = timeOfRow(frozen);
    return firstIndex(0, frozen.length, (row) => time(row) >= bound);
  };
  return {
    ...lifecycle,
    later: () => (later ??= initialState.later()),
    dayBegins: days.begins,
    day: (index) => {
      const made = kept.get(index) ?? makeDay(index);
      kept.delete(index);
      kept.set(index, made);
      if (kept.size > keptDays) kept.delete(kept.keys().next().value ?? -1);
      return made;
    },
    cases: initialState.cases,
    eachTurn: (visit) => {
      const first = firstUnsettled();
      const columns = withRows(frozen, first, frozen.length);
      for (let row = first; row < frozen.length; row++) {
        const eventNumber = eventNumbers === null ? row : (eventNumbers[row] ?? 0);
        for (const at of lifecycle.turnsOf(columns, row, eventNumber, since)) visit(row, at);
      }
    },
  };
}
