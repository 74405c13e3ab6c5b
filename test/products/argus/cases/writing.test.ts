import { expect, test } from 'vitest';
import { fieldsOf, service, type Service } from '../../../support/service.ts';

const path = '/cases/v2/case';
const readers = 'test/products/argus/identity/readers.yaml';
const analyst = '1/1/analystanalyst';
/** A customer's user, of the bank. */
const reader = '2/1/readerreader';
const newCase = {
  subject: 'Unusual traffic',
  description: 'Seen tonight.',
  service: 'ids',
  type: 'securityIncident',
  customer: 'bank',
};

async function desk(options: object = {}) {
  const given = await service({ events: 1500, scenario: readers, ...options });
  const of = (key: string) => {
    const send = (below: string, method?: string, body?: unknown) =>
      given.ask(`${path}${below}`, {
        key,
        ...(method !== undefined && { method }),
        ...(body !== undefined && { body }),
      });
    return {
      get: (below: string) => send(below),
      post: (below: string, body: unknown) => send(below, 'POST', body),
      put: (below: string, body: unknown = {}) => send(below, 'PUT', body),
      remove: (below: string) => send(below, 'DELETE'),
      create: async (more: object = {}): Promise<number> => (await send('', 'POST', { ...newCase, ...more })).data.id,
      found: async (body: object): Promise<readonly number[]> =>
        (await send('/search', 'POST', { limit: 0, ...body })).data.map(({ id }: any) => id),
      operations: async (id: number): Promise<readonly string[]> =>
        (await send(`/${id}/history?limit=0`)).data.map(({ operation }: any) => operation),
    };
  };
  return { ...given, tech: of(analyst), customer: of(reader) };
}

test('a new case is found by id, by search and in its own history, with what was left out', async () => {
  const { tech } = await desk();
  const id = await tech.create({ tags: { key: 'origin', value: 'test' }, category: 'phishing', assignedTech: 1 });
  expect((await tech.get(`/${id}`)).data).toMatchObject({
    id,
    priority: 'medium',
    accessMode: 'roleBased',
    category: { shortName: 'phishing' },
    descriptionTextFormat: 'html',
    assignedTech: { id: 1 },
    flags: expect.arrayContaining(['SUBMITTED_BY_TECH', 'CREATED_AS_PUBLISHED', 'PUBLISHED']),
  });
  expect(await tech.found({ tag: { key: 'origin', values: 'test' } })).toEqual([id]);
  expect(await tech.found({ startTimestamp: '-1m', endTimestamp: 'now' })).toEqual([id]);
  const [created] = (await tech.get(`/${id}/history`)).data;
  expect(created).toMatchObject({ operation: 'createCase', user: { id: 1 }, notified: 0 });
  expect(created.changes.map(({ field }: any) => field)).toEqual(
    expect.arrayContaining(['customerID', 'service', 'category', 'type', 'status', 'priority', 'subject', 'addTag']),
  );
  expect((await tech.get(`/${id}/history/${created.id}`)).data).toEqual(created);
});

test('what names nothing is 412 of its field, and all of it at once', async () => {
  const { tech, customer } = await desk();
  const refused = await tech.post('', {
    ...newCase,
    service: 'x',
    category: 'x',
    assignedTech: 'reader',
    customer: 'x',
  });
  expect([...fieldsOf(refused)].sort()).toEqual(['assignedTech', 'category', 'customer', 'service']);
  expect(fieldsOf(await tech.post('', { ...newCase, status: 'closed' }))).toEqual(['status']);
  expect((await customer.post('', { ...newCase, customer: 'demo' })).status).toBe(403);
  expect((await customer.post('', { ...newCase, publish: 'False' })).status).toBe(403);
  expect(fieldsOf(await tech.post('', { ...newCase, rejectCreateWithoutNotification: 'true' }))).toEqual([
    'rejectCreateWithoutNotification',
  ]);
});

