/** The criteria of searches for cases as an outsider judges them, from what a case shows. Source: docs/contract/argus.md §14.0.5. */
import type { Json } from '../../../../kernel/schema.ts';
import type { CaseCriteria, CaseSubCriteria } from '../../../../products/argus/generated/types.ts';
import { among, flagged, hidden, occurring } from '../../../criteria/verdict.ts';
import { at, textsAt } from '../../../lists/item.ts';
import { numberKey, rankKey, textKey } from '../../../lists/keys.ts';
import { listOf, member } from '../../../terms/exchange.ts';
import type { Criterion, ItemKeys, Judgement } from '../../../terms/model.ts';
import { inLowerCase, namesAt, presentAt, searchWordsOf, type ArgusModifier } from './members.ts';

type Name = Exclude<keyof CaseCriteria | keyof CaseSubCriteria, ArgusModifier>;

/** What a user can be to a case, as far as a case shows it. */
const roles = [
  'reporter',
  'assignedUser',
  'assignedTech',
  'createdByUser',
  'lastUpdatedByUser',
  'closedByUser',
  'publishedByUser',
] as const;

const usersIn = (item: Json, names: readonly string[], path: string): readonly Json[] =>
  names.flatMap((role) => presentAt(`${role}.${path}`)(item));

/** Commenters and watchers are not shown, so that only the other roles tell for sure that a user is none. */
const byUser = (path: string): Criterion => ({
  values: (items) =>
    occurring(items, (item) => usersIn(item, roles, path))
      .map((user) => [user])
      .slice(0, 2),
  more: (items) =>
    roles.flatMap((role) => {
      const [rarest] = occurring(items, (item) => usersIn(item, [role], path));
      const name = path === 'id' ? 'userID' : 'user';
      return rarest === undefined ? [] : [{ [name]: [rarest], userFieldStrategy: [role] }];
    }),
  holds: (item, wanted, all) => {
    const asked = listOf(all['userFieldStrategy'] ?? []).map(String);
    const shown = asked.length === 0 || asked.includes('all') ? roles : asked;
    const has = usersIn(item, shown, path).map(String);
    if (listOf(wanted).some((user) => has.includes(String(user)))) return true;
    return asked.length > 0 && shown.every((role) => (roles as readonly string[]).includes(role)) ? false : null;
  },
});

const assigned = (role: string): Criterion => ({
  values: () => [true, false],
  holds: (item, wanted) => presentAt(role)(item).length > 0 === (wanted === true),
});

const fieldsOfWords = ['subject', 'customerReference', 'id'] as const;

/** Words of what a case shows in text; comments it does not, and a description is markup. */
const keywords: Criterion = {
  isOfAll: true,
  values: (items) => {
    const words = occurring(items, (item) => searchWordsOf(at(item, 'subject') ?? '')).map(String);
    return [words[0], words.at(-1)].flatMap((word) => (word === undefined ? [] : [[word]]));
  },
  more: (items) => {
    const words = occurring(items, (item) => searchWordsOf(at(item, 'subject') ?? '')).map(String);
    const [few = '', many = ''] = [words[0], words.at(-1)];
    return words.length < 2
      ? []
      : [
          { keywords: [few.toUpperCase()], keywordFieldStrategy: ['subject'] },
          { keywords: [few, many], keywordFieldStrategy: ['subject'] },
          { keywords: [few, many], keywordFieldStrategy: ['subject'], keywordMatchStrategy: 'any' },
          { keywords: [few], keywordFieldStrategy: ['customerReference', 'id'] },
        ];
  },
  holds: (item, wanted, all) => {
    const asked = listOf(all['keywordFieldStrategy'] ?? []).map(String);
    const isOpen = asked.length === 0 || asked.some((name) => !(fieldsOfWords as readonly string[]).includes(name));
    const texts = fieldsOfWords
      .filter((name) => isOpen || asked.includes(name))
      .map((name) => inLowerCase(at(item, name) ?? ''));
    const verdicts = listOf(wanted).map((word): Judgement =>
      texts.some((text) => text.includes(inLowerCase(word))) ? true : isOpen ? null : false,
    );
    const [first, last] = all['keywordMatchStrategy'] === 'any' ? [true, false] : [false, true];
    return verdicts.includes(first) ? first : verdicts.includes(null) ? null : last;
  },
};

/** A case that is shown although it has the flag was asked for; lists show none otherwise, so that laws of their own ask for it. */
const unlessShown = (flag: string): Criterion => ({
  values: () => [],
  holds: (item, isShown) => isShown === true || !textsAt(item, 'flags').includes(flag),
});

const key = { key: 'x' };

export const caseCriteria: { readonly [Key in Name]: Criterion } = {
  caseID: among(presentAt('id')),
  customerID: { ...among(presentAt('customer.id')), isSight: true },
  customer: { ...among(namesAt('customer'), inLowerCase), isSight: true },
  type: among(presentAt('type')),
  service: among(namesAt('service'), inLowerCase),
  serviceCriteria: {
    values: (items) => occurring(items, namesAt('service')).map((name) => ({ service: [name] })),
    holds: (item, wanted) => among(namesAt('service'), inLowerCase).holds(item, member(wanted, 'service') ?? [], {}),
  },
  category: among(namesAt('category'), inLowerCase),
  status: among(presentAt('status')),
  initialStatus: among(presentAt('initialStatus')),
  priority: among(presentAt('priority')),
  initialPriority: among(presentAt('initialPriority')),
  assetID: hidden(),
  tag: hidden([key], [{ ...key, exclude: true }]),
  workflow: hidden([{ flow: 'escalation' }], [{ flow: 'escalation', acknowledged: false }]),
  field: hidden([{ field: 'x' }]),
  keywords,
  user: byUser('userName'),
  userID: byUser('id'),
  userAssigned: assigned('assignedUser'),
  techAssigned: assigned('assignedTech'),
  accessMode: among(presentAt('accessMode')),
  explicitAccess: hidden([{ level: ['write'] }]),
  productionCustomers: hidden(true, false),
  includeTestData: unlessShown('TEST_DATA'),
  includeDeleted: unlessShown('DELETED'),
  includeFlags: flagged((item) => textsAt(item, 'flags'), false),
  excludeFlags: flagged((item) => textsAt(item, 'flags'), true),
};

const time = (path: string) => [path, numberKey(path)] as const;
const user = (role: string) => [role, textKey(`${role}.userName`)] as const;
const text = (name: string, path: string) => [name, textKey(path)] as const;

export const caseKeys: ItemKeys = Object.fromEntries([
  time('id'),
  ...roles.map(user),
  time('createdTimestamp'),
  time('lastUpdatedTimestamp'),
  time('closedTimestamp'),
  time('publishedTimestamp'),
  time('customerDueTimestamp'),
  time('techDueTimestamp'),
  text('customer', 'customer.shortName'),
  ['priority', rankKey('priority', ['low', 'medium', 'high', 'critical'])],
  text('status', 'status'),
  text('type', 'type'),
  text('service', 'service.shortName'),
  text('category', 'category.shortName'),
  text('subject', 'subject'),
]);
