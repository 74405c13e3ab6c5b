/** Asks one unit, and keeps what it finds until it is sure that time alone has not made it. */
import { Skip, Unreachable } from './client.ts';
import { makeContext, type AskedUnit, type Shared, type UnitBook } from './context.ts';
import type { FindingEntry } from './findings.ts';
import { Spent } from './pace.ts';
import { Stale } from './terms/stale.ts';
import { isRule, type Unit } from './terms/unit.ts';

/** Why nothing more can be asked. */
export interface End {
  readonly reason: string;
  readonly isUnreachable: boolean;
}

/** What an error says about going on: it is over, or undefined when it says nothing about that. */
export const endOf = (error: unknown): End | undefined =>
  error instanceof Spent || error instanceof Unreachable
    ? { reason: error.message, isUnreachable: error instanceof Unreachable }
    : undefined;

/** What one asking of a unit told. */
export interface Told {
  readonly entries: readonly FindingEntry[];
  /** Parts that could not be decided, and why. */
  readonly undecided: ReadonlyMap<string, string>;
  /** Why it was skipped; null when it was not. */
  readonly reason: string | null;
  readonly end?: End;
}

const rules: Told = { entries: [], undecided: new Map(), reason: 'rules are judged by the way' };

/**
 * Asks a unit; a check that cannot make sense of an answer has found something. Where a list has changed since it was
 * read, which the suite's own writes do too, the unit is asked once more, of the list as it is now.
 */
export async function askUnit(shared: Shared, asked: Unit, isAskedAgain = false): Promise<Told> {
  const { check, operation, api } = asked;
  if (isRule(check)) return rules;
  const unit: AskedUnit = { check, operation, api };
  const entries: FindingEntry[] = [];
  const undecided = new Map<string, string>();
  const book: UnitBook = {
    add: (entry) => void entries.push(entry),
    knows: (key) => entries.some(({ fault }) => fault.key === key) || shared.findings.knows(operation, check, key),
    undecided: (part, why) => void undecided.set(part, why),
    isAskedAgain,
  };
  const context = makeContext(shared, unit, book);
  try {
    await check.run(context);
    return { entries, undecided, reason: null };
  } catch (error) {
    const end = endOf(error);
    if (end !== undefined) return { entries, undecided, reason: end.reason, end };
    if (error instanceof Stale) {
      shared.forgetLists();
      return askUnit(shared, asked, true);
    }
    if (error instanceof Skip) return { entries, undecided, reason: error.message };
    context.violation({
      expected: 'an answer that the check can read',
      seen: error instanceof Error ? `${error.message}${placeOf(error)}` : String(error),
      key: 'unreadable',
    });
    return { entries, undecided, reason: null };
  }
}

/** What was found is asked so many times more where time passes, each time from the beginning. */
const confirmations = 2;

/** Leaves of what was found what is found each time; the rest is undecided, for the target had moved meanwhile. */
export async function confirmed(shared: Shared, unit: Unit, first: Told): Promise<Told> {
  const isFault = ({ kind }: FindingEntry): boolean => kind === 'violation';
  if (first.end !== undefined || !first.entries.some(isFault) || !(await clockRuns(shared))) return first;
  let entries = first.entries;
  const undecided = new Map(first.undecided);
  for (let time = 0; time < confirmations && entries.some(isFault); time++) {
    shared.forget();
    const again = await askUnit(shared, unit);
    // Of what nobody could ask again there is only what was seen.
    if (again.end !== undefined) return { ...first, entries, end: again.end };
    const keys = new Set(again.entries.filter(isFault).map(({ fault }) => fault.key));
    for (const { fault } of entries.filter((entry) => isFault(entry) && !keys.has(entry.fault.key)))
      undecided.set(fault.key ?? fault.expected, `time passes, and what was seen was not seen again: ${fault.seen}`);
    entries = entries.filter((entry) => !isFault(entry) || keys.has(entry.fault.key));
  }
  return { ...first, entries, undecided };
}

const clockRuns = (shared: Shared): Promise<boolean> =>
  shared.clockRuns().catch((error: unknown) => {
    if (endOf(error) === undefined) throw error;
    return false;
  });

/** Where in the suite it happened, without the machine's paths. */
const placeOf = ({ stack = '' }: Error): string => {
  const [, place] = /(checks\/[\w/-]+\.ts:\d+)/.exec(stack) ?? [];
  return place === undefined ? '' : ` (${place})`;
};
