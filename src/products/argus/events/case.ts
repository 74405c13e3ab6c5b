/** The events of a case, those of cases merged into it included. Source: docs/contract/argus.md §6, §7. */
import { codes, type Predicate } from '../../../corpus/predicate.ts';
import { ApiError } from '../../../kernel/fault.ts';
import type { Case, World } from '../../../model/world.ts';
import { accessDenied, mayReadCase, type Principal } from '../access/access.ts';

/** Its aggregates. An unknown case is 412, one of a customer that the caller may not see 403; the operations declare no 404. */
export function aggregatesOfCase(world: World, principal: Principal, id: number): Predicate {
  const whole = world.cases.find((entry) => entry.id === id);
  if (whole === undefined)
    throw new ApiError(412, [
      { message: 'Case does not exist', template: 'case.not.exist', field: 'caseID', parameter: String(id) },
    ]);
  if (!mayReadCase(principal, whole)) throw accessDenied();
  const isPart = (entry: Case): boolean => entry === whole || (entry.mergedInto !== null && isPart(entry.mergedInto));
  return codes('cases', world.caseSets.length, (code) => (world.caseSets[code] ?? []).some(isPart));
}
