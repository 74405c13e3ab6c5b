/** Runs the suite: every check, of every operation that it applies to, one after another, in the order of the tables. */
import { setMaxListeners } from 'node:events';
import { Skip, Unreachable } from './client.ts';
import { makeContext, type Shared } from './context.ts';
import { unitName, type Undecided, type UnitResult } from './terms/finding.ts';
import type { HealthCheck } from './health-check.ts';
import { Spent, type Pace } from './pace.ts';
import { reportOf, type Report } from './report/report.ts';
import { defaults, paceOf, sharedOf, type RunOptions, type Settled, type Watched } from './shared.ts';
import type { Target } from './terms/target.ts';
import { isRule, type Unit } from './terms/unit.ts';
import { unitsOf } from './units.ts';

export type { RunOptions } from './shared.ts';

/** Asks everything, and reports. Never rejects for what a target did. */
export async function runContract(target: Target, given: RunOptions = {}): Promise<Report> {
  const options: Settled = { ...defaults, ...given };
  // Checks of rate limits have dozens of exchanges in flight, each of which can be broken off.
  if (options.signal !== undefined) setMaxListeners(0, options.signal);
  const judged = new Set<string>();
  const pace = paceOf(target, options);
  const shared = sharedOf(
    target,
    options,
    pace,
    (rule, operation) => void judged.add(unitName(operation.key, rule.id)),
  );
  const units = unitsOf(target, options);
  const results: UnitResult[] = [];
  const settle = ({ name, operation, check }: Unit, { verdict, reason, requests, undecided = [] }: Outcome): void => {
    const result: UnitResult = {
      unit: name,
      operation: operation.key,
      check: check.id,
      verdict,
      reason,
      requests,
      ...(undecided.length > 0 && { undecided }),
    };
    results.push(result);
    options.onProgress?.(result, results.length, units.length);
  };
  const isAsking = units.some(({ check, reason }) => !isRule(check) && reason === null);
  const silence = isAsking ? await greeted(shared.healthCheck) : null;
  const earlier = new Map(options.resume?.results.map((result) => [result.unit, result] as const));
  if (silence === null) await shared.keeper.putBack();
  const end = await askAll(shared, units, pace, earlier, settle, silence).finally(shared.keeper.settle);
  for (const unit of units.filter(({ check }) => isRule(check))) {
    const wasAsked = judged.has(unit.name) || (earlier.get(unit.name) ?? unasked).verdict !== 'skipped';
    const isViolated = verdictOf(shared, unit) === 'violated' || earlier.get(unit.name)?.verdict === 'violated';
    if (!wasAsked) settle(unit, skipped(unit.reason ?? 'no answer of it was seen'));
    else settle(unit, { verdict: isViolated ? 'violated' : 'passed', reason: null, requests: 0 });
  }
  return {
    ...reportOf(target, options, units, results, shared.findings.all(), pace.requests(), pace.elapsed()),
    ended: end?.reason ?? null,
    isUnreachable: end?.isUnreachable === true,
  };
}

const unasked = { verdict: 'skipped' } as const;

/** Asks unit by unit; resolves with why nothing more could be asked, or null when all was. */
async function askAll(
  shared: Shared & Pick<Watched, 'keeper'>,
  units: readonly Unit[],
  pace: Pace,
  known: ReadonlyMap<string, UnitResult>,
  settle: (unit: Unit, outcome: Outcome) => void,
  silence: End | null,
): Promise<End | null> {
  let end = silence;
  for (const unit of units.filter(({ check }) => !isRule(check))) {
    const before = known.get(unit.name);
    const reason = unit.reason ?? end?.reason ?? null;
    let outcome: Outcome;
    if (before !== undefined) outcome = { ...before, requests: 0 };
    else if (reason !== null) outcome = skipped(reason);
    else outcome = await outcomeOf(shared, unit, pace).finally(shared.keeper.putBack);
    end ??= outcome.end ?? null;
    settle(unit, outcome);
  }
  return end;
}

/** Sees whether anybody is there. */
async function greeted(healthCheck: HealthCheck): Promise<End | null> {
  try {
    await healthCheck.greet();
    return null;
  } catch (error) {
    return endOf(error) ?? null;
  }
}

/** What an error says about going on: it is over, or undefined when it says nothing about that. Throws our own bugs on. */
function endOf(error: unknown): End | undefined {
  if (error instanceof Spent || error instanceof Unreachable)
    return { reason: error.message, isUnreachable: error instanceof Unreachable };
  if (error instanceof Skip) return undefined;
  throw error;
}

/** Why nothing more can be asked. */
interface End {
  readonly reason: string;
  readonly isUnreachable: boolean;
}

interface Outcome extends Pick<UnitResult, 'verdict' | 'reason' | 'requests' | 'undecided'> {
  readonly end?: End;
}

const skipped = (reason: string, requests = 0): Outcome => ({ verdict: 'skipped', reason, requests });
const verdictOf = ({ findings }: Shared, unit: Unit): UnitResult['verdict'] =>
  findings.violationsOf(unit.name) > 0 ? 'violated' : 'passed';

/** Asks one unit; a check that cannot make sense of an answer has found something. */
async function outcomeOf(shared: Shared, unit: Unit, pace: Pace): Promise<Outcome> {
  const { check, operation, api } = unit;
  if (isRule(check)) return skipped('rules are judged by the way');
  const before = pace.requests();
  const undecided = new Map<string, string>();
  const context = makeContext(shared, { check, operation, api }, (part, why) => void undecided.set(part, why));
  let reason: string | null = null;
  try {
    await check.run(context);
  } catch (error) {
    if (error instanceof Spent || error instanceof Unreachable) {
      const end = endOf(error);
      return { ...skipped(error.message, pace.requests() - before), ...(end && { end }) };
    }
    if (error instanceof Skip) reason = error.message;
    else
      context.violation({
        expected: 'an answer that the check can read',
        seen: error instanceof Error ? `${error.message}${placeOf(error)}` : String(error),
        key: 'unreadable',
      });
  }
  const parts = Array.from(undecided, ([part, why]): Undecided => ({ part, why }));
  return { ...answered(verdictOf(shared, unit), reason, parts), requests: pace.requests() - before };
}

/** What came of a unit: a departure outweighs what could not be told, and that outweighs what was well. */
function answered(
  verdict: UnitResult['verdict'],
  reason: string | null,
  undecided: readonly Undecided[],
): Omit<Outcome, 'requests'> {
  if (verdict === 'violated') return { verdict, reason: null };
  const [first] = undecided;
  if (first === undefined) return { verdict: reason === null ? verdict : 'skipped', reason };
  const others = undecided.length > 1 ? `, and ${undecided.length - 1} more` : '';
  return { verdict: 'undecided', reason: `${first.part}: ${first.why}${others}`, undecided };
}

/** Where in the suite it happened, without the machine's paths. */
const placeOf = ({ stack = '' }: Error): string => {
  const [, place] = /(checks\/[\w/-]+\.ts:\d+)/.exec(stack) ?? [];
  return place === undefined ? '' : ` (${place})`;
};
