/** Properties of events: what the detail says, what the sensor adds, and how they are searched. */
import type { Predicate } from '../../../corpus/predicate.ts';
import { threefry } from '../../../kernel/random.ts';
import { valuesOf } from '../../../model/detection.ts';
import { eventNumberOf } from '../../../model/event-number.ts';
import type { World } from '../../../model/world.ts';
import { ofDetails } from './selections.ts';
import type { EventTable } from './table.ts';

/** The one property that differs from event to event (seed 000 sample): when the agent read the event. */
export const parseTimestampKey = 'agent.parseTimestamp';

const words = new Uint32Array(2);

/** Epoch milliseconds when the agent parsed an event: 20 to 2,000 ms after it happened. */
export function parsedAt(world: World, row: number, timestamp: number): number {
  threefry(world.rowKey, eventNumberOf(world, row), 0x1000_0000, words);
  return timestamp + 20 + ((words[0] ?? 0) % 1981);
}

/** Exact: one of the values is the text. Words: every word of the text is a word of one value, in any case. */
export type PropertyMatch = 'exact' | 'words';

/** The value of that property, of the events of a table. */
export function parsedTextOf({ world, parent, time }: EventTable): (row: number) => string {
  const created = time('created');
  return (row) => String(parsedAt(world, parent === null ? row : (parent[row] ?? 0), created(row)));
}

/** Events with a property of this key and value. */
export function propertyMatch(table: EventTable, key: string, value: string, match: PropertyMatch): Predicate {
  if (key === parseTimestampKey) {
    const textOf = parsedTextOf(table);
    return { kind: 'row', test: (row) => textOf(row) === value };
  }
  const wanted = wordsOf(value);
  return ofDetails(table.world, (detail) =>
    valuesOf(detail.variant, key).some((candidate) =>
      match === 'exact' ? candidate === value : wanted.every((word) => wordsOf(candidate).includes(word)),
    ),
  );
}

/** The words of a text, in lower case. */
export const wordsOf = (text: string): readonly string[] =>
  text
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
