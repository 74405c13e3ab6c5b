/** What filters of lists without a stretch of time select, as an outsider judges them. Source: docs/contract/argus.md §12.10, §13, §14, §15. */
import type { Json } from '../../../../kernel/schema.ts';
import { among, flagged, hidden, mistakenBound, occurring, some, every } from '../../../criteria/verdict.ts';
import { at, numberAt, textsAt } from '../../../lists/item.ts';
import { listOf } from '../../../terms/exchange.ts';
import type { Criterion, Judge, Judgement } from '../../../terms/model.ts';
import { caseCriteria } from './cases.ts';
import { argusModifiers, inLowerCase, presentAt, searchWordsOf } from './members.ts';

const judge = (criteria: Readonly<Record<string, Criterion>>): Judge => ({
  criteria,
  modifiers: new Set([...argusModifiers, 'keywordField', 'keywordMatch', 'includePropertiesWithPrefix', 'query']),
  parts: 'subCriteria',
  timeVerdict: () => true,
});

const textsIn = (item: Json, paths: readonly string[]): readonly string[] =>
  paths.flatMap((path) => {
    const value = at(item, path);
    return Array.isArray(value) ? textsAt(item, path) : value === undefined || value === null ? [] : [String(value)];
  });

/** Where keywords are looked for, by the names that the strategy has for it; `open` where they are looked for elsewhere too. */
interface Fields {
  readonly shown: Readonly<Record<string, readonly string[]>>;
  /** The fields that are meant where none is named; undefined where some of them are not shown. */
  readonly usual?: readonly string[];
  readonly strategy?: string;
  readonly match?: string;
}

/** Keywords are parts of texts in any case; all must be found unless any is said to do. */
const keywordsIn = ({ shown, usual, strategy, match }: Fields): Criterion => ({
  isOfAll: true,
  values: () => [],
  more: (items) =>
    (strategy === undefined ? [['', Object.values(shown).flat()] as const] : Object.entries(shown)).flatMap(
      ([field, paths]) => {
        const words = occurring(items, (item) => textsIn(item, paths).flatMap((text) => searchWordsOf(text)))
          .map(String)
          .filter((word) => word.length > 2);
        const [few, many] = [words[0], words.at(-1)];
        if (few === undefined || many === undefined) return [];
        const where = strategy === undefined ? {} : { [strategy]: [field] };
        const asked = [[few.toUpperCase()], [`${few}x`], [few.slice(1)], [few, many]];
        const any = match === undefined || few === many ? [] : [{ keywords: [few, many], [match]: 'any', ...where }];
        return [...asked.map((keywords) => ({ keywords: [...new Set(keywords)], ...where })), ...any];
      },
    ),
  holds: (item, wanted, all) => {
    const named = strategy === undefined ? [] : listOf(all[strategy] ?? []).map(String);
    const fields = named.length > 0 ? named : usual;
    const isOpen = fields === undefined || fields.some((field) => shown[field] === undefined);
    const texts = textsIn(
      item,
      (fields ?? Object.keys(shown)).flatMap((field) => shown[field] ?? []),
    ).map(inLowerCase);
    const verdicts = listOf(wanted).map((word): Judgement =>
      texts.some((text) => text.includes(inLowerCase(word))) ? true : isOpen ? null : false,
    );
    return match !== undefined && all[match] === 'any' ? some(verdicts) : every(verdicts);
  },
});

const flags = {
  includeFlags: flagged((item) => textsAt(item, 'flags'), false),
  excludeFlags: flagged((item) => textsAt(item, 'flags'), true),
};
const search = { strategy: 'keywordFieldStrategy', match: 'keywordMatchStrategy' } as const;
const list = { strategy: 'keywordField', match: 'keywordMatch' } as const;

const alarmFields = {
  shown: {
    id: ['id'],
    shortName: ['shortName'],
    description: ['description'],
    label: ['labels'],
    reference: ['references'],
  },
};
const categoryFields = { shown: { id: ['id'], shortName: ['shortName'], name: ['name'], info: ['info'] } };
const signatureFields = { shown: { signature: ['signature'] } };
const customerFields = { shown: { id: ['id'], name: ['name'], shortName: ['shortName'] } };
const everywhere = ['id', 'name', 'shortName'];

/** A bound of 0 is none. */
const bounded = (path: string, isWithin: (value: number, bound: number) => boolean): Criterion => ({
  values: (items) => occurring(items, presentAt(path)).slice(-3),
  mistaken: mistakenBound,
  holds: (item, bound) => {
    const value = numberAt(item, path);
    return Number(bound) === 0 ? true : value === undefined ? null : isWithin(value, Number(bound));
  },
});

/** Customers are below all that their `ancestorIDs` name, but for themselves. */
const above = (item: Json): readonly Json[] => listOf(at(item, 'ancestorIDs')).filter((id) => id !== at(item, 'id'));

/** Names of customers are resolved by the target; ids an outsider can judge. */
const byId = (valuesOf: (item: Json) => readonly Json[]): Criterion => ({ ...among(valuesOf), isSight: true });

const ownNames = (item: Json): readonly Json[] => [...presentAt('shortName')(item), ...presentAt('id')(item)];

