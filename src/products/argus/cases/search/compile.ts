/** Criteria for cases, compiled once a search: AND between them, OR inside a list. Source: docs/contract/argus.md §14.0.5. */
import type { Problem } from '../../../../http/product.ts';
import { isTrue } from '../../common/booleans.ts';
import type { CaseCriteria } from '../../generated/types.ts';
import type { CaseTime } from './searched-case.ts';
import { criteria, type SelectingCriteria } from './criteria.ts';
import { chosen, allOf, withinTime, type CaseTest, type CriterionContext } from './tests.ts';

const times = [
  'createdTimestamp',
  'lastUpdatedTimestamp',
  'closedTimestamp',
  'publishedTimestamp',
  'customerDueTimestamp',
  'techDueTimestamp',
] as const satisfies readonly CaseTime[];

/** Bounds of time, on any or all of the times that the strategy names. */
function inTime(context: CriterionContext): CaseTest {
  const { part } = context;
  const holds = withinTime(part, context);
  if (part.startTimestamp === undefined && part.endTimestamp === undefined) return () => true;
  const fields = chosen(times, part.timeFieldStrategy);
  const combined = part.timeMatchStrategy === 'all' ? 'every' : 'some';
  return (file) => fields[combined]((field) => holds(file.times[field]));
}

/** The test of one set of criteria. An empty list or object is no filter: clients send every list they know. */
function compileOne(context: CriterionContext): CaseTest {
  const tests = [inTime(context)];
  for (const [name, criterion] of Object.entries(criteria)) {
    const value: unknown = context.part[name as keyof SelectingCriteria];
    if (value === undefined || (typeof value === 'object' && Object.keys(value as object).length === 0)) continue;
    tests.push((criterion as (given: unknown, context: CriterionContext) => CaseTest)(value, context));
  }
  return allOf(tests);
}

/** Sub-criteria are one OR group beside those that are required, and those that exclude. Deleted cases and test data are left out unless asked for. */
export function compileCriteria(given: CaseCriteria, now: number, problems: Problem[], written = now): CaseTest {
  const { subCriteria = [], ...rest } = given;
  const own = compileOne({
    part: { includeDeleted: false, includeTestData: false, ...rest },
    now,
    written,
    problems,
    place: [],
  });
  const parts = subCriteria.map((part, index) => ({
    test: compileOne({ part, now, written, problems, place: ['subCriteria', index] }),
    excludes: isTrue(part.exclude, false),
    required: isTrue(part.required, false),
  }));
  const any = parts.filter((part) => !part.excludes && !part.required);
  return (file) =>
    own(file) &&
    parts.every(({ test, excludes, required }) => (excludes ? !test(file) : !required || test(file))) &&
    (any.length === 0 || any.some(({ test }) => test(file)));
}