test('wire forms: texts for numbers and booleans, empty lists for what is unset', async () => {
  const { tech } = await desk();
  const lists = { tags: [], watchers: [], aclMembers: [], fields: [] };
  const id = await tech.create({ ...lists, testData: 'true', defaultWatchers: 'False', publish: 'true' });
  expect((await tech.get(`/${id}`)).data.flags).toContain('TEST_DATA');
  expect(await tech.found({})).not.toContain(id);
  expect(await tech.found({ includeTestData: 'true' })).toContain(id);
  const due = await tech.put(`/${id}`, {
    customerDueTimestamp: '1793600000000',
    techDueTimestamp: 0,
    assignedTech: '1',
  });
  expect(due.data).toMatchObject({ customerDueTimestamp: 1_793_600_000_000, techDueTime: null });
  expect((await tech.put(`/${id}`, { assignedTech: '', category: '' })).data).toMatchObject({
    assignedTech: null,
    category: null,
  });
  const text = await tech.post(`/${id}/tags`, { tags: ['a/b/c', { key: 'k' }] });
  expect(text.data.map(({ key, value }: any) => [key, value])).toEqual([
    ['a', 'b/c'],
    ['k', ''],
  ]);
});

test('an update that changes nothing leaves no trace; one that does tells before and after', async () => {
  const { tech } = await desk();
  const id = await tech.create();
  const before = (await tech.get(`/${id}`)).data.lastUpdatedTimestamp;
  expect((await tech.put(`/${id}`, { subject: newCase.subject })).data.lastUpdatedTimestamp).toBe(before);
  await tech.put(`/${id}`, { subject: 'Other words', priority: 'high' });
  const { data } = await tech.get(`/${id}/history?operation=updateCase`);
  expect(data[0].changes).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ field: 'subject', previousValue: newCase.subject, value: 'Other words' }),
      expect.objectContaining({
        field: 'priority',
        previousValue: 'medium',
        value: 'high',
        transactionIndex: expect.any(Number),
      }),
    ]),
  );
  expect((await tech.get(`/${id}`)).data.flags).toContain('SUBJECT_EDITED');
});

test('what is internal is read by the operations centre alone, and written by nobody else', async () => {
  const { tech, customer } = await desk();
  const id = await tech.create();
  await tech.post(`/${id}/comments`, { comment: 'Between us', internal: true });
  const open = await tech.post(`/${id}/comments`, { comment: 'For all' });
  expect((await tech.get(`/${id}/comments`)).count).toBe(2);
  expect((await customer.get(`/${id}/comments`)).data.map(({ comment }: any) => comment)).toEqual(['For all']);
  expect((await customer.get(`/${id}/history`)).count).toBe((await tech.get(`/${id}/history`)).count - 1);
  expect(await customer.found({ keywords: ['Between us'], keywordFieldStrategy: ['comments'] })).toEqual([]);
  expect(await tech.found({ keywords: ['Between us'] })).toEqual([id]);
  expect((await customer.post(`/${id}/comments`, { comment: 'x', internal: true })).status).toBe(403);
  const reply = await customer.post(`/${id}/comments`, { comment: 'Thanks', asReplyTo: open.data.id });
  expect(reply.data.references).toEqual([{ type: 'replyTo', commentID: open.data.id }]);
  expect((await tech.get(`/${id}/comments/${open.data.id}`)).data.references).toEqual([
    { type: 'repliedBy', commentID: reply.data.id },
  ]);
});

test('an edited comment is replaced, and each version names the others', async () => {
  const { tech } = await desk();
  const id = await tech.create();
  const first = (await tech.post(`/${id}/comments`, { comment: 'One' })).data;
  const second = (await tech.put(`/${id}/comments/${first.id}`, { comment: 'Two' })).data;
  expect(second).toMatchObject({ flags: expect.arrayContaining(['UPDATED']), addedTimestamp: first.addedTimestamp });
  expect((await tech.get(`/${id}/comments/${first.id}`)).data).toMatchObject({
    comment: 'One',
    flags: expect.arrayContaining(['REPLACED']),
    references: expect.arrayContaining([{ type: 'replacedBy', commentID: second.id }]),
  });
  expect((await tech.get(`/${id}/comments/${first.id}?resolveLatest=True`)).data.id).toBe(second.id);
  expect((await tech.put(`/${id}/comments/${first.id}`, { comment: 'Three' })).status).toBe(404);
  const third = (await tech.post(`/${id}/comments`, { comment: 'After' })).data;
  const after = await tech.get(`/${id}/comments?afterComment=${second.id}`);
  expect(after.data.map((one: any) => one.id)).toEqual([third.id]);
  expect(fieldsOf(await tech.get(`/${id}/comments?beforeComment=x`))).toEqual(['beforeComment']);
});

