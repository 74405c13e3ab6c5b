/** Runs the suite: every check, of every operation that it applies to, one after another, in the order of the tables. */
import { setMaxListeners } from 'node:events';
import { isoUtc, wallClock } from '../kernel/clock.ts';
import { askUnit, confirmed, endOf, type End } from './asking.ts';
import { Skip } from './client.ts';
import type { Shared } from './context.ts';
import { unitName, type Undecided, type UnitResult } from './terms/finding.ts';
import { complete } from './checks/rules/complete.ts';
import type { Gone, HealthCheck } from './health-check.ts';
import type { Pace } from './pace.ts';
import { credentialCheck } from './tried.ts';
import { inRounds, quickBudget, quickRequests } from './quick.ts';
import { reportOf, type Report } from './report/report.ts';
import { defaults, paceOf, sharedOf, triedOf, type RunOptions, type Settled, type Watched } from './shared.ts';
import type { Target } from './terms/target.ts';
import { isRule, type Unit } from './terms/unit.ts';
import { unitsOf } from './units.ts';
import { wantedBy } from './wanted.ts';

export type { RunOptions } from './shared.ts';

/** Asks everything, and reports. Never rejects for what a target did. */
export async function runContract(asked: Target, given: RunOptions = {}): Promise<Report> {
  const options: Settled = {
    ...defaults,
    ...given,
    ...(isQuick(given) && { maxRequests: quickBudget }),
  };
  // Checks of rate limits have dozens of exchanges in flight, each of which can be broken off.
  if (options.signal !== undefined) setMaxListeners(0, options.signal);
  const judged = new Set<string>();
  const pace = paceOf(asked, options);
  const { target, refused } = await triedOf(asked, options, pace);
  const shared = sharedOf(
    target,
    options,
    pace,
    (rule, operation) => void judged.add(unitName(operation.key, rule.id)),
  );
  for (const one of refused)
    shared.findings.add({ ...one, check: credentialCheck, kind: 'notice', answer: null, input: null });
  const isBounded = isQuick(given);
  const units = lastLast(isBounded ? inRounds(unitsOf(target, options)) : unitsOf(target, options));
  const results: UnitResult[] = [];
  const settle = (
    { name, operation, check }: Unit,
    { verdict, reason, requests, milliseconds, undecided = [] }: Outcome,
  ): void => {
    const result: UnitResult = {
      unit: name,
      operation: operation.key,
      check: check.id,
      verdict,
      reason,
      requests,
      ...(milliseconds !== undefined && { milliseconds: Math.round(milliseconds) }),
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
  const wanted = target.isLive ? wantedBy(target, units, options) : [];
  return {
    ...reportOf(target, options, units, results, shared.findings.all(), pace.requests(), pace.elapsed()),
    date: isoUtc(wallClock.now()),
    ...(options.command !== undefined && { command: options.command }),
    ...(options.redact === true && { target: '$TARGET' }),
    ...(wanted.length > 0 && { wanted }),
    // A profile that asked all that it may has come to its end.
    ended: isBounded && pace.requests() >= quickBudget && end?.isUnreachable === false ? null : (end?.reason ?? null),
    isUnreachable: end?.isUnreachable === true,
  };
}

/** The same units, those after which nothing is as it was behind all others. */
function lastLast(units: readonly Unit[]): readonly Unit[] {
  const isLast = ({ check }: Unit): boolean => 'isLast' in check && check.isLast === true;
  return [...units.filter((unit) => !isLast(unit)), ...units.filter(isLast)];
}

/** True for a run that the profile bounds, and nobody more narrowly. */
const isQuick = ({ profile, only, maxRequests }: RunOptions): boolean =>
  profile === 'quick' && only === undefined && (maxRequests ?? quickRequests) >= quickRequests;

const unasked = { verdict: 'skipped' } as const;

/** Asks unit by unit; resolves with why nothing more could be asked, or null when all was. */
async function askAll(
  shared: Shared & Watched,
  units: readonly Unit[],
  pace: Pace,
  known: ReadonlyMap<string, UnitResult>,
  settle: (unit: Unit, outcome: Outcome) => void,
  silence: End | null,
): Promise<End | null> {
  let end = silence;
  let hasWritten = false;
  for (const unit of units.filter(({ check }) => !isRule(check))) {
    // In rounds, writes come among reads: what was read before them is not so any more.
    const isWriting = 'isWriting' in unit.check && unit.check.isWriting === true;
    if (shared.isBrief && hasWritten && !isWriting) shared.forget();
    hasWritten = isWriting;
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
    if (error instanceof Skip) return null;
    const end = endOf(error);
    if (end === undefined) throw error;
    return end;
  }
}

interface Outcome extends Pick<UnitResult, 'verdict' | 'reason' | 'requests' | 'milliseconds' | 'undecided'> {
  readonly end?: End;
}

const skipped = (reason: string, requests = 0): Outcome => ({ verdict: 'skipped', reason, requests });
const verdictOf = ({ findings }: Shared, unit: Unit): UnitResult['verdict'] =>
  findings.violationsOf(unit.name) > 0 ? 'violated' : 'passed';

/** Asks one unit, and once more what it found where time passes meanwhile. */
async function outcomeOf(shared: Shared & Watched, unit: Unit, pace: Pace): Promise<Outcome> {
  const [before, began] = [pace.requests(), pace.elapsed()];
  const { findings, healthCheck } = shared;
  const undo = findings.mark();
  const known = findings.all().length;
  const first = await askUnit(shared, unit);
  const isNew = first.entries.length > 0 || findings.all().length > known;
  const gone = first.end === undefined ? await lookedAgain(healthCheck, unit, isNew) : null;
  if (gone !== null && 'fault' in gone) {
    // What a target says that is not itself any more says nothing of it.
    undo();
    const { answer, fault, reason } = gone;
    findings.add({ check: complete, kind: 'notice', input: null, operation: answer.operation, fault, answer });
    return { ...skipped(reason, pace.requests() - before), end: { reason, isUnreachable: true } };
  }
  const told = gone === null ? await confirmed(shared, unit, first) : { ...first, end: gone };
  for (const entry of told.entries) shared.findings.add(entry);
  const cost = { requests: pace.requests() - before, milliseconds: pace.elapsed() - began };
  const { end } = told;
  if (end !== undefined) return { ...skipped(end.reason), ...cost, end };
  const parts = Array.from(told.undecided, ([part, why]): Undecided => ({ part, why }));
  return { ...answered(verdictOf(shared, unit), told.reason, parts), ...cost };
}

/** Whether the target is still itself; where that could not be asked, why. */
async function lookedAgain(healthCheck: HealthCheck, { operation }: Unit, isDue: boolean): Promise<Gone | End | null> {
  try {
    return await healthCheck.canary(operation.product, isDue);
  } catch (error) {
    const end = endOf(error);
    if (end === undefined && !(error instanceof Skip)) throw error;
    return end ?? null;
  }
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
