/** Cases as they stood at an instant before the World's end, and how they went on. */
import type { Arrivals } from '../model/arrivals.ts';
import type { Case, World } from '../model/world.ts';

type History = Pick<World, 'cases' | 'caseSets'> & { readonly arrivals: Arrivals['cases'] };

/** Before a case was closed the operations centre worked on it; before it was opened there was none. */
export function casesAsOf({ cases, caseSets }: Pick<World, 'cases' | 'caseSets'>, instant: number): History {
  const isClosedLater = ({ closed }: Case): boolean => closed !== null && closed > instant;
  const open = (entry: Case): Case =>
    isClosedLater(entry) ? { ...entry, status: 'workingSoc', closed: null, mergedInto: null } : entry;
  const then = new Map(cases.map((entry) => [entry.index, open(entry)]));
  const opened = cases
    .filter((entry) => entry.opened > instant)
    .map((entry) => ({ at: entry.opened, entry: open(entry) }));
  const closed = cases.filter(isClosedLater).map((entry) => ({ at: entry.closed ?? instant, entry }));
  return {
    cases: cases.filter((entry) => entry.opened <= instant).map(open),
    caseSets: caseSets.map((set) => set.map((entry) => then.get(entry.index) ?? entry)),
    arrivals: [...opened, ...closed].sort((one, other) => one.at - other.at),
  };
}
