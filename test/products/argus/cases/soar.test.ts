/** A SOAR integration's day with a case, as it calls: fetch incidents, mirror in, mirror out, close. Source: docs/contract/argus.md §14.1. */
import { expect, test } from 'vitest';
import { service, type Service } from '../../../support/service.ts';

const path = '/cases/v2/case';
/** Every list that it knows, empty when nothing was chosen. */
const unset = Object.fromEntries(
  'subCriteria customerID caseID customer type service category status priority assetID tag workflow field keywords timeFieldStrategy keywordFieldStrategy user userFieldStrategy accessMode explicitAccess sortBy includeFlags excludeFlags'
    .split(' ')
    .map((name) => [name, []]),
);

function soar({ ask }: Service) {
  const put = (below: string, body: object) => ask(`${path}/${below}`, { method: 'PUT', body });
  return {
    fetchIncidents: (start: string | number, body: object = {}) =>
      ask(`${path}/search`, {
        body: {
          ...unset,
          startTimestamp: String(start),
          endTimestamp: 'now',
          limit: '0',
          sortBy: ['createdTimestamp'],
          priority: ['medium', 'high', 'critical'],
          timeFieldStrategy: ['createdTimestamp'],
          subCriteria: [
            { exclude: true, status: ['closed'] },
            { exclude: true, tag: { key: 'handled', values: 'soar' } },
          ],
          ...body,
        },
      }),
    metadata: (id: number | string) => ask(`${path}/${id}`),
    comments: (id: number | string) => ask(`${path}/${id}/comments`),
    create: (body: object) => ask(path, { body }),
    update: (id: number, body: object) => put(String(id), { id: undefined, ...body }),
    addComment: (id: number, body: object) => ask(`${path}/${id}/comments`, { body }),
    editComment: (id: number, comment: string, text: string) => put(`${id}/comments/${comment}`, { comment: text }),
    deleteComment: (id: number, comment: string) => ask(`${path}/${id}/comments/${comment}`, { method: 'DELETE' }),
    addTag: (id: number, key: string, value: string) => ask(`${path}/${id}/tags`, { body: { tags: { key, value } } }),
    close: (id: number, comment: string) => put(`${id}/close`, { comment }),
    remove: (id: number) => ask(`${path}/${id}`, { method: 'DELETE' }),
  };
}

const newCase = {
  customer: 'demo',
  service: 'ids',
  category: 'phishing',
  type: 'securityIncident',
  status: 'pendingCustomer',
  tags: [{ key: 'origin', value: 'soar' }],
  subject: 'Mail with a link',
  description: '<p>Reported by a user.</p>',
  customerReference: 'INC-1',
  publish: 'true',
  defaultWatchers: 'false',
};

test('incidents are fetched from where the last fetch ended, and what was handled is left out', async () => {
  const given = await service({ events: 300 });
  const { fetchIncidents, create, addTag } = soar(given);
  const first = await fetchIncidents('-3 days');
  expect([first.status, first.data.length > 2]).toEqual([200, true]);
  const last = first.data.at(-1).createdTimestamp;
  expect((await fetchIncidents(last + 1)).data).toEqual([]);
  const { data } = await create(newCase);
  const next = await fetchIncidents(last + 1);
  expect(next.data.map(({ id }: any) => id)).toEqual([data.id]);
  expect(next.data[0]).toMatchObject({ priority: 'medium', status: 'pendingCustomer', subject: newCase.subject });
  await addTag(data.id, 'handled', 'soar');
  expect((await fetchIncidents(last + 1)).data).toEqual([]);
});

test('every write moves lastUpdated, so that the mirror sees it, and says what it needs', async () => {
  const given = await service({ events: 300 });
  const { create, metadata, comments, update, addComment, editComment, deleteComment, addTag } = soar(given);
  const made = await create(newCase);
  expect([made.status, made.responseCode]).toEqual([201, 201]);
  const { id } = made.data;
  let last = made.data.lastUpdatedTimestamp;
  const moved = async () => {
    const { data } = await metadata(id);
    expect(data.lastUpdatedTimestamp).toBeGreaterThan(last);
    last = data.lastUpdatedTimestamp;
    return data;
  };
  expect(made.data.publishedByUser.name).toEqual(expect.any(String));
  expect(Date.parse(made.data.publishedTime)).toBe(made.data.publishedTimestamp);
  await addTag(id, 'seen', 'yes');
  await moved();
  const added = await addComment(id, { comment: 'Hello', internal: 'true', originEmailAddress: 'a@example.com' });
  expect(added.data).toMatchObject({ comment: 'Hello', flags: expect.arrayContaining(['INTERNAL', 'MAIL_UPDATE']) });
  const syncedAt = (await moved()).lastUpdatedTimestamp;
  await editComment(id, added.data.id, 'Hello again');
  await moved();
  const [edited] = (await comments(id)).data;
  // What a mirror takes for an edited comment: older than the last look, changed since.
  expect(edited.addedTimestamp).toBeLessThanOrEqual(syncedAt);
  expect(edited.lastUpdatedTimestamp).toBeGreaterThan(syncedAt);
  expect(edited).toMatchObject({ comment: 'Hello again', associatedAttachments: [] });
  await deleteComment(id, edited.id);
  await moved();
  expect((await comments(id)).data).toEqual([]);
  await update(id, { priority: 'high', comment: '<b>Raised</b>', internalComment: true, hasEvents: 'false' });
  expect(await moved()).toMatchObject({ priority: 'high', initialPriority: 'medium' });
});

test('closing is an operation of its own, and a status opens a closed case again', async () => {
  const given = await service({ events: 300 });
  const { create, metadata, update, close, remove } = soar(given);
  const { id } = (await create(newCase)).data;
  const refused = await update(id, { status: 'closed' });
  expect([refused.status, refused.messages[0]?.field]).toEqual([412, 'status']);
  expect((await close(id, '<p>Done</p>')).data).toMatchObject({ status: 'closed', closedTime: expect.any(String) });
  expect((await update(id, { status: 'pendingCustomer' })).data).toMatchObject({
    status: 'pendingCustomer',
    closedTimestamp: 0,
    flags: expect.arrayContaining(['REOPENED']),
  });
  expect((await update(id, { description: 'Other words' })).data.flags).toContain('DESCRIPTION_EDITED');
  expect((await remove(id)).data.flags).toContain('DELETED');
  expect((await update(id, { subject: 'x' })).status).toBe(412);
  expect((await metadata(id)).data.flags).toContain('DELETED');
});
