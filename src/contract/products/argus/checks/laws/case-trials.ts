/** Writes to cases with members that a case, what it holds, or its comments show afterwards. Source: docs/contract/argus.md §14.0.4. */
import { at, firstDifference } from '../../../../lists/item.ts';
import { listOf } from '../../../../terms/exchange.ts';
import {
  valuesAmong,
  door,
  flag,
  idOfUser,
  last,
  metadata,
  nameOfUser,
  path,
  withMember,
  type CaseStock,
  type CaseTrial,
  type Members,
} from './case-doors.ts';

/** A case with all that can be said of one. */
function wholeCase({ users, customers, categories }: CaseStock): CaseTrial {
  const [one, other, third] = users.map(nameOfUser);
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
      door('listCaseTags', [['tags', valuesAmong('key', pair), pair]]),
      door('listCaseFields', [['fields', valuesAmong('descriptor.shortName', names), names]]),
      door('listCaseWatchers', [
        ['watchers', valuesAmong('subject.userName', watching ?? []), watching ?? []],
        ['defaultWatchers', (data) => listOf(data).filter((one_) => at(one_, 'defaultWatcherID') !== null).length, 0],
      ]),
      door('listCaseACL', [['aclMembers', valuesAmong('grantedSubject.userName', granted ?? []), granted ?? []]]),
    ],
  };
}

export const trials: Readonly<Record<string, (known: CaseStock) => readonly CaseTrial[]>> = {
  createCase: (known) => [wholeCase(known)],
  createPreparedCase: (known) => [wholeCase(known)],
  updateCase: ({ users, categories }) => {
    const [one, other, third] = users;
    const category = categories[0] ?? null;
    return [
      {
        body: {
          assignedTech: nameOfUser(one),
          assignedUser: nameOfUser(other),
          reporter: nameOfUser(third),
          category,
          hasEvents: true,
          comment: 'Plain <words>',
          textFormat: 'plainText',
          internalComment: true,
          originEmailAddress: 'contract@example.com',
        },
        doors: [
          metadata(
            ['assignedTech', path('assignedTech.userName'), nameOfUser(one)],
            ['assignedUser', path('assignedUser.userName'), nameOfUser(other)],
            ['reporter', path('reporter.userName'), nameOfUser(third)],
            ['category', path('category.shortName'), category],
            ['hasEvents', flag('HAS_EVENTS'), true],
          ),
          door('listCaseComments', [
            ['comment', (data) => JSON.stringify(last('comment')(data)).includes('words'), true],
            ['textFormat', last('textFormat'), 'plainText'],
            ['internalComment', (data) => flag('INTERNAL')(listOf(data).at(-1) ?? null), true],
            ['originEmailAddress', last('originEmailAddress'), 'contract@example.com'],
          ]),
        ],
      },
      {
        body: {
          assignedTechID: idOfUser(third),
          assignedUserID: idOfUser(one),
          reporterID: idOfUser(other),
          hasEvents: false,
        },
        doors: [
          metadata(
            ['assignedTechID', path('assignedTech.id'), idOfUser(third)],
            ['assignedUserID', path('assignedUser.id'), idOfUser(one)],
            ['reporterID', path('reporter.id'), idOfUser(other)],
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
      body: { comment: 'Plain <words>', internal: true, status: 'workingCustomer', textFormat: 'plainText' },
      doors: [
        metadata(['status', path('status'), 'workingCustomer']),
        door('listCaseComments', [
          ['comment', (data) => JSON.stringify(last('comment')(data)).includes('words'), true],
          ['textFormat', last('textFormat'), 'plainText'],
          ['internal', (data) => flag('INTERNAL')(listOf(data).at(-1) ?? null), true],
        ]),
      ],
    },
  ],
  grantAccess: ({ users: [user] }) => [
    {
      body: { subjectID: idOfUser(user), level: 'write', addWatcher: false },
      doors: [
        door('listCaseACL', [
          ['subjectID', valuesAmong('grantedSubject.id', [idOfUser(user)]), [idOfUser(user)]],
          ['level', withMember('grantedSubject.id', idOfUser(user), 'level'), 'write'],
        ]),
        door('listCaseWatchers', [['addWatcher', valuesAmong('subject.id', [idOfUser(user)]), []]]),
      ],
    },
  ],
  addCaseWatcher: ({ users: [user, other] }) => [
    {
      body: { userOrGroup: nameOfUser(user), type: 'sms', verbose: true },
      doors: [
        door('listCaseWatchers', [
          ['userOrGroup', valuesAmong('subject.id', [idOfUser(user)]), [idOfUser(user)]],
          ['type', withMember('subject.id', idOfUser(user), 'type'), 'sms'],
          [
            'verbose',
            (data) => JSON.stringify(withMember('subject.id', idOfUser(user), 'flags')(data)).includes('VERBOSE'),
            true,
          ],
        ]),
      ],
    },
    {
      body: { subjectID: idOfUser(other) },
      doors: [
        door('listCaseWatchers', [['subjectID', valuesAmong('subject.id', [idOfUser(other)]), [idOfUser(other)]]]),
      ],
    },
  ],
  currentUserWatcherStatus: () => [
    { body: { sms: true }, doors: [door('listCaseWatchers', [['sms', valuesAmong('type', ['sms']), ['sms']]])] },
    {
      body: { email: true },
      doors: [door('listCaseWatchers', [['email', valuesAmong('type', ['email']), ['email']]])],
    },
  ],
  setField: () => [
    {
      params: { field: 'contract-one' },
      body: { value: 'one', source: 'contract' },
      doors: [door('listCaseFields', [['value', (data) => JSON.stringify(data).includes('"one"'), true]])],
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
