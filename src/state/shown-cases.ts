/** Cases of the shown World and the sets of them: what somebody makes of them, and what their own course is. */
import { UserError } from '../kernel/fault.ts';
import type { Case, World } from '../model/world.ts';
import { mostCodes } from './dictionaries.ts';
import type { Mutable } from './rows.ts';

export interface ShownCases {
  /** Begins a command: the arrays that its readers hold from before stay as they are. */
  readonly begin: () => void;
  /** The code of a set of cases; it is made when there is none. */
  readonly caseSet: (cases: readonly Case[]) => number;
  /** Opens a case or changes one; every set of cases and every merged case then shows it so. */
  readonly set: (entry: Case) => void;
  /** Puts in what the World's own course makes of a case: its status, and whether it is closed or merged. What somebody has changed of these stays. */
  readonly come: (entry: Case) => void;
  /** Bytes of the sets that were made, roughly. */
  readonly bytes: () => number;
  /** Puts others in their place, of which these are not as at first; the World's own course had not begun. */
  readonly load: (shown: Pick<World, 'cases' | 'caseSets'>, bytes: number, changed: readonly number[]) => void;
}

/** Bytes of a case in a set: there, in the name of the set, and among the sets of the case. */
const memberBytes = 24;

/** Where cases are found by their index. */
interface Places {
  /** Places in the list of cases. */
  readonly at: Map<number, number>;
  /** Cases that are merged into one. */
  readonly merged: Map<number, Set<number>>;
  /** Codes of the sets that have it. */
  readonly sets: Map<number, number[]>;
  /** Codes of sets by the indexes of their cases. */
  readonly codes: Map<string, number>;
}

/** A change costs the sets and the merged cases that show the case; a command copies the lists once. `note` is told of each case that changes. */
export function makeShownCases(
  world: Mutable<World>,
  base: World,
  note: (index: number) => void = () => {},
): ShownCases {
  /** Cases as their own course had them last, where that is not how they were at first. */
  const course = new Map<number, Case>();
  let known: Places | null = null;
  let bytes = 0;
  /** The lists that this command may change. */
  let ours: { cases: Case[] | null; sets: (readonly Case[])[] | null } = { cases: null, sets: null };

  const places = (): Places => (known ??= placesOf(world));
  const cases = (): Case[] => {
    ours.cases ??= [...world.cases];
    world.cases = ours.cases;
    return ours.cases;
  };
  const sets = (): (readonly Case[])[] => {
    ours.sets ??= [...world.caseSets];
    world.caseSets = ours.sets;
    return ours.sets;
  };
  const shown = (index: number): Case | undefined => world.cases[places().at.get(index) ?? -1];

  /** What the case points to now; another one than before may know of it. */
  const point = (index: number, before: Case | undefined, target: Case | null): void => {
    const { merged } = places();
    const left = before?.mergedInto?.index;
    if (left !== undefined && left !== target?.index) merged.get(left)?.delete(index);
    if (target !== null) addTo(merged, target.index, new Set<number>()).add(index);
  };
  const put = (entry: Case): void => {
    const { index } = entry;
    const { at, sets: codes } = places();
    const place = at.get(index) ?? world.cases.length;
    at.set(index, place);
    cases()[place] = entry;
    note(index);
    for (const code of codes.get(index) ?? [])
      sets()[code] = (world.caseSets[code] ?? []).map((one) => (one.index === index ? entry : one));
  };
  const set = (given: Case): void => {
    const { index, mergedInto } = given;
    const target = mergedInto === null ? null : (shown(mergedInto.index) ?? mergedInto);
    const entry = target === mergedInto ? given : { ...given, mergedInto: target };
    point(index, shown(index), target);
    put(entry);
    for (const other of places().merged.get(index) ?? []) {
      const pointing = shown(other);
      if (pointing !== undefined && pointing.mergedInto !== entry) set({ ...pointing, mergedInto: entry });
    }
  };
  return {
    begin: () => void (ours = { cases: null, sets: null }),
    caseSet: (given) => {
      const name = nameOf(given);
      const { codes, sets: holders } = places();
      const found = codes.get(name);
      if (found !== undefined) return found;
      if (world.caseSets.length >= mostCodes)
        throw new UserError(`no more than ${mostCodes} sets of cases can be told apart`);
      const code = sets().push(given) - 1;
      bytes += given.length * memberBytes;
      codes.set(name, code);
      for (const { index } of given) addTo(holders, index, []).push(code);
      return code;
    },
    set,
    bytes: () => bytes,
    load: (all, taken, changed) => {
      [known, bytes] = [null, taken];
      Object.assign(world, all);
      changed.forEach(note);
    },
    come: (entry) => {
      const { index, status, closed, mergedInto } = entry;
      const before = course.get(index) ?? base.cases.find((one) => one.index === index);
      course.set(index, entry);
      const now = shown(index);
      if (now === undefined) set(entry);
      else if (before === undefined || isSameCourse(now, before)) set({ ...now, status, closed, mergedInto });
    },
  };
}

const nameOf = (cases: readonly Case[]): string => cases.map(({ index }) => index).join(' ');

/** The value of a key, which is this one from now on when it has none. */
function addTo<Value>(map: Map<number, Value>, key: number, none: Value): Value {
  const value = map.get(key) ?? none;
  map.set(key, value);
  return value;
}

function placesOf({ cases, caseSets }: World): Places {
  const made: Places = { at: new Map(), merged: new Map(), sets: new Map(), codes: new Map() };
  cases.forEach(({ index, mergedInto }, place) => {
    made.at.set(index, place);
    if (mergedInto !== null) addTo(made.merged, mergedInto.index, new Set<number>()).add(index);
  });
  caseSets.forEach((set, code) => {
    const name = nameOf(set);
    if (!made.codes.has(name)) made.codes.set(name, code);
    for (const { index } of set) addTo(made.sets, index, []).push(code);
  });
  return made;
}

const isSameCourse = (one: Case, other: Case): boolean =>
  one.status === other.status && one.closed === other.closed && one.mergedInto?.index === other.mergedInto?.index;
