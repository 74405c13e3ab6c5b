/** What is laid over a World as plain data, so that it is carried on without what led to it being done again. */
import type { Addition } from '../model/addition.ts';
import type { Submitted } from '../model/submission.ts';
import type { Case, Detail, Host, World } from '../model/world.ts';
import type { Deferred, DeferredQueue } from './deferred.ts';
import type { SavedHistory } from './history.ts';
import type { Layers, Overlay } from './overlay.ts';
import type { SavedOverrides } from './overrides.ts';
import {
  changingNames,
  changingValuesAt,
  firstValuesAt,
  type Mutable,
  type RowValues,
  type SavedRows,
} from './rows.ts';
import { makeReader, makeTeller, Untold, type ToldValue } from './graph.ts';
import { knownObjects } from './known-objects.ts';

export interface SavedOverlay {
  readonly history: SavedHistory;
  /** All else, but for what is only told as a whole. */
  readonly rest: ToldValue;
}

/** What is told of an overlay. */
interface Rest {
  readonly rows: SavedRows;
  readonly hosts: readonly Host[];
  readonly details: readonly Detail[];
  /** Cases and sets of them that are not as at first, with their places. */
  readonly cases: readonly (readonly [number, Case])[];
  readonly caseSets: readonly (readonly [number, readonly Case[]])[];
  readonly setBytes: number;
  readonly submitted: readonly SavedSubmission[];
  readonly overrides: SavedOverrides;
  readonly additions: ReadonlyMap<number, Addition>;
  readonly tables: readonly (readonly [string, ReadonlyMap<string, unknown>])[];
  readonly deferred: readonly Deferred[];
}

interface SavedSubmission {
  readonly entry: Submitted;
  readonly first: RowValues;
  readonly now: Pick<RowValues, (typeof changingNames)[number]>;
}

interface Parts extends Pick<Overlay, 'table'> {
  readonly world: Mutable<World>;
  readonly base: World;
  readonly layers: Layers;
  readonly deferred: DeferredQueue;
}

/** Null where it holds what cannot be told, or events that came by themselves. */
export function saveOverlay({ world, base, layers, deferred }: Parts): SavedOverlay | null {
  const { rows, shownCases, own, tables, history } = layers;
  const { slots, all } = world.submitted;
  if (slots.length !== all.length) return null;
  const rest: Rest = {
    rows: rows.save(),
    hosts: world.hosts.slice(base.hosts.length),
    details: world.details.slice(base.details.length),
    cases: changedPlaces(base.cases, world.cases),
    caseSets: changedPlaces(base.caseSets, world.caseSets),
    setBytes: shownCases.bytes(),
    submitted: all.map((entry) => ({
      entry,
      first: firstValuesAt(world.aggregated, world.baseline, entry.row),
      now: changingValuesAt(world.aggregated, entry.row),
    })),
    overrides: own.overrides.save(),
    additions: world.additions,
    tables: [...tables].map(([name, table]) => [name, new Map(table)]),
    deferred: deferred.waiting(),
  };
  try {
    return { rest: makeTeller(() => knownObjects(base))(rest), history: history.save() };
  } catch (error) {
    if (error instanceof Untold) return null;
    throw error;
  }
}

/** Puts what was saved over a World that has nothing over it but that history. */
export function loadOverlay({ base, layers, deferred, table }: Omit<Parts, 'world'>, saved: SavedOverlay): void {
  const rest = makeReader(() => knownObjects(base))(saved.rest) as Rest;
  const { rows, appender, shownCases, dictionaries, own, hash } = layers;
  rows.load(rest.rows);
  dictionaries.load(rest.hosts, rest.details);
  const shown = { cases: withPlaces(base.cases, rest.cases), caseSets: withPlaces(base.caseSets, rest.caseSets) };
  shownCases.load(
    shown,
    rest.setBytes,
    rest.cases.map(([, { index }]) => index),
  );
  for (const { entry, first, now } of rest.submitted) {
    const row = appender.submit({ ...first, ...entry });
    const columns = rows.columns();
    for (const name of changingNames) columns[name][row] = now[name];
    hash.submitted(row);
  }
  own.overrides.load(rest.overrides);
  for (const [key, addition] of rest.additions) {
    own.add(key, () => addition);
    hash.addition(key);
  }
  for (const [name, entries] of rest.tables) for (const [key, value] of entries) table(name).set(key, value);
  for (const one of rest.deferred) deferred.add(one);
  hash.allRows();
}

const changedPlaces = <Item>(before: readonly Item[], after: readonly Item[]): readonly (readonly [number, Item])[] =>
  after.flatMap((item, place) => (item === before[place] ? [] : [[place, item] as const]));

function withPlaces<Item>(before: readonly Item[], changed: readonly (readonly [number, Item])[]): readonly Item[] {
  if (changed.length === 0) return before;
  const all = [...before];
  for (const [place, item] of changed) all[place] = item;
  return all;
}
