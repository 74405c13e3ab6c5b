/**
 * What the operations centre made of an alarm, read from the same verdicts, cases and flags that Argus shows: the work of one team.
 *
 * Closed: all cases it was put into are closed, or it was dismissed (not a threat, a false positive), or acknowledged with nothing left to do.
 * In review: a threat, to be followed up, acknowledged in part, or in a case that is not closed.
 * Only what happened to cases since the World began counts: the ones that it began with are an old stock, and say nothing about today's work.
 */
import { flagBit } from '../../model/flag.ts';
import type { Case, World } from '../../model/world.ts';

export const statuses = ['open', 'closed', 'in_review'] as const;
const [OPEN, CLOSED, IN_REVIEW] = [0, 1, 2];

const ACKNOWLEDGED = flagBit('ACKNOWLEDGED');
const DISMISSED = flagBit('NOT_A_THREAT') | flagBit('FALSE_POSITIVE');
const REVIEWED = flagBit('FOLLOWUP') | flagBit('IDENTIFIED_THREAT');
const PARTIALLY = flagBit('PARTIALLY_ACKNOWLEDGED');

/** Index into `statuses`. `first` are the cases that the World began with. */
export function statusOf(world: World, first: readonly Case[], row: number): number {
  const flags = world.aggregated.flagsLow[row] ?? 0;
  const cases = casesOf(world, first, row);
  if (cases.length > 0 && cases.every(({ status }) => status === 'closed')) return CLOSED;
  if ((flags & REVIEWED) !== 0) return IN_REVIEW;
  if ((flags & DISMISSED) !== 0) return CLOSED;
  if (cases.length > 0) return IN_REVIEW;
  if ((flags & ACKNOWLEDGED) !== 0) return CLOSED;
  return (flags & PARTIALLY) !== 0 ? IN_REVIEW : OPEN;
}

const none: readonly Case[] = [];

/** The cases that tell of the alarm, merged ones as what they were merged into. */
function casesOf(world: World, first: readonly Case[], row: number): readonly Case[] {
  const code = world.aggregated.cases[row] ?? 0;
  const isPut = code !== world.baseline.cases[row];
  if (code === 0 || (!isPut && world.cases === first)) return none;
  const set = (world.caseSets[code] ?? none).map(({ index }) => world.cases[index]).filter((one) => one !== undefined);
  return set.filter((one) => isPut || one !== first[one.index]).map((one) => mergedOf(world, one));
}

function mergedOf({ cases }: World, one: Case): Case {
  // No case is merged into itself, so as many steps as there are cases lead to the end.
  let found = one;
  for (let step = 0; step < cases.length && found.mergedInto !== null; step++)
    found = cases[found.mergedInto.index] ?? found.mergedInto;
  return found;
}
