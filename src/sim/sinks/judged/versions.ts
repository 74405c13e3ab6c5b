/** The versions that things were shown in, found by living the world once more; and which of them each arrival is. */
import { createHash } from 'node:crypto';
import { inPieces, type Sliced } from '../../../kernel/slices.ts';
import type { Arrival } from './delivered.ts';
import { fieldDifferences, type FieldTerms } from './fields.ts';
import type { KnownKind } from './known.ts';
import { makePast, ordered, type Moment, type PastSource } from './past.ts';

/** Something whose versions are wanted. */
export interface Suspect {
  readonly id: string;
  readonly key: number;
  /** When it was first to be seen. */
  readonly visible: number;
  /** Instants after which it may be shown otherwise. */
  readonly changes: readonly number[];
  readonly arrivals: readonly Arrival[];
}

/** What was found of a suspect. */
export interface VersionHistory {
  /** When each version began, in order. */
  readonly versions: readonly Moment[];
  /** For each arrival of the suspect the versions that it can be, by place; null where it is not the product's own JSON. */
  readonly matches: readonly (readonly number[] | null)[];
  /** For each arrival the fields that differ from the version that is closest; null as above. */
  readonly fields: readonly (readonly string[] | null)[];
  /** Since when it is what was asked for; null where it never was, and where nobody asked. */
  readonly meant: Moment | null;
}

/** Criteria that things must meet, and who searches. */
export interface MeantTerms {
  readonly select: (kind: KnownKind) => Sliced<readonly number[]>;
}

interface Open {
  readonly suspect: Suspect;
  readonly versions: Moment[];
  readonly matches: (number[] | null)[];
  readonly fields: (readonly string[] | null)[];
  meant: Moment | null;
  /** What marks how it was shown last: of many things the texts themselves would fill the memory. */
  mark: string | null;
}

/** Suspects times writes up to which each is looked at after each write, for what no product tells beforehand. */
const mostLooks = 50_000;
/** What finding when to look at a thing costs. */
const unitsOfStop = 500;
/** What showing a thing and comparing it costs. */
const unitsOfLook = 20_000;

/** Looks at all suspects at each moment at which one of them may have changed. */
export function* historiesOf(
  place: number,
  suspects: readonly Suspect[],
  source: PastSource,
  { fields, meant }: { readonly fields: FieldTerms; readonly meant: MeantTerms | null },
): Sliced<ReadonlyMap<number, VersionHistory>> {
  const open = suspects.map((suspect): Open => ({
    suspect,
    versions: [],
    matches: suspect.arrivals.map(() => []),
    fields: suspect.arrivals.map(() => null),
    meant: null,
    mark: null,
  }));
  const { commands } = source.snapshot;
  const stops = yield* stopsOf(open, source);
  const past = makePast(source);
  const kind = past.kinds[place];
  for (const moment of ordered([...stops.keys()], commands)) {
    yield* past.to(moment);
    if (kind === undefined) break;
    const selected = meant === null ? null : new Set(yield* meant.select(kind));
    for (const one of stops.get(moment) ?? []) {
      look(one, kind, moment, fields);
      const key = kind.truth.find(one.suspect.id);
      if (key !== null && selected?.has(key) === true) one.meant ??= moment;
      yield unitsOfLook;
    }
  }
  return new Map(
    open.map(({ suspect, versions, matches, fields: told, meant: since }) => [
      suspect.key,
      { versions, matches, fields: told, meant: since },
    ]),
  );
}

/** When to look, and at which suspects. */
function* stopsOf(open: readonly Open[], { base, snapshot }: PastSource): Sliced<ReadonlyMap<Moment, readonly Open[]>> {
  const { commands, since } = snapshot;
  const placeOf = new Map(commands.map(({ at }, place) => [at, place]));
  const stops = new Map<string, { readonly moment: Moment; readonly of: Set<Open> }>();
  const add = (at: number, one: Open): void => {
    const command = placeOf.get(at) ?? null;
    const name = `${at} ${command}`;
    const known = stops.get(name) ?? { moment: { at, command }, of: new Set() };
    stops.set(name, known);
    known.of.add(one);
  };
  const told = base.stories.actions.map(({ at }) => at);
  const isAll = open.length * (commands.length + told.length) <= mostLooks;
  yield* inPieces(open, unitsOfStop, (one) => {
    const { visible, changes } = one.suspect;
    const begin = Math.max(since, visible);
    add(begin, one);
    for (const at of changes) if (at > begin) add(at, one);
    if (!isAll) return;
    for (const { at } of commands) if (at > visible) add(at, one);
    for (const at of told) if (at > begin) add(at, one);
  });
  return new Map([...stops.values()].map(({ moment, of }) => [moment, [...of]]));
}

/** Notes a version that was not there before, and which arrivals are it. */
function look(one: Open, { truth }: KnownKind, moment: Moment, fields: FieldTerms): void {
  const key = truth.find(one.suspect.id);
  if (key === null) return;
  const texts = truth.shown(key);
  const mark = createHash('sha256').update(texts.join('\n')).digest('base64');
  if (mark === one.mark) return;
  one.mark = mark;
  const version = one.versions.push(moment) - 1;
  const isCompared = one.suspect.arrivals.some(({ holder }) => holder !== null);
  const forms = isCompared ? texts.map((shown) => JSON.parse(shown) as object) : [];
  for (const [at, { holder }] of one.suspect.arrivals.entries()) {
    const differing = holder === null ? null : fieldDifferences(holder, forms, fields);
    if (differing === null) one.matches[at] = version === 0 ? null : (one.matches[at] ?? null);
    else if (differing.length === 0) (one.matches[at] ??= []).push(version);
    const least = one.fields[at] ?? null;
    if (differing !== null && (least === null || differing.length < least.length)) one.fields[at] = differing;
  }
}
