/** v1 search criteria → predicate. Source: docs/contract/argus.md §6.5, §6.8, seed 002. */
import { all, any, everything, nothing, type Predicate } from '../../../corpus/predicate.ts';
import { isTrue } from '../common/booleans.ts';
import type { Problem } from '../../../http/product.ts';
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
import { parseEventId } from '../events/event-id.ts';
import { publishedBy } from '../events/publication.ts';
import { propertiesMatch } from '../events/properties.ts';
import {
  customerIds,
  eitherEnd,
  flagsAre,
  idTest,
  countryTest,
  ofCases,
  ofCustomers,
  ofDetails,
  ofDomains,
  ofEvents,
  ofHosts,
  ofSensors,
  ofSeverities,
} from '../events/selections.ts';
import type { AggregatedCriteria, NidsCriteria } from '../generated/types.ts';
import { addresses, ports, severityBetween } from './selections.ts';
import { v1TimeBounds } from './times.ts';

/** The criteria of both kinds of events; what one kind lacks, its schema refuses. */
export type V1Criteria = Omit<AggregatedCriteria & NidsCriteria, 'subCriteria'> & {
  readonly subCriteria?: readonly V1Criteria[];
};

/** Members that change how others are read, or do not select events at all. */
type Modifier =
  | 'limit'
  | 'offset'
  | 'sortBy'
  | 'exclude'
  | 'required'
  | 'exactMatchProperties'
  | 'multivaluePropertySeparator'
  | 'sourceIPMinBits'
  | 'destinationIPMinBits'
  | 'maxSeverity'
  | 'startTimestamp'
  | 'endTimestamp'
  | 'timeFieldStrategy'
  | 'skipFutureEvents'
  | 'indexStartTime'
  | 'indexEndTime'
  | 'includeDeleted'
  | 'includeFlag'
  | 'excludeFlag';

export interface V1Context extends CriteriaContext<V1Criteria> {
  /** Where in the request these criteria stand. */
  readonly place: Problem['path'];
  /** Its sub-criteria, compiled. */
  readonly groups: readonly CompiledGroup<V1Criteria>[];
}

const parts: CriterionParts<V1Criteria, Modifier, V1Context> = {
  customerID: (ids, context) => inCustomers(context, ids.map(Number)),
  customer: (names, context) => {
    const ids = customerIds(context.table.world, names);
    const unknown = ids.indexOf(null);
    return unknown >= 0 ? context.complain('customer', names[unknown]) : inCustomers(context, ids);
  },
  eventIdentifier: (identifiers, { table }) =>
    ofEvents(
      table,
      identifiers.map((identifier) => {
        if (typeof identifier === 'string') return parseEventId(table.world, identifier);
        const { type, timestamp, customerID, eventID } = identifier;
        return parseEventId(table.world, `${type}/${timestamp}/${customerID}/${eventID}`);
      }),
    ),
  locationID: (ids, { table }) =>
    ofSensors(
      table.world,
      by(idTest(ids), ({ location }) => location.id),
    ),
  sensorID: (ids, { table }) =>
    ofSensors(
      table.world,
      by(idTest(ids), ({ id }) => id),
    ),
  severity: (names, { criteria, complain }) =>
    criteria.minSeverity !== undefined || criteria.maxSeverity !== undefined
      ? complain('severity', names)
      : ofSeverities(names),
  minSeverity: (least, { criteria }) => severityBetween(least, criteria.maxSeverity ?? 'critical'),
  alarmID: (ids, { table }) =>
    ofDetails(
      table.world,
      by(idTest(ids), ({ alarm }) => alarm.id),
    ),
  attackCategoryID: (ids, { table }) =>
    ofDetails(
      table.world,
      by(idTest(ids), ({ category }) => category.id),
    ),
  signature: (names, { table }) =>
    ofDetails(
      table.world,
      by(textTest(names), ({ signature }) => signature),
    ),
  domain: (names, { table }) => ofDomains(table.world, names),
  sourceGeoCountry: (countries, { table }) => ofHosts(table.world, 'source', countryTest(countries)),
  destinationGeoCountry: (countries, { table }) => ofHosts(table.world, 'destination', countryTest(countries)),
  geoCountry: (countries, { table }) => eitherEnd((end) => ofHosts(table.world, end, countryTest(countries))),
  properties: (wanted, { table, criteria }) =>
    propertiesMatch(table, wanted, isTrue(criteria.exactMatchProperties, true) ? 'exact' : 'words'),
  productionCustomers: (wanted, { table }) =>
    ofSensors(table.world, ({ customer }) => customer.production === isTrue(wanted, true)),
  includeUnpublished: (wanted, { table, now }) => (isTrue(wanted, true) ? everything : publishedBy(table, now)),
  minCount: (least) => ({ kind: 'count', atLeast: Number(least) }),
  associatedCaseID: (ids, { table }) => ofCases(table.world, ids),
  ip: (texts, context) => eitherEnd((end) => addresses(context, end, texts)),
  sourceIP: (texts, context) => addresses(context, 'source', texts),
  destinationIP: (texts, context) => addresses(context, 'destination', texts),
  port: (ranges, context) =>
    any([ports(context, 'port', 'sourcePort', ranges), ports(context, 'port', 'destinationPort', ranges)]),
  sourcePort: (ranges, context) => ports(context, 'sourcePort', 'sourcePort', ranges),
  destinationPort: (ranges, context) => ports(context, 'destinationPort', 'destinationPort', ranges),
  includeFlags: (flags, { table }) => flagsAre(table, flags, []),
  excludeFlags: (flags, { table }) => flagsAre(table, [], flags),
  lastUpdatedTimestamp: (value, context) =>
    (context.criteria.timeFieldStrategy ?? []).length > 0
      ? context.complain('lastUpdatedTimestamp', value)
      : {
          kind: 'time',
          field: 'updated',
          from: timeCriterion(context, 'lastUpdatedTimestamp') ?? -Infinity,
          to: Infinity,
        },
  subCriteria: (_, { groups, problems }) => {
    // Problems are told in the order of the criteria.
    for (const group of groups) problems.push(...group.problems);
    return combine(groups, ({ predicate }) => predicate);
  },
};

