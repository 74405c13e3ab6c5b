/** Writes to cases with members that a case, what it holds, or its comments show afterwards. Source: docs/contract/argus.md §14.0.4. */
import { at, firstDifference } from '../../../../lists/item.ts';
import { listOf, member } from '../../../../terms/exchange.ts';
import {
  valuesAmong,
  door,
  flag,
  flagOfLast,
  idOfUser,
  last,
  metadata,
  nameOfUser,
  path,
  silence,
  silently,
  type CaseStock,
  type CaseTrial,
  type Members,
  type TrialsOf,
} from './case-doors.ts';

const plainCase: Members = { subject: 'One of two', description: 'x', service: 'ids', type: 'securityIncident' };

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

export const caseTrials: TrialsOf = {
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
          notification: silence,
          triggers: { severityAlert: true },
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
            ['internalComment', flagOfLast('INTERNAL'), true],
            ['originEmailAddress', last('originEmailAddress'), 'contract@example.com'],
          ]),
          silently,
          {
            operation: 'listWorkflows',
            sees: [['triggers', valuesAmong('workflow', ['severityAlert']), ['severityAlert']]],
            evidence: 'assumed',
          },
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
  moveCase: ({ customers, customerIDs, categories, services }) => {
    const customer = customers.at(-1) ?? null;
    const category = categories.at(-1) ?? null;
    const [firstID = null] = customerIDs;
    const [one = null, other = null] = services;
    return [
      {
        body: { customer, category, service: one, type: 'informational' },
        doors: [
          metadata(
            ['customer', path('customer.shortName'), customer],
            ['category', path('category.shortName'), category],
            ['service', path('service.shortName'), one],
            ['type', path('type'), 'informational'],
          ),
        ],
      },
      {
        before: [{ operation: 'moveCase', body: { customer } }],
        trial: () => ({
          body: { customerID: firstID, service: other ?? one },
          doors: [
            metadata(
              ['customerID', path('customer.id'), firstID],
              ['service', path('service.shortName'), other ?? one],
            ),
          ],
        }),
      },
    ];
  },
  mergeCases: ({ customers: [customer = null] }) => [
    {
      before: [
        { operation: 'moveCase', body: { customer } },
        { operation: 'createCase', body: { ...plainCase, customer } },
      ],
      trial: ([, from]) => ({
        params: { mergeFrom: String(member(from, 'id')) },
        body: { description: 'Both of them', priority: 'critical', status: 'workingSoc' },
        doors: [
          metadata(
            ['description', path('description'), 'Both of them'],
            ['priority', path('priority'), 'critical'],
            ['status', path('status'), 'workingSoc'],
          ),
        ],
      }),
    },
  ],
  publishCase: ({ customers: [customer = null] }) => [
    {
      before: [{ operation: 'createCase', body: { ...plainCase, customer, publish: false } }],
      trial: ([unpublished]) => ({
        about: member(unpublished, 'id') ?? null,
        body: { status: 'workingSoc', notification: silence },
        doors: [metadata(['status', path('status'), 'workingSoc']), silently],
      }),
    },
  ],
  closeCase: () => [
    {
      body: { comment: 'Closed with words', internalComment: true, notification: silence },
      doors: [
        door('listCaseComments', [
          ['comment', (data) => JSON.stringify(last('comment')(data)).includes('Closed with words'), true],
          ['internalComment', flagOfLast('INTERNAL'), true],
        ]),
        silently,
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
};
