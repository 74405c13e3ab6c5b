/**
 * The case that a request is about, and what its caller may do with it. Unknown ids are 404, cases of customers that the
 * caller may not see 403, and so are those that are kept from it; one that was deleted or merged can be read, and not written to (412).
 */
import type { Call } from '../../../http/endpoint.ts';
import { ApiError } from '../../../kernel/fault.ts';
import { inPieces, type Sliced } from '../../../kernel/slices.ts';
import type { Case } from '../../../model/world.ts';
import type { Simulation } from '../../shared/simulation.ts';
import { accessDenied, mayReadCase, type Principal } from '../access/access.ts';
import { notThere } from '../common/answers.ts';
import { eventsOfCase } from './case-events.ts';
import { fileOf } from './records/case-file.ts';
import { analystOf } from './records/life.ts';
import type { AccessLevel } from './records/names.ts';
import { isDeleted, type CaseFile } from './records/records.ts';

/** A case as one caller finds it. */
export interface FoundCase {
  readonly entry: Case;
  /** Read it, and do not write to it. */
  readonly file: CaseFile;
  readonly level: AccessLevel;
  /** Whether the caller belongs to the operations centre, which sees what is internal. */
  readonly isTech: boolean;
}

/** What "now" is as the end of a time: what was just written has happened, also while the clock stands still. */
export const nowOf = ({ clock, state }: Simulation): number => Math.max(clock.now(), state.lastWrite());

/** A case for a caller who may read it; null for one who may not. */
export function readable(simulation: Simulation, principal: Principal, entry: Case): FoundCase | null {
  if (!mayReadCase(principal, entry)) return null;
  const { world, state, clock } = simulation;
  const file = touchedByEvents(simulation, entry, fileOf(world, state, entry, clock.now()));
  const { analyst: isTech } = principal.account;
  return { entry, file, isTech, level: levelOf(principal, file, isTech) };
}

/** An event that is associated with a case is a change of it, also where no command tells of it. */
function touchedByEvents(simulation: Simulation, entry: Case, file: CaseFile): CaseFile {
  const { last } = eventsOfCase(simulation, entry);
  return last === null || last <= file.updatedAt
    ? file
    : { ...file, updatedAt: last, updatedBy: analystOf(simulation.world, entry) };
}

/** What the access mode leaves of what the role lets the caller do. Assumed, like what the modes mean. */
function levelOf({ account, functions, readOnly }: Principal, file: CaseFile, isTech: boolean): AccessLevel {
  if (!functions.has('updateCase') || readOnly) return 'read';
  const listed = file.acl.find((entry) => entry.user === account.index && !isDeleted(entry));
  if (file.createdBy === account.index) return 'owner';
  if (isTech || file.accessMode === 'roleBased') return listed?.level === 'owner' ? 'owner' : 'write';
  return listed?.level ?? 'read';
}

/** All cases that the caller may read, deleted ones among them. */
export const readableCases = (simulation: Simulation, principal: Principal): readonly FoundCase[] =>
  simulation.world.cases.flatMap((entry) => readable(simulation, principal, entry) ?? []);

/** The same in pieces, each case of so many units. */
export const readingCases = (
  simulation: Simulation,
  principal: Principal,
  units: number,
  each: (one: FoundCase) => void,
): Sliced<void> =>
  inPieces(simulation.world.cases, units, (entry) => {
    const one = readable(simulation, principal, entry);
    if (one !== null) each(one);
  });

/** The case with this id. Throws 404 where there is none, and 403 where it is not the caller's to read. */
export function caseById(simulation: Simulation, principal: Principal, id: number): FoundCase {
  const entry = simulation.world.cases.find((one) => one.id === id);
  if (entry === undefined) throw notThere('Case');
  const found = readable(simulation, principal, entry);
  if (found === null) throw accessDenied();
  return found;
}

type Named = Pick<Call<Principal>, 'params' | 'principal'>;

/** The case that the path names, to read. */
export const caseToRead = (simulation: Simulation, { params, principal }: Named): FoundCase =>
  caseById(simulation, principal, Number(params['caseID'] ?? params['id']));

/** The case that the path names, to write to. */
export const caseToWrite = (simulation: Simulation, { params, principal }: Named): FoundCase =>
  writable(caseToRead(simulation, { params, principal }));

/** Throws what keeps the caller from writing to the case. */
export function writable(found: FoundCase): FoundCase {
  if (found.level === 'read') throw accessDenied();
  if (isDeleted(found.file)) throw unsuitable('Case has been deleted', 'case.deleted', found.entry.id);
  if (found.entry.mergedInto !== null) throw unsuitable('Case has been merged', 'case.merged', found.entry.id);
  return found;
}

/** 412 for a case that is not in a state for what was asked; wording assumed. */
export const unsuitable = (message: string, template: string, id: number): ApiError =>
  new ApiError(412, [{ message, template, field: 'caseID', parameter: String(id) }]);
