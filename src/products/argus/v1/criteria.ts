/** v1 search criteria → predicate: one function a criterion, AND between them, OR inside a list. Source: contract/argus.md §6.5, §6.8, seed 002. */
import { all, any, codes, not, nothing, type Predicate } from '../../../corpus/predicate.ts';
import type { Problem } from '../../../http/product.ts';
import { severities } from '../../../model/detection.ts';
import type { World } from '../../../model/world.ts';
import type { Viewer } from '../access/access.ts';
import { propertyMatch } from '../events/properties.ts';
import { isTrue } from '../common/booleans.ts';
import type { AggregatedCriteria, NidsCriteria } from '../generated/types.ts';
import { parseEventId } from '../events/event-id.ts';
import {
  addresses,
  customers,
  details,
  eitherEnd,
  flagsAre,
  has,
  hosts,
  inCountry,
  isIn,
  ports,
  sensors,
  severityBetween,
} from '../events/selections.ts';
import { indexBounds, time, timeBounds } from './time-bounds.ts';

/** The criteria of both kinds of events; what one kind lacks, its schema refuses. */
export type Criteria = Omit<AggregatedCriteria & NidsCriteria, 'subCriteria'> & {
  readonly subCriteria?: readonly Criteria[];
};

export interface Scope {
  readonly world: World;
  readonly principal: Viewer;
  readonly now: number;
  readonly kind: 'aggregated' | 'raw';
  /** Which event a row of the searched kind is, for criteria that name events. */
  readonly identify: (row: number) => { readonly row: number; readonly ordinal: number | null };
  /** What is wrong with the criteria; the caller refuses the request when there is anything. */
  readonly problems: Problem[];
}

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
  | 'includeUnpublished'
  | 'includeFlag'
  | 'excludeFlag';

type Part<Key extends keyof Criteria> = (value: NonNullable<Criteria[Key]>, context: CriteriaContext) => Predicate;
type Parts = { readonly [Key in Exclude<keyof Criteria, Modifier>]-?: Part<Key> };

/** What one criterion sees besides its own value. */
export interface CriteriaContext {
  readonly scope: Scope;
  readonly criteria: Criteria;
  readonly complain: (field: keyof Criteria, value: unknown) => typeof nothing;
}

const parts: Parts = {
  customerID: (ids, { scope, criteria }) => customers(scope, criteria, ids.map(Number)),
  customer: (names, context) => {
    const { scope, criteria } = context;
    const ids = names.map(
      (name) => scope.world.customers.find((customer) => customer.shortName === name)?.id ?? Number(name),
    );
    return ids.some(Number.isNaN)
      ? context.complain('customer', names[ids.findIndex(Number.isNaN)])
      : customers(scope, criteria, ids);
  },
  eventIdentifier: (identifiers, { scope }) => {
    const wanted = new Set(
      identifiers.map((identifier) => {
        const id =
          typeof identifier === 'string'
            ? identifier
            : `${identifier.type}/${identifier.timestamp}/${identifier.customerID}/${identifier.eventID}`;
        const found = parseEventId(scope.world, id);
        return found === null ? '' : `${found.row} ${found.ordinal}`;
      }),
    );
    return { kind: 'row', test: (row) => wanted.has(nameOf(scope.identify(row))) };
  },
  locationID: (ids, { scope }) => sensors(scope, (sensor) => isIn(ids, sensor.location.id)),
  sensorID: (ids, { scope }) => sensors(scope, (sensor) => isIn(ids, sensor.id)),
  severity: (wanted, context) =>
    context.criteria.minSeverity !== undefined || context.criteria.maxSeverity !== undefined
      ? context.complain('severity', wanted)
      : codes('severity', severities.length, (code) => wanted.some((severity) => severities[code] === severity)),
  minSeverity: (least, { criteria }) => severityBetween(least, criteria.maxSeverity ?? 'critical'),
  alarmID: (ids, { scope }) => details(scope, (detail) => isIn(ids, detail.alarm.id)),
  attackCategoryID: (ids, { scope }) => details(scope, (detail) => isIn(ids, detail.category.id)),
  signature: (wanted, { scope }) => details(scope, (detail) => wanted.includes(detail.signature)),
  domain: (names, { scope }) => details(scope, ({ variant }) => variant.domain !== null && has(names, variant.domain)),
  sourceGeoCountry: (countries, { scope }) => hosts(scope, 'source', (host) => inCountry(host, countries)),
  destinationGeoCountry: (countries, { scope }) => hosts(scope, 'destination', (host) => inCountry(host, countries)),
  geoCountry: (countries, { scope }) => eitherEnd((end) => hosts(scope, end, (host) => inCountry(host, countries))),
  properties: (wanted, { scope, criteria }) =>
    all(
      Object.entries(wanted).map(([key, value]) =>
        propertyMatch(
          scope.world,
          scope.kind,
          key,
          String(value),
          isTrue(criteria.exactMatchProperties, true) ? 'exact' : 'words',
        ),
      ),
    ),
  productionCustomers: (wanted, { scope }) =>
    sensors(scope, (sensor) => sensor.customer.production === isTrue(wanted, true)),
  minCount: (least) => ({ kind: 'count', atLeast: Number(least) }),
  associatedCaseID: (ids, { scope }) =>
    codes('cases', scope.world.caseSets.length, (code) => {
      const set = scope.world.caseSets[code] ?? [];
      return set.length === 0 ? isIn(ids, 0) : set.some((entry) => isIn(ids, entry.id));
    }),
  ip: (texts, context) => eitherEnd((end) => addresses(context, end, texts)),
  sourceIP: (texts, context) => addresses(context, 'source', texts),
  destinationIP: (texts, context) => addresses(context, 'destination', texts),
  port: (ranges, context) =>
    any([ports(context, 'port', 'sourcePort', ranges), ports(context, 'port', 'destinationPort', ranges)]),
  sourcePort: (ranges, context) => ports(context, 'sourcePort', 'sourcePort', ranges),
  destinationPort: (ranges, context) => ports(context, 'destinationPort', 'destinationPort', ranges),
  includeFlags: (flags) => flagsAre(flags, []),
  excludeFlags: (flags) => flagsAre([], flags),
  lastUpdatedTimestamp: (value, context) => {
    if ((context.criteria.timeFieldStrategy ?? []).length > 0) return context.complain('lastUpdatedTimestamp', value);
    return {
      kind: 'time',
      field: 'updated',
      from: time(context, 'lastUpdatedTimestamp', value) ?? -Infinity,
      to: Infinity,
    };
  },
  subCriteria: (groups, { scope }) =>
    combine(groups.map((group) => ({ group, predicate: compileGroup(group, scope) }))),
};

