/** Cases, to read: by id, and by search. Source: contract/argus.md §8; criteria as the XSOAR pack sends them; seed 002 for how criteria combine. */
import type { BoundEndpoint, Outcome } from '../../../http/endpoint.ts';
import type { Problem } from '../../../http/product.ts';
import type { Case } from '../../../model/world.ts';
import { accessDenied, mayReadCase, type Principal } from '../access/access.ts';
import { parseTime } from '../common/time.ts';
import { isTrue } from '../common/booleans.ts';
import type { CaseCriteria, CaseSubCriteria } from '../generated/types.ts';
import { caseModel, statusOf, updatedAt } from './case-model.ts';
import { base, hasKeywords, isNamed, notFound, paged, problem, type LookupServices } from './services.ts';

const common = {
  ...base,
  permission: 'viewCase',
  evidence: 'observed',
  source: 'contract/argus.md §8; the name of the function is assumed',
} as const;

export function cases(services: LookupServices): readonly BoundEndpoint<Principal>[] {
  const { world } = services.simulation;
  return [
    {
      ...common,
      id: 'getCaseMetadataById',
      method: 'GET',
      path: '/cases/v2/case/{id}',
      summary: 'Get a case',
      params: 'argus/case-id-params.schema.json',
      data: 'argus/case.schema.json',
      refusals: [401, 403, 404, 412],
      handle: ({ params, principal }) => {
        const found = world.cases.find((entry) => entry.id === Number(params['id']));
        if (found === undefined) throw notFound();
        if (!mayReadCase(principal, found)) throw accessDenied();
        return { kind: 'one', json: JSON.stringify(caseModel(world, found, principal, true)) };
      },
    },
    {
      ...common,
      id: 'advancedCaseSearch',
      method: 'POST',
      path: '/cases/v2/case/search',
      effect: 'reads',
      summary: 'Search cases that the caller may read',
      body: 'argus/case-criteria.schema.json',
      data: 'argus/cases.schema.json',
      handle: ({ body, principal }) => search(services, principal, body as CaseCriteria),
    },
  ];
}

type Test = (entry: Case) => boolean;

function search(services: LookupServices, principal: Principal, criteria: CaseCriteria): Outcome {
  const { world, clock } = { world: services.simulation.world, clock: services.simulation.clock };
  const problems: Problem[] = [];
  const isWanted = compile(criteria, clock.now(), problems);
  const order = orderOf(criteria.sortBy ?? [], problems);
  if (problems.length > 0) throw services.invalid(problems);
  const found = world.cases.filter((entry) => mayReadCase(principal, entry) && isWanted(entry)).sort(order);
  const withDescription = isTrue(criteria.includeDescription, true);
  return paged(services, 'body', criteria, found, (entry) => caseModel(world, entry, principal, withDescription));
}

/** Sub-criteria are one OR group beside those that are required, and those that exclude (seed 002). */
function compile(criteria: CaseCriteria, now: number, problems: Problem[]): Test {
  const own = compileOne(criteria, now, problems);
  const parts = (criteria.subCriteria ?? []).map((part) => ({
    test: compileOne(part, now, problems),
    excludes: isTrue(part.exclude, false),
    required: isTrue(part.required, false),
  }));
  const any = parts.filter((part) => !part.excludes && !part.required);
  return (entry) =>
    own(entry) &&
    parts.every(({ test, excludes, required }) => (excludes ? !test(entry) : !required || test(entry))) &&
    (any.length === 0 || any.some(({ test }) => test(entry)));
}

/** An empty list does not narrow: clients send all of them (contract/argus.md §9). */
const among = <Value>(list: readonly Value[] | undefined, has: (value: Value) => boolean): boolean =>
  list === undefined || list.length === 0 || list.some(has);

function compileOne(part: CaseCriteria | CaseSubCriteria, now: number, problems: Problem[]): Test {
  const [from, to] = (['startTimestamp', 'endTimestamp'] as const).map((field) => {
    const text = part[field];
    const instant = text === undefined ? undefined : parseTime(text, now);
    if (instant === null) problems.push(problem('body', field, text));
    return instant ?? undefined;
  });
  const isInTime = (instant: number | null): boolean =>
    instant !== null && (from === undefined || instant >= from) && (to === undefined || instant <= to);
  const hasTime = from !== undefined || to !== undefined;
  return (entry) =>
    among([...(part.caseID ?? [])], (id) => Number(id) === entry.id) &&
    among([...(part.customerID ?? []), ...(part.customer ?? [])], (name) => isNamed(entry.customer, name)) &&
    among(part.type, (type) => type === 'securityIncident') &&
    among(part.service, (name) => isNamed(entry.service, name)) &&
    among(part.category, (name) => name === entry.category.id) &&
    among(part.status, (status) => status === statusOf(entry)) &&
    among(part.priority, (priority) => priority === entry.priority) &&
    hasKeywords(textsOf(entry, part.keywordFieldStrategy), part.keywords ?? [], part.keywordMatchStrategy) &&
    (!hasTime || matchTimes(timesOf(entry, part.timeFieldStrategy), isInTime, part.timeMatchStrategy)) &&
    (part.includeFlags ?? []).every((flag) => flag === 'MERGED' && entry.mergedInto !== null) &&
    !(part.excludeFlags ?? []).some((flag) => flag === 'MERGED' && entry.mergedInto !== null);
}

const matchTimes = (
  times: readonly (number | null)[],
  test: (time: number | null) => boolean,
  match = 'any',
): boolean => (match === 'all' ? times.every(test) : times.some(test));

function textsOf(
  { id, subject, description }: Case,
  fields: CaseCriteria['keywordFieldStrategy'] = ['all'],
): readonly string[] {
  const texts = { id: String(id), subject, description };
  return Object.entries(texts)
    .filter(([field]) => fields.some((one) => one === 'all' || one === field))
    .map(([, text]) => text);
}

function timesOf(
  entry: Case,
  fields: CaseCriteria['timeFieldStrategy'] = ['createdTimestamp'],
): readonly (number | null)[] {
  const times = {
    createdTimestamp: entry.opened,
    lastUpdatedTimestamp: updatedAt(entry),
    closedTimestamp: entry.closed,
  };
  return Object.entries(times)
    .filter(([field]) => fields.some((one) => one === 'all' || one === field))
    .map(([, time]) => time);
}

const sortKeys = {
  id: ({ id }: Case) => id,
  caseID: ({ id }: Case) => id,
  customerID: ({ customer }: Case) => customer.id,
  createdTimestamp: ({ opened }: Case) => opened,
  lastUpdatedTimestamp: updatedAt,
  priority: ({ priority }: Case) => ['low', 'medium', 'high', 'critical'].indexOf(priority),
} as const;

/** Newest first unless told otherwise; assumed. */
function orderOf(sortBy: readonly string[], problems: Problem[]): (one: Case, other: Case) => number {
  const keys = [...(sortBy.length === 0 ? ['-createdTimestamp'] : sortBy), 'id'].flatMap((text) => {
    const name = text.replace(/^-/, '');
    if (!Object.hasOwn(sortKeys, name)) problems.push(problem('body', 'sortBy', text));
    const key = sortKeys[name as keyof typeof sortKeys] as ((entry: Case) => number) | undefined;
    return key === undefined ? [] : [{ key, sign: text.startsWith('-') ? -1 : 1 }];
  });
  return (one, other) => {
    for (const { key, sign } of keys) if (key(one) !== key(other)) return (key(one) - key(other)) * sign;
    return 0;
  };
}