test('a merged case closes, redirects, and its parts move', async () => {
  const { tech } = await desk();
  const [into, from] = [await tech.create(), await tech.create({ description: 'The other.' })];
  await tech.post(`/${from}/comments`, { comment: 'Moves along' });
  const merged = await tech.put(`/${into}/merge/${from}`, {});
  expect(merged.data).toMatchObject({ id: into, description: `${newCase.description}\n\nThe other.` });
  expect((await tech.get(`/${from}`)).data.id).toBe(into);
  expect((await tech.get(`/${from}?skipRedirect=true`)).data).toMatchObject({
    status: 'closed',
    flags: expect.arrayContaining(['MERGED']),
  });
  const [moved] = (await tech.get(`/${into}/comments`)).data;
  expect([moved.comment, moved.flags]).toEqual(['Moves along', expect.arrayContaining(['MERGED'])]);
  expect((await tech.get(`/${from}/comments`)).data).toEqual([]);
  for (const id of [into, from]) expect(await tech.operations(id)).toContain('mergeCases');
  expect((await tech.put(`/${from}`, { subject: 'x' })).messages[0]?.messageTemplate).toBe('case.merged');
  expect((await tech.put(`/${into}/merge/${into}`, {})).status).toBe(412);
  expect((await tech.put(`/${into}/merge/1`, {})).messages[0]?.messageTemplate).toBe('case.not.exist');
});

test('a case that was not published is the operations centre’s until it is', async () => {
  const { tech, customer } = await desk();
  const id = await tech.create({ publish: false });
  expect((await tech.get(`/${id}`)).data).toMatchObject({ publishedTime: null, publishedTimestamp: 0 });
  expect((await customer.get(`/${id}`)).status).toBe(403);
  expect(await customer.found({})).not.toContain(id);
  expect((await tech.put(`/${id}/publish`, { status: 'workingCustomer' })).data.status).toBe('workingCustomer');
  expect((await customer.get(`/${id}`)).status).toBe(200);
  expect((await tech.put(`/${id}/publish`)).status).toBe(412);
});

test('an id that was prepared becomes a case once, and nobody else’s', async () => {
  const { tech, customer } = await desk();
  const { data } = await customer.post('/prepare', {});
  expect(data.flags).toEqual(['PREPARED']);
  expect((await customer.get(`/${data.id}`)).status).toBe(404);
  expect((await tech.post(`/${data.id}`, newCase)).status).toBe(403);
  expect((await customer.post(`/${data.id}`, newCase)).data.id).toBe(data.id);
  expect((await customer.post(`/${data.id}`, newCase)).status).toBe(404);
  const other = (await customer.post('/prepare', {})).data.id;
  expect(other).toBeGreaterThan(data.id);
  expect((await customer.remove(`/prepare/${other}`)).status).toBe(200);
  expect((await customer.post(`/${other}`, newCase)).status).toBe(404);
});

/** An event of the bank without a case. */
async function freeEvent({ search }: Service): Promise<string> {
  const { data } = await search({ customer: ['bank'], associatedCaseID: [0], limit: 1 }, { key: analyst });
  return data[0].id;
}

test('events of a case that was made show it as it stands, and its history tells of them', async () => {
  const given = await desk();
  const { tech, ask } = given;
  const id = await tech.create();
  const event = await freeEvent(given);
  await ask('/events/v1/aggregated', {
    key: analyst,
    method: 'PUT',
    body: { eventIdentifiers: [event], update: { associateToCase: id } },
  });
  expect((await tech.get(`/${id}`)).data.flags).toContain('HAS_EVENTS');
  const [associated] = (await tech.get(`/${id}/history?type=events`)).data;
  expect(associated).toMatchObject({
    operation: 'eventAssociated',
    changes: [{ field: 'associatedEvent', value: event }],
  });
  expect((await tech.get(`/${id}`)).data.lastAssociatedEventTimestamp).toBe(associated.timestamp);
  await tech.put(`/${id}`, { subject: 'Renamed', status: 'workingSoc' });
  const shown = async () => (await ask(`/events/v1/${event}`, { key: analyst })).data;
  expect((await shown()).associatedCase).toMatchObject({ id, subject: 'Renamed', status: 'WORKING_SOC' });
  expect((await ask(`/events/v1/case/${id}`, { key: analyst })).data.map((one: any) => one.id)).toEqual([event]);
  await tech.remove(`/${id}?comment=Made+by+mistake`);
  const left = await shown();
  expect([left.associatedCase, left.flags.includes('NOTIFIED_DELETED')]).toEqual([null, true]);
  expect(left.comments.map(({ comment }: any) => comment)).toContain('Made by mistake');
});