/** All the criteria of a request as one predicate; what is wrong is added to `scope.problems`. Throws ApiError 403. */
export function* compileV1(criteria: V1Criteria, scope: CriteriaScope): Sliced<Predicate> {
  if (groupsIn(criteria) <= mostGroups) return yield* compileGroup(criteria, scope, []);
  scope.problems.push(semanticProblem('body', ['subCriteria'], null));
  return nothing;
}

/** Sub-criteria of all depths together; the vendor bounds each list by as many (docs/contract/argus.md §6.5), and each costs a scan. */
const mostGroups = 1024;
const groupsIn = (criteria: V1Criteria): number =>
  (criteria.subCriteria ?? []).reduce((sum, group) => sum + 1 + groupsIn(group), 0);

function* compileGroup(
  criteria: V1Criteria,
  { table, viewer, now, problems }: CriteriaScope,
  place: V1Context['place'],
): Sliced<Predicate> {
  const groups: CompiledGroup<V1Criteria>[] = [];
  for (const [at, group] of (criteria.subCriteria ?? []).entries()) {
    const scope = { table, viewer, now, problems: [] };
    groups.push({ ...group, ...scope, predicate: yield* compileGroup(group, scope, [...place, 'subCriteria', at]) });
  }
  yield unitsOfGroup;
  const complain = complainTo(problems, place);
  const context: V1Context = { table, viewer, now, problems, criteria, place, groups, complain };
  const predicates = yield* predicatesOf(parts, context);
  const { minSeverity, maxSeverity, indexStartTime, indexEndTime } = criteria;
  if (maxSeverity !== undefined && minSeverity === undefined) predicates.push(severityBetween('low', maxSeverity));
  const [first, last] = [indexStartTime, indexEndTime].map((time) => (time === undefined ? null : Number(time)));
  predicates.push(v1TimeBounds(context), indexBounds(first ?? null, last ?? null));
  return all(predicates);
}

const by =
  <Thing, Value>(isWanted: (value: Value) => boolean, of: (thing: Thing) => Value) =>
  (thing: Thing): boolean =>
    isWanted(of(thing));

function textTest(texts: readonly string[]): (text: string) => boolean {
  const wanted = new Set(texts);
  return (text) => wanted.has(text);
}

const inCustomers = ({ table, viewer, criteria }: V1Context, ids: readonly (number | null)[]): Predicate =>
  ofCustomers(table.world, viewer, new Set(ids), isTrue(criteria.exclude, false));
