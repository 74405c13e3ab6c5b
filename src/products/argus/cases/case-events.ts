/** Events of cases: how many each has, and which the operations centre has associated with it by itself; found in one pass over the events, once a version of the state. */
import { keyOf, type Key } from '../../../kernel/random.ts';
import { uuidOf } from '../../../model/event-id.ts';
import { eventNumberOf } from '../../../model/event-number.ts';
import type { Case, World } from '../../../model/world.ts';
import type { Simulation } from '../../shared/simulation.ts';
import { eventId } from '../events/event-id.ts';
import { routineAt } from '../events/event-times.ts';
import { analystOf } from './records/life.ts';
import type { TransactionRecord } from './records/records.ts';

export interface CaseEvents {
  readonly count: number;
  /** Rows that nobody's command has associated with it. */
  readonly own: readonly number[];
  /** Epoch milliseconds when the last of these was associated; null for none. */
  readonly last: number | null;
}

const none: CaseEvents = { count: 0, own: [], last: null };
const kept = new WeakMap<Simulation, { readonly version: number; readonly byIndex: ReadonlyMap<number, CaseEvents> }>();

export function eventsOfCase(simulation: Simulation, { index }: Case): CaseEvents {
  const version = simulation.state.version();
  let known = kept.get(simulation);
  if (known?.version !== version) kept.set(simulation, (known = { version, byIndex: counted(simulation.world) }));
  return known.byIndex.get(index) ?? none;
}

/** Of what the World shows from the beginning only the last change is known; an event is associated with a case while that is open. */
function associatedAt(world: World, row: number, { opened, closed }: Case): number {
  const at = routineAt(world, row, 'associated', world.baseline.updated[row] ?? 0);
  return Math.max(opened, closed === null ? at : Math.min(at, closed - 1));
}

function counted(world: World): ReadonlyMap<number, CaseEvents> {
  const { caseSets } = world;
  const [now, before] = [world.aggregated.cases, world.baseline.cases];
  const counts = new Uint32Array(caseSets.length);
  const rows = new Map<number, number[]>();
  for (let row = 0; row < world.aggregated.length; row++) {
    const code = now[row] ?? 0;
    counts[code] = (counts[code] ?? 0) + 1;
    const own = before[row] ?? 0;
    if (own === 0) continue;
    const list = rows.get(own);
    if (list === undefined) rows.set(own, [row]);
    else list.push(row);
  }
  const byIndex = new Map<number, { count: number; own: number[]; last: number | null }>();
  caseSets.forEach((set, code) => {
    const own = rows.get(code) ?? [];
    const count = counts[code] ?? 0;
    if (code === 0 || count + own.length === 0) return;
    for (const entry of set) {
      const known = byIndex.get(entry.index) ?? { count: 0, own: [], last: null };
      byIndex.set(entry.index, known);
      known.count += count;
      for (const row of own) {
        known.own.push(row);
        known.last = Math.max(known.last ?? 0, associatedAt(world, row, entry));
      }
    }
  });
  return byIndex;
}

const keys = new WeakMap<World, Key>();

/** What the history of a case says of the events that the operations centre has associated with it by itself, in no order. */
export function ownAssociations(simulation: Simulation, entry: Case): readonly TransactionRecord[] {
  const { world } = simulation;
  const key = keys.get(world) ?? keyOf(world.seed, 'argus/case-associations');
  keys.set(world, key);
  const by = analystOf(world, entry);
  return eventsOfCase(simulation, entry).own.map((row) => {
    const eventNumber = eventNumberOf(world, row);
    return {
      id: uuidOf(key, eventNumber, 2 * (entry.index % 4000)),
      operation: 'eventAssociated',
      at: associatedAt(world, row, entry),
      by,
      isInternal: false,
      isSilent: true,
      notifications: [],
      changes: [
        {
          id: uuidOf(key, eventNumber, 2 * (entry.index % 4000) + 1),
          field: 'associatedEvent',
          objectType: 'string',
          value: eventId(world, row, null),
          previousValue: null,
          object: null,
          previousObject: null,
        },
      ],
    };
  });
}