test('a case that is kept from a caller shows at no door', async () => {
  const given = await desk();
  const { tech, customer, ask } = given;
  const subject = 'Only for some eyes';
  const id = await tech.create({ subject, accessMode: 'explicit' });
  const event = await freeEvent(given);
  await ask('/events/v1/aggregated', {
    key: analyst,
    method: 'PUT',
    body: { eventIdentifiers: [event], update: { associateCases: [id] } },
  });
  const doors: readonly (readonly [string, object?])[] = [
    [`/events/v1/${event}`],
    ['/events/v1/aggregated/search', { startTimestamp: 0, eventIdentifier: [event] }],
    ['/events/v2/event/search', { eventIdentifier: [event] }],
    ['/events/v2/event/statistics', { groupBy: [{ field: 'associatedCase' }], customer: ['bank'] }],
    [`${path}/search`, {}],
  ];
  for (const [door, body] of doors) {
    const read = async (key: string) => (await ask(door, { key, ...(body !== undefined && { body }) })).text;
    expect([door, (await read(analyst)).includes(subject)]).toEqual([door, true]);
    expect([door, (await read(reader)).includes(subject)]).toEqual([door, false]);
  }
  for (const below of ['', '/comments', '/tags', '/history', '/seen'])
    expect([below, (await customer.get(`/${id}${below}`)).status]).toEqual([below, 403]);
});

test('whoever the access list names may read, and write as it says', async () => {
  const { tech, customer } = await desk();
  const acl = (level: string) => ({ accessMode: 'explicit', aclMembers: { userOrGroup: 'reader', level } });
  const [read, write] = [await tech.create(acl('read')), await tech.create(acl('write'))];
  expect((await customer.get(`/${read}`)).data.currentUserAccess).toEqual({ level: 'read', role: 'user' });
  expect((await customer.put(`/${read}`, { subject: 'x' })).status).toBe(403);
  expect((await customer.put(`/${write}`, { subject: 'x' })).status).toBe(200);
  const open = await tech.create({ accessMode: 'writeRestricted' });
  expect((await customer.get(`/${open}`)).data.currentUserAccess.level).toBe('read');
});

test('who has seen a case is remembered, and no change of it', async () => {
  const { tech, customer } = await desk();
  const id = await tech.create();
  const before = (await tech.get(`/${id}`)).data;
  expect((await customer.put(`/${id}/seen`)).data.user.shortName).toBe('reader');
  expect((await tech.get(`/${id}/seen`)).data).toHaveLength(1);
  expect((await tech.get(`/${id}`)).data).toEqual(before);
});

test('cases outlive a snapshot with all that was written, and end with a reset', async () => {
  const { tech, state } = await desk();
  const id = await tech.create({ tags: 'a/b', triggers: { severityAlert: 'true' } });
  const comment = (await tech.post(`/${id}/comments`, { comment: 'Kept' })).data;
  await tech.put(`/12342415/merge/${id}`, {});
  const before = await tech.get('/12342415/history?limit=0');
  const saved = state.snapshot();
  state.reset();
  expect((await tech.get(`/${id}`)).status).toBe(404);
  expect((await tech.get('/12342415/comments')).data.map((one: any) => one.id)).not.toContain(comment.id);
  state.restore(saved);
  expect((await tech.get('/12342415/history?limit=0')).data).toEqual(before.data);
  expect((await tech.get('/12342415/comments?limit=0')).data.map((one: any) => one.id)).toContain(comment.id);
});
