/**
 * What the operations centre made of an alarm, read from the same verdicts, cases and flags that Argus shows: the work of one team.
 *
 * Closed: all cases it was put into are closed, or it was dismissed (not a threat, a false positive), or acknowledged with nothing left to do.
 * In review: a threat, to be followed up, acknowledged in part, or in a case that is not closed.
 * Only what people did about cases counts: those that the World began with are an old stock, and say nothing about today's work.
 */
import { markBit } from '../../../model/mark.ts';
import type { Case, World } from '../../../model/world.ts';

export const statuses = ['open', 'closed', 'in_review'] as const;
const [OPEN, CLOSED, IN_REVIEW] = [0, 1, 2];

const ACKNOWLEDGED = markBit('acknowledged');
const DISMISSED = markBit('notAThreat') | markBit('falsePositive');
const REVIEWED = markBit('followUp') | markBit('threat');
const PARTIALLY = markBit('partlyAcknowledged');

/** Index into `statuses`, of the alarm of a row. `base` is the World before anything happened to it, `now` tells up to when it has been lived. */
export function makeStatus(world: World, base: World, now: () => number): (row: number) => number {
  const touched = touchedCases(world, base, now);
  return (row) => {
    const flags = world.aggregated.flagsLow[row] ?? 0;
    const cases = casesOf(world, touched(), row);
    if (cases.length > 0 && cases.every(({ status }) => status === 'closed')) return CLOSED;
    if ((flags & REVIEWED) !== 0) return IN_REVIEW;
    if ((flags & DISMISSED) !== 0) return CLOSED;
    if (cases.length > 0) return IN_REVIEW;
    if ((flags & ACKNOWLEDGED) !== 0) return CLOSED;
    return (flags & PARTIALLY) !== 0 ? IN_REVIEW : OPEN;
  };
}

const none: readonly Case[] = [];

/** The cases that tell of the alarm: those that it was put into by somebody, and those that somebody did something about; merged ones as what they were merged into. */
function casesOf(world: World, touched: ReadonlySet<number>, row: number): readonly Case[] {
  const code = world.aggregated.cases[row] ?? 0;
  const isPut = code !== world.baseline.cases[row];
  if (code === 0 || (!isPut && touched.size === 0)) return none;
  const told = (world.caseSets[code] ?? none).filter(({ index }) => isPut || touched.has(index));
  return told.map(mergedOf);
}

const mergedOf = (one: Case): Case => (one.mergedInto === null ? one : mergedOf(one.mergedInto));

/** Indexes of the cases that do not stand as they would have by themselves. */
function touchedCases(world: World, base: World, now: () => number): () => ReadonlySet<number> {
  let made: { readonly of: readonly Case[]; readonly touched: ReadonlySet<number> } | undefined;
  return () => {
    const { cases } = world;
    if (cases === base.cases) return nobody;
    // Cases that went their own way while the clock ran stand as they do in the end, or were not closed yet.
    if (made?.of !== cases) {
      const first = new Map(base.cases.map((entry) => [entry.index, entry]));
      const isTouched = (one: Case): boolean => !isAsPlanned(one, first.get(one.index), now());
      made = { of: cases, touched: new Set(cases.filter(isTouched).map(({ index }) => index)) };
    }
    return made.touched;
  };
}

const nobody: ReadonlySet<number> = new Set();

function isAsPlanned({ status, mergedInto }: Case, planned: Case | undefined, now: number): boolean {
  if (planned === undefined) return false;
  if (planned.closed !== null && planned.closed > now) return status !== 'closed';
  return status === planned.status && mergedInto?.index === planned.mergedInto?.index;
}
