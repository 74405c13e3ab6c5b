/** v2 search criteria → predicate over one table: one function a criterion, AND between them, OR inside a list. Source: contract/argus.md §7.4. */
import { all, codes, everything, nothing, type Predicate } from '../../../corpus/predicate.ts';
import type { Problem } from '../../../http/product.ts';
import { severities } from '../../../model/detection.ts';
import { findUuid } from '../../../model/submitted.ts';
import type { Case, Detail, Sensor } from '../../../model/world.ts';
import { accessDenied, maySee, type Viewer } from '../access/access.ts';
import { parseTime } from '../common/time.ts';
import { isTrue } from '../common/booleans.ts';
import type { V2Criteria, V2SubCriteria } from '../generated/types.ts';
import { eventId } from '../events/event-id.ts';
import { flagsAre, has } from '../events/selections.ts';
import { combine } from '../events/combine.ts';
import { storedName } from './flags.ts';
import { attacks, customerIds, endpoints, properties } from './nested.ts';
import type { EventTable } from '../events/table.ts';
import { indexBounds, timeBounds } from './times.ts';

/** What selects events, in a search, in its sub-criteria and in statistics. */
export type Criteria = V2SubCriteria & Pick<V2Criteria, 'subCriteria' | 'indexStartTimestamp' | 'indexEndTimestamp'>;

export interface Scope {
  readonly table: EventTable;
  readonly viewer: Viewer;
  readonly now: number;
  /** What is wrong with the criteria; the caller refuses the request when there is anything. */
  readonly problems: Problem[];
}

/** Members that change how others are read. */
type Modifier =
  | 'exclude'
  | 'required'
  | 'startTimestamp'
  | 'endTimestamp'
  | 'timeFieldStrategy'
  | 'timeMatchStrategy'
  | 'indexStartTimestamp'
  | 'indexEndTimestamp';

interface Context extends Scope {
  readonly isLarge: boolean;
  readonly criteria: Criteria;
  /** Where in the request the criteria stand. */
  readonly place: readonly (string | number)[];
  readonly complain: (field: keyof Criteria, value: unknown) => typeof nothing;
}

type Part<Key extends keyof Criteria> = (value: NonNullable<Criteria[Key]>, context: Context) => Predicate;
type Parts = { readonly [Key in Exclude<keyof Criteria, Modifier>]-?: Part<Key> };

const parts: Parts = {
  associatedCase: (ids, { table }) => {
    const wanted = new Set(ids.map(Number));
    // Raw events are associated with no case (seed 001: aggregated only).
    if (table.kind === 'raw') return wanted.has(0) ? everything : nothing;
    const isWanted = (set: readonly Case[]): boolean =>
      set.length === 0 ? wanted.has(0) : set.some(({ id }) => wanted.has(id));
    return codes('cases', table.world.caseSets.length, (code) => isWanted(table.world.caseSets[code] ?? []));
  },
  attack: (list, { table }) => attacks(table, list),
  customer: (names, context) => {
    const ids = customerIds(context.table.world, names);
    const unknown = ids.indexOf(null);
    return unknown >= 0 ? context.complain('customer', names[unknown]) : customers(context, new Set(ids));
  },
  domain: (names, { table: { world } }) =>
    codes('detail', world.details.length, (code) => {
      const { domain } = (world.details[code] as Detail).variant;
      return domain !== null && has(names, domain);
    }),
  endpoint: (list, { table, isLarge }) => endpoints(table, list, isLarge),
  eventIdentifier: (ids, { table }) => {
    const wanted = new Set(ids.map((id) => identified(table, id)));
    return {
      kind: 'row',
      test: (at) => {
        const { row, ordinal } = table.identify(at);
        return wanted.has(keyOf(row, ordinal));
      },
    };
  },
  includeFlag: (flags) => flagsAre(flags.map(storedName), []),
  excludeFlag: (flags) => flagsAre([], flags.map(storedName)),
  property: (list, { table }) => properties(table, list),
  productionCustomers: (wanted, context) =>
    sensors(context, ({ customer }) => customer.production === isTrue(wanted, true)),
  severity: (wanted) =>
    codes('severity', severities.length, (code) => wanted.some((name) => severities[code] === name)),
  type: (kinds, { table }) => (kinds.includes(table.kind) ? everything : nothing),
  subCriteria: (groups, context) =>
    combine(groups, (group) => compileGroup(group, context, [...context.place, 'subCriteria', groups.indexOf(group)])),
};

