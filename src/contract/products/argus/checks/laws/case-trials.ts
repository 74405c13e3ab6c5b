/** Writes to cases with members that a case, what it holds, or its comments show afterwards. Source: docs/contract/argus.md §14.0.4. */
import type { Json } from '../../../../../kernel/schema.ts';
import { at, firstDifference, textsAt } from '../../../../lists/item.ts';
import { listOf, member, type Ask } from '../../../../terms/exchange.ts';

type Members = Readonly<Record<string, Json>>;

/** What of a target a case can be made with. */
export interface CaseStock {
  readonly users: readonly Json[];
  readonly customers: readonly Json[];
  readonly categories: readonly Json[];
}

/** A write to a case, and what is seen by it afterwards: by operation, how, and what that must be. */
export interface CaseTrial {
  readonly params?: Ask['params'];
  readonly body: Members;
  readonly doors: readonly Door[];
}

interface Door {
  readonly operation: string;
  readonly query?: Ask['query'];
  /** `answered` is what the write itself said. */
  readonly sees: readonly (readonly [name: string, shown: (data: Json, answered: Json) => Json, expected: Json])[];
}

const path =
  (where: string) =>
  (data: Json): Json =>
    at(data, where) ?? null;
const flag =
  (name: string) =>
  (data: Json): Json =>
    textsAt(data, 'flags').includes(name);
/** Values of a member of a list's items that a condition holds of. */
const among =
  (where: string, wanted: readonly Json[]) =>
  (data: Json): Json =>
    wanted.filter((value) => listOf(data).some((one) => at(one, where) === value));
const last =
  (where: string) =>
  (data: Json): Json =>
    at(listOf(data).at(-1) ?? null, where) ?? null;

const metadata = (...sees: Door['sees']): Door => ({
  operation: 'getCaseMetadataById',
  query: { skipRedirect: 'true' },
  sees,
});
const door = (operation: string, sees: Door['sees'], query: Ask['query'] = { limit: 0 }): Door => ({
  operation,
  query,
  sees,
});

/** A case with all that can be said of one. */
function wholeCase({ users, customers, categories }: CaseStock): CaseTrial {
  const [one, other, third] = users.map((user) => member(user, 'userName') ?? null);
  const body: Members = {
    subject: 'All that can be said',
    description: 'Plain & <plain>',
    descriptionTextFormat: 'plainText',
    service: 'ids',
    type: 'operationalIncident',
    customer: customers[1] ?? customers[0] ?? null,
    accessMode: 'readRestricted',
    priority: 'critical',
    category: categories[1] ?? categories[0] ?? null,
    status: 'workingSoc',
    customerReference: 'REF-1',
    assignedUser: one ?? null,
    assignedTech: other ?? null,
    originEmailAddress: 'contract@example.com',
    testData: true,
    defaultWatchers: false,
    tags: ['contract.a', 'contract.b'].map((key) => ({ key, value: 'x' })),
    fields: ['contract-one', 'contract-two'].map((field) => ({ field, value: '1' })),
    watchers: [one, other].map((userOrGroup) => ({ userOrGroup: userOrGroup ?? null, type: 'email' })),
    aclMembers: [other, third].map((userOrGroup) => ({ userOrGroup: userOrGroup ?? null, level: 'read' })),
  };
  const said = (name: string, where = name) => [name, path(where), body[name] ?? null] as const;
  const pair = ['contract.a', 'contract.b'];
  const names = ['contract-one', 'contract-two'];
  const [watching, granted] = [
    [one, other],
    [other, third],
  ].map((some) => some.map((user) => user ?? null));
  return {
    body,
    doors: [
      metadata(
        ...['subject', 'type', 'accessMode', 'priority', 'status', 'customerReference'].map((name) => said(name)),
        ...['originEmailAddress', 'descriptionTextFormat'].map((name) => said(name)),
        ...['service', 'customer', 'category'].map((name) => said(name, `${name}.shortName`)),
        ...['assignedUser', 'assignedTech'].map((name) => said(name, `${name}.userName`)),
        ['testData', flag('TEST_DATA'), true],
      ),
      door('listCaseTags', [['tags', among('key', pair), pair]]),
      door('listCaseFields', [['fields', among('descriptor.shortName', names), names]]),
      door('listCaseWatchers', [
        ['watchers', among('subject.userName', watching ?? []), watching ?? []],
        ['defaultWatchers', (data) => listOf(data).filter((one_) => at(one_, 'defaultWatcherID') !== null).length, 0],
      ]),
      door('listCaseACL', [['aclMembers', among('grantedSubject.userName', granted ?? []), granted ?? []]]),
    ],
  };
}

