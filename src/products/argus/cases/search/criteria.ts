/** Criteria for cases, compiled once a search: one function a criterion, AND between them, OR inside a list. Source: docs/contract/argus.md §14.0.5. */
import { isTrue } from '../../common/booleans.ts';
import type { CaseSubCriteria } from '../../generated/types.ts';
import type { SearchedCase, CaseRole, CaseText } from './searched-case.ts';
import {
  withFlags,
  anyBut,
  chosen,
  allOf,
  isAmong,
  isSet,
  byName,
  namesIn,
  withoutFlags,
  byNumber,
  unlessHidden,
  withinTime,
  byWord,
  type CaseTest,
  type CriterionContext,
} from './tests.ts';

/** Members that change how others are read, or select nothing. */
type Modifier =
  | 'limit'
  | 'offset'
  | 'sortBy'
  | 'exclude'
  | 'required'
  | 'includeWorkflows'
  | 'includeDescription'
  | 'keywordFieldStrategy'
  | 'keywordMatchStrategy'
  | 'userFieldStrategy'
  | 'timeFieldStrategy'
  | 'timeMatchStrategy'
  | 'startTimestamp'
  | 'endTimestamp';

export type SelectingCriteria = Omit<CaseSubCriteria, Modifier>;
type Value<Name extends keyof SelectingCriteria> = NonNullable<SelectingCriteria[Name]>;

type Criterion<Name extends keyof SelectingCriteria> = (value: Value<Name>, context: CriterionContext) => CaseTest;

const ofService = byName(({ service }) => service);

export const criteria: { readonly [Name in keyof SelectingCriteria]-?: Criterion<Name> } = {
  caseID: byNumber(({ id }) => id),
  customerID: byNumber(({ customer }) => customer.id),
  customer: byName(({ customer }) => customer),
  type: byWord(({ type }) => type),
  service: ofService,
  serviceCriteria: ({ service = [], includeFlags = [], excludeFlags = [] }) =>
    allOf([
      ...(service.length === 0 ? [] : [ofService(service)]),
      withFlags((file) => file.service.flags)(includeFlags),
      withoutFlags((file) => file.service.flags)(excludeFlags),
    ]),
  category: byName(({ category }) => category),
  status: byWord(({ status }) => status),
  initialStatus: byWord(({ initialStatus }) => initialStatus),
  priority: byWord(({ priority }) => priority),
  initialPriority: byWord(({ initialPriority }) => initialPriority),
  assetID: () => () => false,
  tag: (tags) =>
    anyBut(tags, ({ key, values = [] }) => {
      const wanted = new Set(values);
      return (file) => file.tags.some((tag) => tag.key === key && (wanted.size === 0 || wanted.has(tag.value)));
    }),
  workflow: (workflows) =>
    anyBut(workflows, ({ flow, acknowledged }) => {
      const state = acknowledged === undefined ? null : isTrue(acknowledged, true);
      return (file) =>
        file.workflows.some((one) => one.workflow === flow && (state === null || one.acknowledged === state));
    }),
  field: (fields) =>
    anyBut(fields, ({ field, values = [] }) => {
      const wanted = new Set(values);
      return (file) =>
        file.fields.some(
          (one) => one.names.includes(field) && (wanted.size === 0 || one.values.some((value) => wanted.has(value))),
        );
    }),
  keywords: (keywords, { part }) => {
    const words = [...new Set(keywords.map((word) => word.toLowerCase()))];
    const fields = chosen(texts, part.keywordFieldStrategy);
    const combined = part.keywordMatchStrategy === 'any' ? 'some' : 'every';
    return (file) => {
      const lower = fields.flatMap((field) => file.texts[field]).map((text) => text.toLowerCase());
      return words[combined]((word) => lower.some((text) => text.includes(word)));
    };
  },
  user: (names, { part }) => {
    const wanted = namesIn(names);
    const roles = chosen(userRoles, part.userFieldStrategy);
    return ({ users }) => roles.some((role) => users[role].some((user) => isAmong(wanted, user)));
  },
  userID: (ids, { part }) => {
    const wanted = new Set(ids.map(Number));
    const roles = chosen(userRoles, part.userFieldStrategy);
    return ({ users }) => roles.some((role) => users[role].some(({ id }) => wanted.has(id)));
  },
  userAssigned: isSet('assignedUser'),
  techAssigned: isSet('assignedTech'),
  accessMode: byWord(({ accessMode }) => accessMode),
  explicitAccess: (entries, context) => {
    const tests = entries.map((entry, index) => {
      const place = [...context.place, 'explicitAccess', index];
      const isInTime = withinTime(entry, { ...context, place });
      const [subjects, levels] = [namesIn(entry.subject ?? []), new Set<string>(entry.level)];
      return ({ access }: SearchedCase) =>
        access.some(
          ({ subject, level, added }) =>
            (subjects.size === 0 || isAmong(subjects, subject)) &&
            (levels.size === 0 || levels.has(level)) &&
            isInTime(added),
        );
    });
    return (file) => tests.some((holds) => holds(file));
  },
  productionCustomers:
    (wanted) =>
    ({ customer }) =>
      customer.production === isTrue(wanted, true),
  includeTestData: unlessHidden('TEST_DATA'),
  includeDeleted: unlessHidden('DELETED'),
  includeFlags: withFlags(({ flags }) => flags),
  excludeFlags: withoutFlags(({ flags }) => flags),
};

const texts = ['subject', 'description', 'comments', 'customerReference', 'id'] as const satisfies readonly CaseText[];
const userRoles = [
  'reporter',
  'assignedUser',
  'assignedTech',
  'createdByUser',
  'lastUpdatedByUser',
  'closedByUser',
  'publishedByUser',
  'commentedByUser',
  'watchedByUser',
] as const satisfies readonly CaseRole[];
