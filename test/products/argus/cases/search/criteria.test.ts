/** Each criterion for cases says yes and no where it should; a case of many facts is held against it. */
import { expect, test } from 'vitest';
import { schemaDocument } from '../../../../../src/kernel/schema.ts';
import type { Problem } from '../../../../../src/http/product.ts';
import type { SearchedCase } from '../../../../../src/products/argus/cases/search/searched-case.ts';
import { compileCriteria } from '../../../../../src/products/argus/cases/search/compile.ts';
import { caseOrder } from '../../../../../src/products/argus/cases/search/sorting.ts';

const [anna, bo, customer] = [
  { id: 11, shortName: 'anna' },
  { id: 12, shortName: 'bo' },
  { id: 7, shortName: 'bank' },
];

const file: SearchedCase = {
  id: 5,
  customer: { ...customer, production: true },
  service: { id: 1, shortName: 'ids', flags: ['HANDLED_BY_SOC', 'EVENT_ENABLED'] },
  category: { id: 31, shortName: 'malware' },
  type: 'securityIncident',
  status: 'workingSoc',
  initialStatus: 'pendingSoc',
  priority: 'high',
  initialPriority: 'low',
  accessMode: 'explicit',
  flags: ['PUBLISHED', 'HAS_COMMENTS'],
  times: {
    createdTimestamp: 1000,
    lastUpdatedTimestamp: 2000,
    closedTimestamp: null,
    publishedTimestamp: 1000,
    customerDueTimestamp: null,
    techDueTimestamp: 9000,
  },
  users: {
    reporter: [anna],
    assignedUser: [],
    assignedTech: [bo],
    createdByUser: [anna],
    lastUpdatedByUser: [bo],
    closedByUser: [],
    publishedByUser: [anna],
    commentedByUser: [bo],
    watchedByUser: [anna],
  },
  texts: {
    subject: ['Beacon to a new host'],
    description: ['<p>Seen twice</p>'],
    comments: ['Isolated the client', 'Done'],
    customerReference: ['INC-77'],
    id: ['5'],
  },
  tags: [
    { key: 'vendor', value: 'argus' },
    { key: 'vendor', value: 'other' },
  ],
  workflows: [
    { workflow: 'escalation', acknowledged: true },
    { workflow: 'tuning', acknowledged: false },
  ],
  fields: [{ names: ['4', 'ticket'], values: ['a', 'b'] }],
  access: [{ subject: bo, level: 'write', added: 1500 }],
};

const holds = (criteria: object): boolean => {
  const problems: Problem[] = [];
  const isWanted = compileCriteria(criteria, 5000, problems);
  expect(problems).toEqual([]);
  return isWanted(file);
};

/** Criteria that the case satisfies, and some that it does not. */
const cases: Readonly<Record<string, readonly [yes: readonly unknown[], no: readonly unknown[]]>> = {
  caseID: [[[5], ['5', 6]], [[6]]],
  customerID: [[['7']], [[8]]],
  customer: [[['BANK'], [7]], [['health']]],
  type: [[['securityIncident']], [['change']]],
  service: [[['ids'], ['1']], [['soc']]],
  serviceCriteria: [
    [{ service: ['ids'], includeFlags: ['EVENT_ENABLED'], excludeFlags: ['DELETED'] }],
    [{ service: ['other'] }, { includeFlags: ['DEPRECATED'] }, { service: ['ids'], excludeFlags: ['HANDLED_BY_SOC'] }],
  ],
  category: [[['malware'], ['31']], [['scan']]],
  status: [[['closed', 'workingSoc']], [['pendingSoc']]],
  initialStatus: [[['pendingSoc']], [['workingSoc']]],
  priority: [[['high']], [['low']]],
  initialPriority: [[['low']], [['high']]],
  assetID: [[], [['1']]],
  tag: [
    [
      [{ key: 'vendor' }],
      [{ key: 'vendor', values: ['x', 'argus'] }],
      [{ key: 'x' }, { key: 'vendor', values: ['other'] }],
      [{ key: 'x', exclude: true }],
    ],
    [
      [{ key: 'vendor', values: ['x'] }],
      [{ key: 'vendor', exclude: 'true' }],
      [{ key: 'vendor' }, { key: 'vendor', values: ['other'], exclude: true }],
    ],
  ],
  workflow: [
    [
      [{ flow: 'tuning' }],
      [{ flow: 'tuning', acknowledged: false }],
      [{ flow: 'escalation', acknowledged: 'True' }],
      [{ flow: 'validation', exclude: true }],
    ],
    [[{ flow: 'tuning', acknowledged: true }], [{ flow: 'escalation', exclude: true }], [{ flow: 'validation' }]],
  ],
  field: [
    [[{ field: 'ticket' }], [{ field: '4', values: ['b'] }]],
    [[{ field: 'ticket', values: ['c'] }], [{ field: 'x' }], [{ field: 'ticket', exclude: true }]],
  ],
  keywords: [[['beacon', 'ISOLATED'], ['inc-77'], ['5']], [['beacon', 'nowhere']]],
  user: [[['Anna'], ['12']], [['cy']]],
  userID: [[['11']], [[99]]],
  userAssigned: [[false, 'False'], [true]],
  techAssigned: [[true, 'true'], [false]],
  accessMode: [[['explicit']], [['roleBased']]],
  explicitAccess: [
    [
      [{ subject: ['bo'], level: ['write'] }],
      [{ startTimestamp: 1500, endTimestamp: '1500' }],
      [{ subject: ['x'] }, {}],
    ],
    [
      [{ subject: ['anna'] }],
      [{ subject: ['bo'], level: ['read'] }],
      [{ subject: ['bo'], startTimestamp: 1501, includeSubjectAnscendants: true }],
    ],
  ],
  productionCustomers: [[true], [false]],
  includeTestData: [[true, false], []],
  includeDeleted: [[true, false], []],
  includeFlags: [[['PUBLISHED', 'HAS_COMMENTS']], [['PUBLISHED', 'MERGED']]],
  excludeFlags: [[['MERGED']], [['MERGED', 'PUBLISHED']]],
};

