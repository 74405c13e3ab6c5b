/** What a server can get wrong about writes that it acknowledges, and which law says so. */
import { expect, test } from 'vitest';
import { caught, type Asked, type Lie } from './liar.ts';

const isWrite = ({ method, url }: Asked): boolean => method !== 'GET' && !/search|statistics|stats/.test(url.pathname);
const writes =
  (part: string, method?: string) =>
  (asked: Asked): boolean =>
    isWrite(asked) && asked.url.pathname.endsWith(part) && (method ?? asked.method) === asked.method;
const every = (from: number, which: (asked: Asked) => boolean) => {
  let times = 0;
  return (asked: Asked): boolean => which(asked) && ++times >= from;
};
const first = (list: any): any => (Array.isArray(list) ? list.slice(0, 1) : list);
/** Bends the body of a write before it is understood. */
const hearing = (which: (asked: Asked) => boolean, change: (body: any) => object): Lie => ({
  hears: (asked) => (which(asked) && asked.body ? { ...asked, body: { ...asked.body, ...change(asked.body) } } : asked),
});
const inAssessment = (which: (asked: Asked) => boolean, change: (assessment: any) => object): Lie =>
  hearing(which, (body) =>
    body.assessment ? { assessment: { ...body.assessment, ...change(body.assessment) } } : change(body),
  );
const keptByUrl: Lie = {
  keeps: ({ method, url, body, headers }) =>
    `${method} ${url.href} ${JSON.stringify(body)} ${headers['argus-api-key']}`,
};
const keptReads: Lie = { keeps: (asked) => (isWrite(asked) ? undefined : keptByUrl.keeps?.(asked)) };

/** Bends each change of each transaction that is told of a case. */
const inHistory = (bend: (change: any) => object): Lie => ({
  says: (json, { url }) => {
    if (!url.pathname.includes('/history')) return json;
    const bent = (one: any): object => ({ ...one, changes: one.changes.map(bend) });
    return { ...json, data: Array.isArray(json.data) ? json.data.map(bent) : bent(json.data) };
  },
});

