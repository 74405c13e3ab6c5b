/** Cases of the shown World: what somebody makes of them, and what their own course is. */
import type { Case, World } from '../model/world.ts';
import type { Mutable } from './rows.ts';

export interface ShownCases {
  /** Opens a case or changes one; every set of cases and every merged case then shows it so. */
  readonly set: (entry: Case) => void;
  /** Puts in what the World's own course makes of a case: its status, and whether it is closed or merged. What somebody has changed of these stays. */
  readonly come: (entry: Case) => void;
}

export function makeShownCases(world: Mutable<World>, base: World): ShownCases {
  /** Cases as their own course had them last. */
  const course = new Map(base.cases.map((entry) => [entry.index, entry]));
  const set = (entry: Case): void => {
    const cases = withCase(world.cases, entry);
    world.cases = cases;
    const now = new Map(cases.map((other) => [other.index, other]));
    world.caseSets = world.caseSets.map((one) => one.map((other) => now.get(other.index) ?? other));
  };
  return {
    set,
    come: (entry) => {
      const shown = world.cases.find(({ index }) => index === entry.index);
      const before = course.get(entry.index);
      course.set(entry.index, entry);
      const { status, closed, mergedInto } = entry;
      if (shown === undefined) set(entry);
      else if (before === undefined || isSameCourse(shown, before)) set({ ...shown, status, closed, mergedInto });
    },
  };
}

const isSameCourse = (one: Case, other: Case): boolean =>
  one.status === other.status && one.closed === other.closed && one.mergedInto?.index === other.mergedInto?.index;

/** All cases with this one put in; a case that is merged into a changed one points to it as it is now. */
function withCase(cases: readonly Case[], entry: Case): readonly Case[] {
  const given = new Map([...cases, entry].map((one) => [one.index, one]));
  const made = new Map<number, Case>();
  const remake = (plain: Case): Case => {
    const known = made.get(plain.index);
    if (known !== undefined) return known;
    const target = plain.mergedInto === null ? null : remake(given.get(plain.mergedInto.index) ?? plain.mergedInto);
    const one = target === plain.mergedInto ? plain : { ...plain, mergedInto: target };
    made.set(plain.index, one);
    return one;
  };
  return [...given.values()].map(remake);
}