const others = ['limit', 'offset', 'sortBy', 'includeWorkflows', 'includeDescription', 'exclude', 'required'];
const judgedTogether = [
  'keywordFieldStrategy',
  'keywordMatchStrategy',
  'userFieldStrategy',
  'startTimestamp',
  'endTimestamp',
  'timeFieldStrategy',
  'timeMatchStrategy',
];

test('every member of sub-criteria is tried', () => {
  const { properties } = schemaDocument('argus/case-sub-criteria.schema.json') as { properties: object };
  const tried = [...Object.keys(cases), ...others, ...judgedTogether];
  expect(Object.keys(properties).filter((name) => !tried.includes(name))).toEqual([]);
});

test.each(Object.entries(cases))('%s tells what it names from the rest, above and below', (name, [yes, no]) => {
  for (const [expected, values] of [
    [true, yes],
    [false, no],
  ] as const)
    for (const value of values) {
      const part = { [name]: value };
      expect([value, holds(part)]).toEqual([value, expected]);
      expect([value, holds({ subCriteria: [part] })]).toEqual([value, expected]);
      expect([value, holds({ subCriteria: [{ ...part, exclude: true }] })]).toEqual([value, !expected]);
    }
});

test('empty lists and objects are no filter', () => {
  expect(holds(Object.fromEntries(Object.keys(cases).map((name) => [name, []])))).toBe(true);
  expect(holds({ serviceCriteria: {}, userFieldStrategy: [], timeFieldStrategy: [], user: ['bo'] })).toBe(true);
});

test('strategies say where keywords, users and times are looked for', () => {
  expect(holds({ keywords: ['isolated'], keywordFieldStrategy: ['comments'] })).toBe(true);
  expect(holds({ keywords: ['isolated'], keywordFieldStrategy: ['subject', 'customerReference'] })).toBe(false);
  expect(holds({ keywords: ['beacon', 'nowhere'], keywordMatchStrategy: 'any' })).toBe(true);
  expect(holds({ user: ['anna'], userFieldStrategy: ['assignedTech', 'commentedByUser'] })).toBe(false);
  expect(holds({ userID: [11], userFieldStrategy: ['watchedByUser'] })).toBe(true);
  expect(holds({ startTimestamp: 8000 })).toBe(true);
  expect(holds({ startTimestamp: 8000, timeFieldStrategy: ['createdTimestamp', 'closedTimestamp'] })).toBe(false);
  const both = { timeFieldStrategy: ['createdTimestamp', 'lastUpdatedTimestamp'], startTimestamp: 1500 };
  expect(holds(both)).toBe(true);
  expect(holds({ ...both, timeMatchStrategy: 'all' })).toBe(false);
  expect(holds({ startTimestamp: 'now', timeFieldStrategy: ['techDueTimestamp'] })).toBe(true);
});

test('what is deleted or test data is found only when asked for', () => {
  for (const [flag, member] of [
    ['DELETED', 'includeDeleted'],
    ['TEST_DATA', 'includeTestData'],
  ] as const) {
    const flagged = { ...file, flags: [flag] };
    expect(compileCriteria({}, 0, [])(flagged)).toBe(false);
    expect(compileCriteria({ [member]: 'true' }, 0, [])(flagged)).toBe(true);
    expect(compileCriteria({ [member]: true, subCriteria: [{ [member]: false }] }, 0, [])(flagged)).toBe(false);
  }
});

test('a time that is none is told with its place', () => {
  const problems: Problem[] = [];
  const wrong = '2026-02-30';
  compileCriteria(
    { subCriteria: [{}, { endTimestamp: wrong, explicitAccess: [{ startTimestamp: wrong }] }] },
    0,
    problems,
  );
  expect(problems.map(({ path }) => path.join('.'))).toEqual([
    'subCriteria.1.endTimestamp',
    'subCriteria.1.explicitAccess.0.startTimestamp',
  ]);
});

test('every key sorts, up and down, and ids decide between equals', () => {
  const { $defs } = schemaDocument('argus/case-terms.schema.json') as { $defs: { caseSortKey: { enum: string[] } } };
  const later: SearchedCase = { ...file, id: 6 };
  for (const key of $defs.caseSortKey.enum as never[]) {
    const order = caseOrder([key])(file, later);
    expect([key, Math.sign(order)]).toEqual([key, key === '-id' ? 1 : -1]);
  }
  const urgent = { ...file, id: 9, priority: 'critical' };
  expect(caseOrder(['-priority'])(file, urgent)).toBe(1);
  expect(caseOrder(['assignedUser', '-id'])(file, urgent)).toBe(1);
});
