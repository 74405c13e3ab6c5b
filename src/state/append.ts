/** Appends events to the shown World: those that clients submit, and those that arrive as time goes by. */
import { eventNumberRanges } from '../model/event-number.ts';
import type { Submitted } from '../model/submission.ts';
import type { World } from '../model/world.ts';
import { makeRowIndex } from './row-index.ts';
import { makeRawTail } from './raw-tail.ts';
import type { Mutable, Rows, RowValues } from './rows.ts';

/** A submitted event as columns hold it. */
export interface NewEvent extends RowValues, Omit<Submitted, 'row'> {}

export interface Appender {
  /** Both return the row. */
  readonly submit: (event: NewEvent) => number;
  readonly arrive: (values: RowValues, eventNumber: number) => number;
  /** Changes a submitted event. */
  readonly amend: (row: number, change: Amendment) => void;
}

/** What of a submitted event may change once it is there. */
export interface Amendment
  extends Partial<Omit<RowValues, 'timestamp'>>, Partial<Pick<Submitted, 'payload' | 'ends'>> {}

/** Makes the appender of the shown World, which is `base` until the first event. */
export function makeAppender(world: Mutable<World>, base: World, rows: Rows): Appender {
  const slots: (Mutable<Submitted> | null)[] = [];
  const all: Submitted[] = [];
  const byUuid = new Map<string, Submitted>();
  const rowIndex = makeRowIndex();
  const raw = makeRawTail(world, base);
  const rowOfEventNumber = (eventNumber: number): number | null =>
    base.rowOfEventNumber(eventNumber) ?? rowIndex.find(eventNumber);

  const append = (values: RowValues, eventNumber: number): number => {
    const row = rows.append(values, eventNumber);
    rowIndex.set(eventNumber, row);
    Object.assign(world, raw);
    world.rowOfEventNumber = rowOfEventNumber;
    world.submitted = { first: base.submitted.first, slots, all, byUuid };
    return row;
  };
  return {
    submit: (event) => {
      const row = append(event, eventNumberRanges.submitted + all.length);
      const { uuid, isRaw, subEvents, payload, ends } = event;
      const entry: Mutable<Submitted> = {
        row,
        uuid,
        isRaw,
        subEvents,
        payload,
        ...(ends !== undefined && { ends }),
      };
      slots.push(entry);
      all.push(entry);
      byUuid.set(uuid, entry);
      return row;
    },
    amend: (row, { payload, ends, ...values }) => {
      rows.amend(row, values);
      const entry = slots[row - base.submitted.first];
      if (entry === undefined || entry === null) return;
      if (payload !== undefined) entry.payload = payload;
      if (ends !== undefined) entry.ends = ends;
    },
    arrive: (values, eventNumber) => {
      slots.push(null);
      return append(values, eventNumber);
    },
  };
}
