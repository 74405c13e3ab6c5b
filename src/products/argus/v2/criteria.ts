/** v2 search criteria → predicate over one table. Source: docs/contract/argus.md §7.4. */
import { all, everything, nothing, type Predicate } from '../../../corpus/predicate.ts';
import type { Problem } from '../../../http/product.ts';
import type { RowId } from '../../../model/event-id.ts';
import { findUuid } from '../../../model/submitted.ts';
import { isTrue } from '../common/booleans.ts';
import { semanticProblem } from '../common/invalid.ts';
import type { Sliced } from '../../../kernel/slices.ts';
import { combine } from '../events/combine.ts';
import {
  complainTo,
  indexBounds,
  timeCriterion,
  unitsOfGroup,
  type CompiledGroup,
  predicatesOf,
  type CriteriaContext,
  type CriteriaScope,
  type CriterionParts,
} from '../events/criteria.ts';
import { eventId } from '../events/event-id.ts';
import { publishedBy } from '../events/publication.ts';
import {
  customerIds,
  flagsAre,
  ofCases,
  ofCustomers,
  ofDomains,
  ofEvents,
  ofSensors,
  ofSeverities,
} from '../events/selections.ts';
import type { EventTable } from '../events/table.ts';
import type { V2Criteria, V2SubCriteria } from '../generated/types.ts';
import { storedName } from './flags.ts';
import { attacks, endpoints, properties } from './nested.ts';
import { v2TimeBounds } from './times.ts';

/** What selects events, in a search, in its sub-criteria and in statistics. */
export type V2Selection = V2SubCriteria & Pick<V2Criteria, 'subCriteria' | 'indexStartTimestamp' | 'indexEndTimestamp'>;

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

interface Context extends CriteriaContext<V2Selection> {
  /** Where in the request the criteria stand. */
  readonly place: Problem['path'];
  /** Its sub-criteria, compiled. */
  readonly groups: readonly CompiledGroup<V2SubCriteria>[];
  /** Its endpoint criteria, compiled. */
  readonly ends: Predicate;
}

const parts: CriterionParts<V2Selection, Modifier, Context> = {
  // Raw events are associated with no case (seed 001: aggregated only).
  associatedCase: (ids, { table }) => {
    if (table.kind === 'aggregated') return ofCases(table.world, ids);
    return ids.some((id) => Number(id) === 0) ? everything : nothing;
  },
  attack: (list, { table }) => attacks(table.world, list),
  customer: (names, { table, viewer, criteria, complain }) => {
    const ids = customerIds(table.world, names);
    const unknown = ids.indexOf(null);
    if (unknown >= 0) return complain('customer', names[unknown]);
    return ofCustomers(table.world, viewer, new Set(ids), isTrue(criteria.exclude, false));
  },
  domain: (names, { table }) => ofDomains(table.world, names),
  endpoint: (_, { ends }) => ends,
  eventIdentifier: (ids, { table }) =>
    ofEvents(
      table,
      ids.map((id) => eventNamed(table, id)),
    ),
  includeFlag: (flags, { table }) => flagsAre(table, flags.map(storedName), []),
  excludeFlag: (flags, { table }) => flagsAre(table, [], flags.map(storedName)),
  property: (list, { table }) => properties(table, list),
  productionCustomers: (wanted, { table }) =>
    ofSensors(table.world, ({ customer }) => customer.production === isTrue(wanted, true)),
  severity: ofSeverities,
  includeUnpublished: (wanted, { table, now }) => (isTrue(wanted, true) ? everything : publishedBy(table, now)),
  type: (kinds, { table }) => (kinds.includes(table.kind) ? everything : nothing),
  subCriteria: (_, { groups, problems }) => {
    // Problems are told in the order of the criteria.
    for (const group of groups) problems.push(...group.problems);
    return combine(groups, ({ predicate }) => predicate);
  },
};

/** All the criteria of a request as one predicate over a table; what is wrong is added to `scope.problems`. Throws ApiError 403. */
export function* compileV2(criteria: V2Selection, scope: CriteriaScope): Sliced<Predicate> {
  const scans = scansOf(criteria) + (criteria.subCriteria ?? []).reduce((sum, group) => sum + 1 + scansOf(group), 0);
  if (scans <= fewScans || scans * scope.table.length <= mostWork) return yield* compileGroup(criteria, scope, []);
  scope.problems.push(
    semanticProblem('body', [criteria.subCriteria === undefined ? 'endpoint' : 'subCriteria'], scans),
  );
  return nothing;
}

/** Criteria that look at rows one by one, up to which a request is an ordinary one. */
const fewScans = 64;
/** Rows times criteria of one request; everything has a bound. */
const mostWork = 200_000_000;
const scansOf = ({ endpoint = [], property = [] }: V2Selection): number => endpoint.length + property.length;

function* compileGroup(
  criteria: V2Selection,
  { table, viewer, now, problems }: CriteriaScope,
  place: Context['place'],
): Sliced<Predicate> {
  const groups: CompiledGroup<V2SubCriteria>[] = [];
  for (const [at, group] of (criteria.subCriteria ?? []).entries()) {
    const scope = { table, viewer, now, problems: [] };
    groups.push({ ...group, ...scope, predicate: yield* compileGroup(group, scope, [...place, 'subCriteria', at]) });
  }
  yield unitsOfGroup;
  const complain = complainTo(problems, place);
  const ends = yield* endpoints(table, criteria.endpoint ?? []);
  const context: Context = { table, viewer, now, problems, criteria, place, groups, ends, complain };
  const predicates = yield* predicatesOf(parts, context);
  const from = timeCriterion(context, 'startTimestamp') ?? -Infinity;
  predicates.push(v2TimeBounds(table, criteria, from, timeCriterion(context, 'endTimestamp') ?? Infinity));
  predicates.push(
    indexBounds(timeCriterion(context, 'indexStartTimestamp'), timeCriterion(context, 'indexEndTimestamp')),
  );
  return all(predicates);
}

/** The event with this id, with or without its type in front, or of its UUID alone; null when there is none. */
function eventNamed({ world }: EventTable, id: string): RowId | null {
  const event = findUuid(world, id.slice(id.lastIndexOf('/') + 1));
  if (event === null) return null;
  const [, ...whole] = eventId(world, event.row, event.ordinal).split('/');
  const pieces = id.split('/');
  const end = pieces.slice(-3);
  const isThis = end.every((part, place) => part.toLowerCase() === whole[whole.length - end.length + place]);
  return isThis && pieces.length <= 4 ? event : null;
}