/** All the criteria of a request as one predicate over a table; what is wrong is added to `scope.problems`. Throws ApiError 403. */
export function compile(criteria: Criteria, scope: Scope): Predicate {
  const scans = scansOf(criteria) + (criteria.subCriteria ?? []).reduce((sum, group) => sum + 1 + scansOf(group), 0);
  const isLarge = scans > fewScans;
  if (isLarge && scans * scope.table.length > mostWork) {
    scope.problems.push({
      where: 'body',
      path: [criteria.subCriteria === undefined ? 'endpoint' : 'subCriteria'],
      keyword: 'semantics',
      message: 'asks for too much work',
      value: scans,
    });
    return nothing;
  }
  return compileGroup(criteria, { ...scope, isLarge }, []);
}

/** Criteria that look at rows one by one, up to which a request is an ordinary one. */
const fewScans = 64;
/** Rows times criteria of one request; everything has a bound. */
const mostWork = 200_000_000;
const scansOf = ({ endpoint = [], property = [] }: Criteria): number => endpoint.length + property.length;

function compileGroup(
  criteria: Criteria,
  scope: Scope & { readonly isLarge: boolean },
  place: Context['place'],
): Predicate {
  const complain = (field: string, value: unknown): typeof nothing => {
    const path = [...place, field];
    scope.problems.push({ where: 'body', path, keyword: 'semantics', message: 'is invalid here', value });
    return nothing;
  };
  const { table, viewer, now, problems, isLarge } = scope;
  const context: Context = { table, viewer, now, problems, isLarge, criteria, place, complain };
  const found: Predicate[] = [];
  for (const key of Object.keys(parts) as (keyof Parts)[]) {
    const value = criteria[key];
    // An empty list is no filter: clients send every list they know (contract/argus.md §9).
    if (value === undefined || (Array.isArray(value) && value.length === 0)) continue;
    found.push((parts[key] as Part<typeof key>)(value as never, context));
  }
  const from = instant(context, 'startTimestamp') ?? -Infinity;
  found.push(timeBounds(table, criteria, from, instant(context, 'endTimestamp') ?? Infinity));
  found.push(indexBounds(instant(context, 'indexStartTimestamp'), instant(context, 'indexEndTimestamp')));
  return all(found);
}

type Instant = 'startTimestamp' | 'endTimestamp' | 'indexStartTimestamp' | 'indexEndTimestamp';

function instant({ criteria, now, complain }: Context, field: Instant): number | null {
  const value = criteria[field];
  if (value === undefined) return null;
  const parsed = parseTime(value, now);
  if (parsed === null) complain(field, value);
  return parsed;
}

const sensors = ({ table: { world } }: Context, passes: (sensor: Sensor) => boolean): Predicate =>
  codes('sensor', world.sensors.length, (code) => passes(world.sensors[code] as Sensor));

/** A customer asked for that the caller may not see is refused, whether it exists or not. */
function customers(context: Context, ids: ReadonlySet<number | null>): Predicate {
  const { table, viewer, criteria } = context;
  const seen = table.world.customers.filter((customer) => ids.has(customer.id) && maySee(viewer, customer));
  if (seen.length < ids.size && !isTrue(criteria.exclude, false)) throw accessDenied();
  return sensors(context, ({ customer }) => ids.has(customer.id));
}

const keyOf = (row: number, ordinal: number | null): number => row * 2048 + (ordinal ?? 2047);

/** The key of the event with this id, with or without its type in front, or of its UUID alone; -1 when there is none. */
function identified({ world }: EventTable, id: string): number {
  const found = findUuid(world, id.slice(id.lastIndexOf('/') + 1));
  if (found === null) return -1;
  const [, ...known] = eventId(world, found.row, found.ordinal).split('/');
  const given = id.split('/').slice(-3);
  const agrees = given.every((part, place) => part.toLowerCase() === known[known.length - given.length + place]);
  return agrees && id.split('/').length <= 4 ? keyOf(found.row, found.ordinal) : -1;
}