/** Whether a uuid is one in another case is not documented. */
const byUuid: Criterion = {
  ...among(presentAt('id')),
  holds: (item, wanted) => {
    const id = String(at(item, 'id'));
    if (listOf(wanted).includes(id)) return true;
    return listOf(wanted).some((one) => inLowerCase(one) === id) ? null : false;
  },
};

const userNames = (item: Json): readonly Json[] => [...presentAt('user.userName')(item), ...presentAt('user.id')(item)];

/** Ids are UUIDs, which are the same in either letter case (RFC 9562 §4). */
const uuidAt =
  (path: string) =>
  (item: Json): readonly Json[] =>
    presentAt(path)(item).flatMap((id) => [id, String(id).toUpperCase(), String(id).toLowerCase()]);

/** Default watchers name what they come from. */
const isExplicit = (watcher: Json): boolean => presentAt('defaultWatcherID')(watcher).length === 0;

/** What is shown unless it is asked to be left out. */
const unlessLeftOut = (isKept: (item: Json) => boolean): Criterion => ({
  values: () => [false, true],
  holds: (item, isShown) => isShown === true || isShown === 'true' || isKept(item),
});

/** `all` stands beside the names that a criterion may have, and means each of them. */
const orAll = (criterion: Criterion): Criterion => ({
  ...criterion,
  holds: (item, wanted, beside) => listOf(wanted).includes('all') || criterion.holds(item, wanted, beside),
});

const tasks = {
  state: among(presentAt('state')),
  operation: among(presentAt('operation')),
  parentTask: among(uuidAt('parentTask.id')),
};

const { customer, customerID, service, status, type } = caseCriteria;

export const filters: Readonly<Record<string, Judge>> = {
  simpleCaseSearch: judge({ customer, customerID, service, status, type }),
  getAlarms: judge({ keywords: keywordsIn({ ...alarmFields, ...list }) }),
  getCategories: judge({ keywords: keywordsIn({ ...categoryFields, ...list, usual: ['name'] }) }),
  getSignatures: judge({ keywords: keywordsIn({ ...signatureFields, ...list }) }),
  listBasicCustomers: judge({
    parent: byId(presentAt('parentID')),
    keywords: keywordsIn({ ...customerFields, usual: everywhere }),
  }),
  searchAlarms: judge({
    attackCategoryID: among(presentAt('attackCategory.id')),
    alarmID: among(presentAt('id')),
    alarm: among(ownNames, inLowerCase),
    alarmReferences: among((item) => textsAt(item, 'references')),
    labels: among((item) => textsAt(item, 'labels')),
    signature: hidden(),
    keywords: keywordsIn({ ...alarmFields, ...search }),
    ...flags,
  }),
  searchCategories: judge({
    attackCategoryID: among(presentAt('id')),
    attackCategory: among(ownNames, inLowerCase),
    keywords: keywordsIn({ ...categoryFields, ...search, usual: Object.keys(categoryFields.shown) }),
    ...flags,
  }),
  searchSignatures: judge({
    attackCategoryID: among(presentAt('alarm.attackCategory.id')),
    alarmID: among(presentAt('alarm.id')),
    signature: among(presentAt('signature')),
    attackIdentifier: among(presentAt('signature')),
    minTriggerAmount: bounded('triggerAmount', (value, bound) => value >= bound),
    maxTriggerAmount: bounded('triggerAmount', (value, bound) => value <= bound),
    keywords: keywordsIn({ ...signatureFields, ...search }),
    ...flags,
  }),
  searchBasicCustomers: judge({
    ancestor: byId(above),
    parent: byId(presentAt('parentID')),
    customer: { ...among(ownNames, inLowerCase), isSight: true },
    domain: among((item) => [...presentAt('domain.id')(item), ...presentAt('domain.name')(item)], inLowerCase),
    type: among(presentAt('type')),
    keywords: keywordsIn({ ...customerFields, ...search, usual: everywhere }),
    ...flags,
  }),
  getBasicCustomerProperties: judge({
    key: among(presentAt('key')),
    section: among((item) => [String(at(item, 'key')).split('.')[0] ?? '']),
  }),
  listCaseHistory: judge({
    operation: orAll(among(presentAt('operation'))),
    field: among((item) => listOf(at(item, 'changes')).flatMap(presentAt('field'))),
    user: among(userNames),
    userID: among(presentAt('user.id')),
    transactionID: byUuid,
  }),
  listCaseLinks: judge({ type: among(presentAt('type')) }),
  listCaseWatchers: judge({
    includeDefault: unlessLeftOut(isExplicit),
    includeExplicit: unlessLeftOut((watcher) => !isExplicit(watcher)),
  }),
  listTasks: judge(tasks),
  searchTasks: judge({
    ...tasks,
    rootTask: among(uuidAt('rootTask.id')),
    workerHost: among(presentAt('workerHost')),
  }),
  searchPdnsRecords: judge({
    rrClass: among(presentAt('rrclass'), inLowerCase),
    rrType: among(presentAt('rrtype'), inLowerCase),
    tlp: among(presentAt('tlp')),
  }),
};
