/** Cases, to read: by id, and by search. Source: contract/argus.md §8; criteria as the XSOAR pack sends them; seed 002 for how criteria combine. */
import type { Handler } from '../../../http/endpoint.ts';
import type { Problem } from '../../../http/product.ts';
import type { Case } from '../../../model/world.ts';
import { isTrue } from '../common/booleans.ts';
import { accessDenied, mayReadCase, type Principal } from '../access/access.ts';
import { notThere, oneAnswer, pageAnswer, type LookupServices } from '../common/answers.ts';
import { semanticProblem } from '../common/invalid.ts';
import { hasKeywords, isNamed } from '../common/names.ts';
import { parseTime } from '../common/time.ts';
import type { CaseCriteria, CaseSubCriteria } from '../generated/types.ts';
import { statusOf } from '../common/models.ts';
import { caseModel, flagsOf, updatedAt } from './case-model.ts';

export const getCaseMetadataById: Handler<LookupServices, Principal> = ({ simulation }, { params, principal }) => {
  const { world } = simulation;
  const entry = world.cases.find(({ id }) => id === Number(params['id']));
  if (entry === undefined) throw notThere();
  if (!mayReadCase(principal, entry)) throw accessDenied();
  return oneAnswer(caseModel(world, entry, principal, true));
};

export const advancedCaseSearch: Handler<LookupServices, Principal> = (services, { principal, body }) => {
  const { world, clock } = services.simulation;
  const criteria = body as CaseCriteria;
  const problems: Problem[] = [];
  const isWanted = compile(criteria, clock.now(), problems);
  const order = orderOf(criteria.sortBy ?? [], problems);
  if (problems.length > 0) throw services.invalid(problems);
  const cases = world.cases.filter((entry) => mayReadCase(principal, entry) && isWanted(entry)).sort(order);
  const withDescription = isTrue(criteria.includeDescription, true);
  return pageAnswer(services, criteria, cases, (entry) => caseModel(world, entry, principal, withDescription));
};

type Test = (entry: Case) => boolean;

/** Sub-criteria are one OR group beside those that are required, and those that exclude (seed 002). */
function compile(criteria: CaseCriteria, now: number, problems: Problem[]): Test {
  const own = compileOne(criteria, now, problems);
  const parts = (criteria.subCriteria ?? []).map((part, at) => ({
    test: compileOne(part, now, problems, ['subCriteria', at]),
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

function compileOne(
  part: CaseCriteria | CaseSubCriteria,
  now: number,
  problems: Problem[],
  place: Problem['path'] = [],
): Test {
  const [from, to] = (['startTimestamp', 'endTimestamp'] as const).map((field) => {
    const text = part[field];
    const instant = text === undefined ? undefined : parseTime(text, now);
    if (instant === null) problems.push(semanticProblem('body', [...place, field], text));
    return instant ?? undefined;
  });
  const isInTime = (instant: number | null): boolean =>
    instant !== null && (from === undefined || instant >= from) && (to === undefined || instant <= to);
  const hasTime = from !== undefined || to !== undefined;
  return (entry) =>
    isChosen(part, entry) &&
    hasKeywords(textsOf(entry, part.keywordFieldStrategy), part.keywords ?? [], part.keywordMatchStrategy) &&
    (!hasTime || matchTimes(timesOf(entry, part.timeFieldStrategy), isInTime, part.timeMatchStrategy)) &&
    hasFlags(part, entry);
}

const isChosen = (part: CaseCriteria | CaseSubCriteria, entry: Case): boolean =>
  among(part.caseID, (id) => Number(id) === entry.id) &&
  among([...(part.customerID ?? []), ...(part.customer ?? [])], (name) => isNamed(entry.customer, name)) &&
  among(part.type, (type) => type === 'securityIncident') &&
  among(part.service, (name) => isNamed(entry.service, name)) &&
  among(part.category, (name) => name === entry.category.id) &&
  among(part.status, (status) => status === statusOf(entry)) &&
  among(part.priority, (priority) => priority === entry.priority);

function hasFlags({ includeFlags = [], excludeFlags = [] }: CaseCriteria | CaseSubCriteria, entry: Case): boolean {
  const flags: readonly string[] = flagsOf(entry);
  return includeFlags.every((flag) => flags.includes(flag)) && !excludeFlags.some((flag) => flags.includes(flag));
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
    if (!Object.hasOwn(sortKeys, name)) problems.push(semanticProblem('body', ['sortBy'], text));
    const key = sortKeys[name as keyof typeof sortKeys] as ((entry: Case) => number) | undefined;
    return key === undefined ? [] : [{ key, sign: text.startsWith('-') ? -1 : 1 }];
  });
  return (one, other) => {
    for (const { key, sign } of keys) if (key(one) !== key(other)) return (key(one) - key(other)) * sign;
    return 0;
  };
}
