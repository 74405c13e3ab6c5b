/** Raw events of appended rows: laid out behind the World's own when somebody looks, never twice. */
import { finished, pieceOfWork, type Sliced } from '../kernel/slices.ts';
import type { RawColumns } from '../model/columns.ts';
import { eventNumberOf } from '../model/event-number.ts';
import { keptDetails } from '../model/submitted.ts';
import { triggerTime } from '../model/trigger.ts';
import type { World } from '../model/world.ts';
import { longer } from './rows.ts';

/** What laying out the raw events of a row costs. */
const unitsOfRow = 300;

/** Makes what reads them for a World that is the frozen `base` with rows appended, at once or in pieces. */
export function makeRawTail(world: World, base: World): Pick<World, 'raw' | 'layingOutRaw'> {
  let laid = { upTo: base.aggregated.length, columns: null as RawColumns | null };

  const layOut = (columns: RawColumns, row: number): RawColumns => {
    const { timestamp, duration, count } = world.aggregated;
    const times = { from: timestamp[row] ?? 0, duration: duration[row] ?? 0, count: count[row] ?? 1 };
    const kept = keptDetails(world, row, times.count);
    const eventNumber = eventNumberOf(world, row);
    const roomy = withRoom(columns, columns.length + kept);
    for (let ordinal = 0; ordinal < kept; ordinal++) {
      const at = columns.length + ordinal;
      roomy.timestamp[at] = triggerTime(world.rowKey, eventNumber, times.from, times.duration, times.count, ordinal);
      roomy.parent[at] = row;
      roomy.ordinal[at] = ordinal;
    }
    return { ...roomy, length: columns.length + kept };
  };
  function* laying(): Sliced<RawColumns> {
    if (laid.columns === null) {
      yield* base.layingOutRaw();
      laid = { ...laid, columns: base.raw() };
    }
    let done = 0;
    while (laid.upTo < world.aggregated.length) {
      laid = { columns: layOut(laid.columns ?? base.raw(), laid.upTo), upTo: laid.upTo + 1 };
      done += unitsOfRow;
      if (done < pieceOfWork) continue;
      yield done;
      done = 0;
    }
    // Who reads on from before the last rows finds what is behind them too, and does not look there.
    return laid.columns ?? base.raw();
  }
  const isLaid = (): boolean => laid.upTo >= world.aggregated.length;
  return {
    raw: () => (laid.columns !== null && isLaid() ? laid.columns : finished(laying())),
    layingOutRaw: laying,
  };
}

function withRoom(columns: RawColumns, length: number): RawColumns {
  if (length <= columns.timestamp.length) return columns;
  const capacity = length + Math.max(64, columns.length >>> 2);
  return {
    ...columns,
    timestamp: longer(columns.timestamp, capacity),
    parent: longer(columns.parent, capacity),
    ordinal: longer(columns.ordinal, capacity),
  };
}