/** All the criteria of a request as one predicate; what is wrong is added to `scope.problems`. */
export function compile(criteria: Criteria, scope: Scope): Predicate {
  if (groupsIn(criteria) > mostGroups) {
    scope.problems.push({
      where: 'body',
      path: ['subCriteria'],
      keyword: 'semantics',
      message: 'has too many',
      value: null,
    });
    return nothing;
  }
  return compileGroup(criteria, scope);
}

/** Sub-criteria of all depths together; the vendor bounds each list by as many (contract/argus.md §6.5), and each costs a scan. */
const mostGroups = 1024;
const groupsIn = (criteria: Criteria): number =>
  (criteria.subCriteria ?? []).reduce((sum, group) => sum + 1 + groupsIn(group), 0);

function compileGroup(criteria: Criteria, scope: Scope): Predicate {
  const complain = (field: string, value: unknown): typeof nothing => {
    scope.problems.push({ where: 'body', path: [field], keyword: 'semantics', message: 'is invalid here', value });
    return nothing;
  };
  const context: CriteriaContext = { scope, criteria, complain };
  const found: Predicate[] = [];
  for (const key of Object.keys(parts) as (keyof Parts)[]) {
    const value = criteria[key];
    // An empty list or object is no filter: clients send every list they know (contract/argus.md §9).
    if (value === undefined || (typeof value === 'object' && Object.keys(value).length === 0)) continue;
    found.push((parts[key] as Part<typeof key>)(value as never, context));
  }
  if (criteria.maxSeverity !== undefined && criteria.minSeverity === undefined)
    found.push(severityBetween('low', criteria.maxSeverity));
  found.push(timeBounds(context), indexBounds(context));
  return all(found);
}

/** Sub-criteria are alternatives; a required one must hold besides, an excluded one must not (seed 002). */
function combine(groups: readonly { readonly group: Criteria; readonly predicate: Predicate }[]): Predicate {
  const excluded = groups.filter(({ group }) => isTrue(group.exclude, false));
  const required = groups.filter(({ group }) => isTrue(group.required, false) && !isTrue(group.exclude, false));
  const others = groups.filter(({ group }) => !isTrue(group.required, false) && !isTrue(group.exclude, false));
  return all([
    ...required.map(({ predicate }) => predicate),
    ...excluded.map(({ predicate }) => not(predicate)),
    ...(others.length > 0 ? [any(others.map(({ predicate }) => predicate))] : []),
  ]);
}

const nameOf = ({ row, ordinal }: { readonly row: number; readonly ordinal: number | null }): string =>
  `${row} ${ordinal}`;
