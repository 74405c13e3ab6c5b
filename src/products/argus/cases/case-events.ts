/** How many events a case has, and when one came last: found in one pass over the events, once a version of the state. */
import type { Case, World } from '../../../model/world.ts';
import type { Simulation } from '../../shared/simulation.ts';

export interface CaseEvents {
  readonly count: number;
  /** Epoch milliseconds of the last change of the newest, as far as nobody wrote; null for none. */
  readonly last: number | null;
}

const none: CaseEvents = { count: 0, last: null };
const kept = new WeakMap<Simulation, { readonly version: number; readonly byIndex: ReadonlyMap<number, CaseEvents> }>();

export function eventsOfCase(simulation: Simulation, { index }: Case): CaseEvents {
  const version = simulation.state.version();
  let known = kept.get(simulation);
  if (known?.version !== version) kept.set(simulation, (known = { version, byIndex: counted(simulation.world) }));
  return known.byIndex.get(index) ?? none;
}

function counted({ aggregated, baseline, caseSets }: World): ReadonlyMap<number, CaseEvents> {
  const counts = new Uint32Array(caseSets.length);
  const lasts = new Float64Array(caseSets.length);
  const { cases } = aggregated;
  for (let row = 0; row < aggregated.length; row++) {
    const code = cases[row] ?? 0;
    if (code === 0) continue;
    counts[code] = (counts[code] ?? 0) + 1;
    if (baseline.cases[row] === code) lasts[code] = Math.max(lasts[code] ?? 0, baseline.updated[row] ?? 0);
  }
  const byIndex = new Map<number, CaseEvents>();
  caseSets.forEach((set, code) => {
    const count = counts[code] ?? 0;
    if (count === 0) return;
    for (const { index } of set) {
      const before = byIndex.get(index) ?? none;
      const last = Math.max(before.last ?? 0, lasts[code] ?? 0);
      byIndex.set(index, { count: before.count + count, last: last === 0 ? null : last });
    }
  });
  return byIndex;
}