/** Law and operation, what the server gets wrong, and how. */
const lies: readonly (readonly [unit: string, wrong: string, lie: Lie])[] = [
  [
    'argus.updateCase/law/case-members-are-kept',
    'forgets who was assigned',
    hearing(writes('', 'PUT'), () => ({ assignedTech: undefined })),
  ],
  [
    'argus.createCase/law/case-members-are-kept',
    'keeps the first of several tags',
    hearing(writes('/case', 'POST'), ({ tags }) => ({ tags: first(tags) })),
  ],
  [
    'argus.requestWorkflow/law/case-members-are-kept',
    'forgets that a comment is public',
    hearing(writes('/escalation/request'), () => ({ publicComment: undefined })),
  ],
  ...(
    [
      ['addComment', '/comments', 'asReplyTo', 'to what a comment replies'],
      ['addComment', '/comments', 'notification', 'that nobody is to be told'],
      ['addAttachment', '/attachments', 'encryptedZipPassword', 'the password of a zip'],
      ['acknowledgeWorkflow', '/escalation/acknowledge', 'publicComment', 'that a comment is public'],
      ['publishCase', '/publish', 'status', 'the status'],
      ['moveCase', '/move', 'customerID', 'the customer'],
    ] as const
  ).map(([id, part, name, what]): (typeof lies)[number] => [
    `argus.${id}/law/case-members-are-kept`,
    `forgets ${what}`,
    hearing(writes(part), () => ({ [name]: undefined })),
  ]),
  [
    'argus.mergeCases/law/case-members-are-kept',
    'forgets the priority of a merged case',
    hearing(
      ({ url }) => url.pathname.includes('/merge/'),
      () => ({ priority: undefined }),
    ),
  ],
  [
    'argus.assessEvent/law/assessments-are-whole',
    'forgets that an analyst handled an event',
    inAssessment(writes('/assess'), () => ({ handledByAnalyst: false })),
  ],
  [
    'argus.assessEventBulk/law/assessments-are-whole',
    'publishes nothing before its time',
    inAssessment(writes('/assess'), () => ({ publishIfUnpublished: false })),
  ],
  [
    'argus.updateEvents/law/assessments-are-whole',
    'looks at no service level',
    hearing(writes('/aggregated', 'PUT'), ({ update }) => ({ update: { ...update, triggers: {} } })),
  ],
  [
    'argus.submitEventsBulk/law/submissions-are-whole',
    'stores nothing where one of several is wrong',
    hearing(writes('/bulk'), () => ({ onError: 'rejectAll' })),
  ],
  [
    'argus.submitEvent/law/submissions-are-whole',
    'keeps the first of several flags',
    hearing(writes('/event', 'POST'), ({ flags }) => ({ flags: first(flags) })),
  ],
  [
    'argus.submitEventsBulk/law/submissions-are-whole',
    'stores the first of several events twice',
    hearing(writes('/bulk'), ({ events = [] }) => ({ events: events.map(() => events[0]) })),
  ],
  [
    'argus.assessEvent/law/all-of-a-write',
    'associates with the first case only',
    inAssessment(writes('/assess'), ({ associateCase }) => ({ associateCase: first(associateCase) })),
  ],
  [
    'argus.assessEvent/law/all-of-a-write',
    'acknowledges an association and forgets it',
    inAssessment(writes('/assess'), () => ({ associateCase: [] })),
  ],
  [
    'argus.assessEventCompatibility/law/all-of-a-write',
    'never takes a case away',
    inAssessment(writes('/assess'), () => ({ disassociateCase: [] })),
  ],
  [
    'argus.assessEvent/law/all-of-a-write',
    'sets the first flag only',
    inAssessment(writes('/assess'), ({ enableFlag }) => ({ enableFlag: first(enableFlag) })),
  ],
  [
    'argus.assessEvent/law/all-of-a-write',
    'keeps the first property only',
    inAssessment(writes('/assess'), ({ assessmentProperty }) => ({ assessmentProperty: first(assessmentProperty) })),
  ],
  [
    'argus.assessEvent/law/all-of-a-write',
    'keeps the first value of a property',
    inAssessment(writes('/assess'), ({ assessmentProperty = [] }) => ({
      assessmentProperty: assessmentProperty.map((one: any) => ({ ...one, values: first(one.values) })),
    })),
  ],
  [
    'argus.assessEvent/law/all-of-a-write',
    'keeps texts in another normal form',
    inAssessment(writes('/assess'), (body) => (body.comment ? { comment: body.comment.normalize('NFC') } : {})),
  ],
  [
    'argus.assessEventBulk/law/all-of-a-write',
    'changes the first of several events',
    hearing(writes('/event/assess'), ({ search }) => ({
      search: { ...search, eventIdentifier: first(search.eventIdentifier) },
    })),
  ],
  [
    'argus.updateEvents/law/all-of-a-write',
    'changes the first of several events',
    hearing(writes('/aggregated', 'PUT'), ({ eventIdentifiers }) => ({ eventIdentifiers: first(eventIdentifiers) })),
  ],
  [
    'argus.updateEventsBulk/law/all-of-a-write',
    'changes more than was named',
    hearing(writes('/bulk'), ({ criteria }) => ({ criteria: { startTimestamp: criteria.startTimestamp } })),
  ],
  ...(
    [
      ['addComment', '/comments', 'POST'],
      ['addCaseTag', '/tags', 'POST'],
      ['addAttachment', '/attachments', 'POST'],
      ['addCaseLink', '', 'POST'],
      ['addCaseWatcher', '/watchers', 'POST'],
      ['grantAccess', '/access', 'POST'],
      ['deleteComment', '', 'DELETE'],
      ['removeCaseTagById', '', 'DELETE'],
      ['deleteAttachment', '', 'DELETE'],
      ['removeCurrentUserWatcher', '/watch', 'DELETE'],
      ['updateCase', '', 'PUT'],
      ['setField', '', 'PUT'],
    ] as const
  ).flatMap(([id, part, method]): (readonly [string, string, Lie])[] => [
    [
      `argus.${id}/law/answers-are-kept`,
      'acknowledges a write and forgets it',
      { forgets: (asked) => writes(part, method)(asked) && isOwn(id, asked) },
    ],
    [
      `argus.${id}/law/answers-are-kept`,
      'forgets the second write',
      { forgets: every(2, (asked) => writes(part, method)(asked) && isOwn(id, asked)) },
    ],
  ]),
  [
    'argus.addComment/law/answers-are-kept',
    'keeps the first line',
    hearing(writes('/comments', 'POST'), ({ comment }) => ({ comment: comment?.split('\n')[0] })),
  ],
  [
    'argus.addCaseWatcher/law/answers-are-kept',
    'keeps addresses in small letters',
    hearing(writes('/watchers', 'POST'), ({ destination }) => ({ destination: destination?.toLowerCase() })),
  ],
  ['argus.addComment/law/answers-are-kept', 'writes twice', { repeats: writes('/comments', 'POST') }],
  ['argus.addCaseTag/law/answers-are-kept', 'writes twice', { repeats: writes('/tags', 'POST') }],
  [
    'argus.updateCase/law/answers-are-kept',
    'shows in lists what was before',
    {
      says: (json, { method }) =>
        method === 'GET' && json.data?.subject ? { ...json, data: { ...json.data, subject: 'Old' } } : json,
    },
  ],
  [
    'argus.deleteComment/law/answers-are-kept',
    'leaves what was deleted in lists',
    { forgets: (asked) => asked.method === 'DELETE' && asked.url.pathname.includes('/comments/') },
  ],
  [
    'argus.listCaseHistory/law/history-tells-writes',
    'loses the objects of changes',
    inHistory((change) => ({ ...change, object: null })),
  ],
  [
    'argus.getCaseTransaction/law/history-tells-writes',
    'tells of what was before as of what is',
    inHistory((change) => ({ ...change, value: change.previousValue })),
  ],
  [
    'argus.initiateApiKey/law/keys-are-kept',
    'makes keys that may do everything',
    hearing(writes('/apikey', 'POST'), () => ({ sessionConstraints: {} })),
  ],
  [
    'argus.initiateApiKeyForUser/law/keys-are-kept',
    'makes two keys where one is asked for',
    { repeats: writes('/1/apikey', 'POST') },
  ],
  [
    'argus.renewApiKeyBySplitPrefix/law/keys-are-kept',
    'renews keys for as long as it likes',
    hearing(
      ({ method, url }) => method === 'PUT' && url.pathname.includes('/apikey/'),
      () => ({ expirationDays: 9 }),
    ),
  ],
  [
    'argus.revokeApiKeyByPrefix/law/keys-are-kept',
    'lists keys that were revoked',
    {
      hears: (asked) =>
        asked.method === 'DELETE' && asked.url.pathname.includes('/apikey/') ? { ...asked, method: 'GET' } : asked,
    },
  ],
  [
    'argus.getApiKeyByPrefixForUser/law/keys-are-kept',
    'shows texts of keys without accents',
    {
      says: (json, { url }) =>
        url.pathname.includes('/user/') && json.data?.description
          ? { ...json, data: { ...json.data, description: 'Nokkel' } }
          : json,
    },
  ],
  [
    'argus.listApiKeysForUser/access/user-without-function',
    'knows no key to who may not ask',
    { refuses: ({ url }) => (url.pathname.includes('/user/') ? 404 : undefined) },
  ],
  [
    'argus.logout/access/session-life',
    'ends no session that is logged out',
    {
      hears: (asked) =>
        asked.url.pathname.endsWith('/logout')
          ? { ...asked, method: 'GET', url: new URL('/authentication/v1/session', asked.url) }
          : asked,
    },
  ],
  ['argus.getEvent/law/reads-of-events-are-fresh', 'shows for ever what was first read', keptReads],
  ['argus.listAggregatedEvents/law/reads-of-events-are-fresh', 'shows for ever what was first read', keptReads],
  [
    'argus.searchEvents/law/reads-of-events-are-fresh',
    'finds for ever what was first found',
    { ...keptByUrl, keeps: (asked) => (asked.method === 'PUT' ? undefined : keptByUrl.keeps?.(asked)) },
  ],
  ['argus.getCaseMetadataById/law/reads-of-cases-are-fresh', 'shows for ever what was first read', keptReads],
  ['argus.listCaseComments/law/reads-of-cases-are-fresh', 'shows for ever what was first read', keptReads],
];