export const trials: Readonly<Record<string, (known: CaseStock) => readonly CaseTrial[]>> = {
  createCase: (known) => [wholeCase(known)],
  createPreparedCase: (known) => [wholeCase(known)],
  updateCase: ({ users, categories }) => {
    const [one, other, third] = users;
    const name = (user: Json | undefined): Json => member(user, 'userName') ?? null;
    const id = (user: Json | undefined): Json => member(user, 'id') ?? null;
    const category = categories[0] ?? null;
    return [
      {
        body: {
          assignedTech: name(one),
          assignedUser: name(other),
          reporter: name(third),
          category,
          hasEvents: true,
          comment: 'Plain <words>',
          textFormat: 'plainText',
          internalComment: true,
          originEmailAddress: 'contract@example.com',
        },
        doors: [
          metadata(
            ['assignedTech', path('assignedTech.userName'), name(one)],
            ['assignedUser', path('assignedUser.userName'), name(other)],
            ['reporter', path('reporter.userName'), name(third)],
            ['category', path('category.shortName'), category],
            ['hasEvents', flag('HAS_EVENTS'), true],
          ),
          door('listCaseComments', [
            ['comment', (data) => JSON.stringify(last('comment')(data)).includes('words'), true],
            ['internalComment', (data) => flag('INTERNAL')(listOf(data).at(-1) ?? null), true],
            ['originEmailAddress', last('originEmailAddress'), 'contract@example.com'],
          ]),
        ],
      },
      {
        body: { assignedTechID: id(third), assignedUserID: id(one), reporterID: id(other), hasEvents: false },
        doors: [
          metadata(
            ['assignedTechID', path('assignedTech.id'), id(third)],
            ['assignedUserID', path('assignedUser.id'), id(one)],
            ['reporterID', path('reporter.id'), id(other)],
            ['hasEvents', flag('HAS_EVENTS'), false],
          ),
        ],
      },
    ];
  },
  moveCase: ({ customers, categories }) => {
    const customer = customers.at(-1) ?? null;
    const category = categories.at(-1) ?? null;
    return [
      {
        body: { customer, category, service: 'ids', type: 'informational' },
        doors: [
          metadata(
            ['customer', path('customer.shortName'), customer],
            ['category', path('category.shortName'), category],
            ['type', path('type'), 'informational'],
          ),
        ],
      },
    ];
  },
  closeCase: () => [
    {
      body: { comment: 'Closed with words', internalComment: true },
      doors: [
        door('listCaseComments', [
          ['comment', (data) => JSON.stringify(last('comment')(data)).includes('Closed with words'), true],
          ['internalComment', (data) => flag('INTERNAL')(listOf(data).at(-1) ?? null), true],
        ]),
      ],
    },
  ],
  addComment: () => [
    {
      body: { comment: 'With a status', internal: true, status: 'workingCustomer', textFormat: 'plainText' },
      doors: [
        metadata(['status', path('status'), 'workingCustomer']),
        door('listCaseComments', [['internal', (data) => flag('INTERNAL')(listOf(data).at(-1) ?? null), true]]),
      ],
    },
  ],
  registerCaseSeen: () => [
    {
      body: {},
      doors: [
        door('listCaseSeenStatus', [
          ['who has seen it', (data) => listOf(data).length, 1],
          ['difference from the answer', (data, answered) => firstDifference(listOf(data)[0], answered), null],
        ]),
      ],
    },
  ],
  requestWorkflow: () => [
    {
      params: { workflow: 'escalation' },
      body: { comment: 'Have a look.', externalReference: 'EXT-1', publicComment: true },
      doors: [
        door('listWorkflows', [
          ['publicComment', (data) => flag('PUBLIC_REQUEST_COMMENT')(listOf(data).at(-1) ?? null), true],
        ]),
      ],
    },
  ],
};
