/** Tests of a case, made once a search: by names, words, flags and bounds of time. */
import type { Problem } from '../../../../http/product.ts';
import { isTrue } from '../../common/booleans.ts';
import { semanticProblem } from '../../common/invalid.ts';
import { parseTime } from '../../common/time.ts';
import type { CaseSubCriteria } from '../../generated/types.ts';
import type { SearchedCase, Named } from './searched-case.ts';

/** Whether a case is what a search asks for. */
export type CaseTest = (file: SearchedCase) => boolean;

/** What one criterion sees besides its own value. */
export interface CriterionContext {
  readonly part: CaseSubCriteria;
  readonly now: number;
  /** What `now` is as an end: not before what was written last. */
  readonly written: number;
  readonly problems: Problem[];
  /** Where in the request the criteria stand. */
  readonly place: Problem['path'];
}

/** Sets of names in lower case, so that a long list costs no more than a short one. */
export const namesIn = (names: readonly (string | number)[]): ReadonlySet<string> =>
  new Set(names.map((name) => String(name).toLowerCase()));

/** Whether a thing goes by one of the names. */
export const isAmong = (names: ReadonlySet<string>, { id, shortName }: Named): boolean =>
  names.has(String(id)) || names.has(shortName.toLowerCase());

/** Things that go by id or short name. */
export const byName =
  (read: (file: SearchedCase) => Named | null) =>
  (names: readonly (string | number)[]): CaseTest => {
    const wanted = namesIn(names);
    return (file) => {
      const thing = read(file);
      return thing !== null && isAmong(wanted, thing);
    };
  };

/** Things that go by number. */
export const byNumber =
  (read: (file: SearchedCase) => number) =>
  (ids: readonly (string | number)[]): CaseTest => {
    const wanted = new Set(ids.map(Number));
    return (file) => wanted.has(read(file));
  };

/** Words of a list of the vendor's. */
export const byWord =
  (read: (file: SearchedCase) => string) =>
  (words: readonly string[]): CaseTest => {
    const wanted = new Set(words);
    return (file) => wanted.has(read(file));
  };

/** Flags of which all must be set. */
export const withFlags =
  (read: (file: SearchedCase) => readonly string[]) =>
  (flags: readonly string[]): CaseTest =>
  (file) =>
    flags.every((flag) => read(file).includes(flag));

/** Flags of which none may be set. */
export const withoutFlags =
  (read: (file: SearchedCase) => readonly string[]) =>
  (flags: readonly string[]): CaseTest =>
  (file) =>
    !flags.some((flag) => read(file).includes(flag));

/** True leaves nothing out; what is false asks that it be not there. */
export const unlessHidden =
  (flag: string) =>
  (shown: boolean | string): CaseTest =>
    isTrue(shown, false) ? () => true : (file) => !file.flags.includes(flag);

/** Whether somebody is assigned. */
export const isSet =
  (role: 'assignedUser' | 'assignedTech') =>
  (wanted: boolean | string): CaseTest =>
  ({ users }) =>
    users[role].length > 0 === isTrue(wanted, true);

/** Parts of which a case has any that is not excluded, and none that is. */
export function anyBut<Part extends { readonly exclude?: boolean | string }>(
  parts: readonly Part[],
  test: (part: Part) => CaseTest,
): CaseTest {
  const excluded = parts.filter(({ exclude }) => isTrue(exclude, false)).map(test);
  const wanted = parts.filter(({ exclude }) => !isTrue(exclude, false)).map(test);
  return (file) =>
    !excluded.some((holds) => holds(file)) && (wanted.length === 0 || wanted.some((holds) => holds(file)));
}

/** All of these tests. */
export const allOf =
  (tests: readonly CaseTest[]): CaseTest =>
  (file) =>
    tests.every((holds) => holds(file));

/** The fields that a strategy names; all of them for `all`, and where it names none. */
export const chosen = <Field extends string>(
  fields: readonly Field[],
  strategy: readonly (Field | 'all')[] = [],
): readonly Field[] =>
  strategy.length === 0 || strategy.includes('all') ? fields : fields.filter((field) => strategy.includes(field));

/** A test of instants by the bounds of criteria; what is not a time is a problem. */
export function withinTime(
  bounds: { readonly startTimestamp?: number | string; readonly endTimestamp?: number | string },
  { now, written, problems, place }: CriterionContext,
): (instant: number | null) => boolean {
  const [from, to] = (['startTimestamp', 'endTimestamp'] as const).map((field) => {
    const text = bounds[field];
    const isEnd = field === 'endTimestamp' && text === 'now';
    const instant = text === undefined ? undefined : parseTime(text, isEnd ? written : now);
    if (instant === null) problems.push(semanticProblem('body', [...place, field], text));
    return instant ?? undefined;
  });
  if (from === undefined && to === undefined) return () => true;
  return (instant) =>
    instant !== null && (from === undefined || instant >= from) && (to === undefined || instant <= to);
}
