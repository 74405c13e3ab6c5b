/**
 * Which events an alarm is made of, and which alarm an event is in.
 *
 * What sensors saw is one alarm with an event for each trigger. What clients submitted to Argus is seen by the tenant too, where its signature is
 * of the catalogue: a raw event is an event, and an aggregate is an alarm of the raw events that it names, or else of as many events as it counts.
 * A signature that no rule has is nothing that a data source of the tenant could report.
 */
import { hostAt } from '../../../corpus/raw-view.ts';
import type { Submitted } from '../../../model/submission.ts';
import { submittedAt } from '../../../model/submitted.ts';
import type { Host, World } from '../../../model/world.ts';

/** An event: trigger `ordinal` of the aggregate `row`. */
export interface EventRef {
  readonly row: number;
  readonly ordinal: number;
}

const mostStored = 10;

/** False for a submitted signature that no alarm of the catalogue has. */
export function isKnown({ details, baseline }: World, row: number): boolean {
  return details[baseline.detail[row] ?? 0]?.alarm.id !== 0;
}

export function makeMembership(world: World) {
  let links: Links = { all: world.submitted.all, length: 0, parents: new Map(), parts: new Map() };
  const linksNow = (): Links => {
    const { all } = world.submitted;
    if (links.all !== all || links.length !== all.length) links = linksOf(world);
    return links;
  };
  const own = (row: number): number => {
    const submitted = submittedAt(world, row);
    if (submitted !== undefined && (submitted.isRaw || linksNow().parts.has(row))) return Number(submitted.isRaw);
    return Math.min(world.retainedDetails, world.baseline.count[row] ?? 1);
  };
  const partsOf = (row: number): readonly EventRef[] | undefined =>
    submittedAt(world, row) === undefined ? undefined : linksNow().parts.get(row);
  return {
    /** How many events the row itself stands for. */
    own,
    /** The last event that an alarm keeps. */
    lastOf: (row: number): EventRef => partsOf(row)?.at(-1) ?? { row, ordinal: Math.max(0, own(row) - 1) },
    /** The events that an alarm keeps, the oldest first: the first and the last nine (docs/contract/usm.md §7). */
    stored: (row: number): readonly EventRef[] => {
      const parts = partsOf(row);
      if (parts !== undefined) return [...parts.slice(0, 1), ...parts.slice(1).slice(1 - mostStored)];
      const kept = own(row);
      const shown = Math.min(mostStored, kept);
      return Array.from({ length: shown }, (_, place) => ({ row, ordinal: place === 0 ? 0 : kept - shown + place }));
    },
    /** The row of the aggregate that an event was counted in; it may be no alarm. */
    parentOf: (row: number): number =>
      submittedAt(world, row)?.isRaw === true ? (linksNow().parents.get(row) ?? row) : row,
  };
}

/** What submitted aggregates and raw events have to do with each other. */
interface Links {
  readonly all: readonly Submitted[];
  readonly length: number;
  /** The aggregate of a raw event, by rows; the first that names it. */
  readonly parents: ReadonlyMap<number, number>;
  /** The raw events that an aggregate names, in order of time. */
  readonly parts: ReadonlyMap<number, readonly EventRef[]>;
}

function linksOf(world: World): Links {
  const { all, byUuid } = world.submitted;
  const parents = new Map<number, number>();
  const parts = new Map<number, readonly EventRef[]>();
  const timeOf = ({ row }: EventRef): number => world.baseline.timestamp[row] ?? 0;
  for (const { row, subEvents } of all) {
    const found = subEvents.flatMap((id) => {
      const named = byUuid.get((id.split('/').at(-1) ?? '').toLowerCase());
      // Only what was there before: what an alarm is made of does not change.
      return named?.isRaw === true && named.row < row && isKnown(world, named.row)
        ? [{ row: named.row, ordinal: 0 }]
        : [];
    });
    if (found.length === 0) continue;
    parts.set(
      row,
      found.sort((one, other) => timeOf(one) - timeOf(other) || one.row - other.row),
    );
    for (const part of found) if (!parents.has(part.row)) parents.set(part.row, row);
  }
  return { all, length: all.length, parents, parts };
}

/** Distinct hosts of the stored events: several where the aggregate spans a network, or is made of submitted events. */
export function hostsOf(
  world: World,
  role: 'source' | 'destination',
  row: number,
  stored: readonly EventRef[],
): readonly Host[] {
  const { hosts, baseline } = world;
  const code = baseline[role][row] ?? 0;
  const own = hosts[code] as Host;
  const isOwn = stored[0]?.row === row;
  if (stored.length === 0 || (isOwn && own.members.length === 1)) return [hosts[hostAt(world, code, 0)] as Host];
  const codes = new Set(stored.map((of) => hostAt(world, baseline[role][of.row] ?? 0, of.ordinal)));
  return [...codes].map((found) => hosts[found] as Host);
}