/** Whether a write to the path of an operation is one of it, where paths end alike. */
const isOwn = (id: string, { url: { pathname } }: Asked): boolean =>
  ({
    addCaseLink: /\/links\/\d+$/,
    deleteComment: /\/comments\/[^/]+$/,
    removeCaseTagById: /\/tags\/[^/]+$/,
    deleteAttachment: /\/attachments\/[^/]+$/,
    updateCase: /\/case\/\d+$/,
    setField: /\/fields\/[^/]+$/,
  })[id]?.test(pathname) ?? true;

test.each(lies)('%s finds a server that %s', async (unit, _, lie) => {
  const { findings } = await caught(new RegExp(`^${unit}$`), lie);
  expect(findings.map(({ check, operation }) => `${operation}/${check}`)).toContain(unit);
});

const late: Lie = { ...keptReads, lagMs: 700 };
const unit = /^argus\.getEvent\/law\/reads-of-events-are-fresh$/;

test('what is seen late is worth knowing where a write may take its time', async () => {
  const { findings } = await caught(unit, late, {}, { settleSeconds: 20 });
  expect(findings).toMatchObject([{ kind: 'notice', seen: expect.stringMatching(/for \d+(\.\d+)? s$/) }]);
});

test('what is seen late is a fault where it may not', async () => {
  const { findings } = await caught(unit, late);
  expect(findings).toMatchObject([{ kind: 'violation' }]);
});

test('what is never seen is a fault however long one waits', async () => {
  const { findings } = await caught(unit, keptReads, {}, { settleSeconds: 1 });
  expect(findings).toMatchObject([{ kind: 'violation' }]);
});
