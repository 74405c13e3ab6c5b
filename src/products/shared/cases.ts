/** The commands that open, merge and close cases: the operations centre's own, which no endpoint here offers. */
import type { Case } from '../../model/world.ts';
import type { Applier } from '../../state/state.ts';

/** Opens a case that a story has prepared. */
const open: Applier = (overlay, command) => {
  const { case: index } = command.data as { case: number };
  const { cases, stories } = overlay.world;
  const planned = stories.cases.find((entry) => entry.index === index);
  if (planned === undefined || cases.some((entry) => entry.index === index)) return null;
  overlay.setCase({ ...planned, opened: command.at, closed: null, mergedInto: null });
  return planned.id;
};

/** A case that is merged into another is closed with it; one that is merged into itself, round about, stays as it is. */
const merge: Applier = (overlay, command) => {
  const { case: index, into } = command.data as { case: number; into: number };
  const { cases } = overlay.world;
  const [merged, target] = [index, into].map((one) => cases.find((entry) => entry.index === one));
  if (merged === undefined || target === undefined || leadsTo(target, merged)) return null;
  overlay.setCase({ ...merged, status: 'closed', closed: merged.closed ?? command.at, mergedInto: target });
  return merged.id;
};

const close: Applier = (overlay, command) => {
  const { case: index } = command.data as { case: number };
  const entry = overlay.world.cases.find((one) => one.index === index);
  if (entry === undefined || entry.closed !== null) return null;
  overlay.setCase({ ...entry, status: 'closed', closed: command.at });
  return entry.id;
};

const leadsTo = (from: Case, to: Case): boolean =>
  from.index === to.index || (from.mergedInto !== null && leadsTo(from.mergedInto, to));

export const caseAppliers: Readonly<Record<string, Applier>> = {
  'case/open': open,
  'case/merge': merge,
  'case/close': close,
};
