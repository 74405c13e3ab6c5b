/** Attachments, links, watchers, access, workflows and fields of cases, as clients use them. */
import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { fieldsOf, fullKey, service } from '../../../support/service.ts';

const path = '/cases/v2/case/12342345';
const other = 12342540;

async function desk() {
  const simulator = await service({ events: 300 });
  const { ask } = simulator;
  const call = (method: string, place: string, body?: unknown) =>
    ask(`${path}${place}`, { method, ...(body !== undefined && { body }) });
  const file = async (given: object = {}) =>
    (await call('POST', '/attachments', { data: 'aGk=', mimeType: 'text/plain', name: 'a.txt', ...given })).data;
  /** Sends bytes as they are. */
  const send = async (place: string, bytes: Uint8Array, type?: string) => {
    const headers = { 'Argus-API-Key': fullKey, ...(type !== undefined && { 'Content-Type': type }) };
    const answer = await fetch(simulator.url + path + place, { method: 'POST', headers, body: bytes });
    return { status: answer.status, data: ((await answer.json()) as any).data };
  };
  const download = async (id: string, query = '') => {
    const answer = await fetch(`${simulator.url}${path}/attachments/${id}/download${query}`, {
      headers: { 'Argus-API-Key': fullKey },
    });
    return { answer, bytes: new Uint8Array(await answer.arrayBuffer()) };
  };
  const updated = async () => (await call('GET', '')).data.lastUpdatedTimestamp;
  const found = async (criteria: object) =>
    (await ask('/cases/v2/case/search', { body: { limit: 0, ...criteria } })).data.map((entry: any) => entry.id);
  return { ...simulator, call, file, send, download, updated, found };
}

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

test('an attachment comes back byte for byte in its own media type', async () => {
  const { call, download, updated, found } = await desk();
  const before = await updated();
  const bytes = Uint8Array.from({ length: 5000 }, (_, at) => (at * 7) % 256);
  const body = { data: Buffer.from(bytes).toString('base64'), mimeType: 'application/x-thing', name: 'ø "q".bin' };
  const { status, data } = await call('POST', '/attachments', body);
  expect(status).toBe(201);
  expect(data).toMatchObject({ name: 'ø "q".bin', mimeType: 'application/x-thing', size: 5000, sha256: sha256(bytes) });
  const { answer, bytes: seen } = await download(data.id);
  expect(answer.headers.get('content-type')).toBe('application/x-thing');
  expect(answer.headers.get('content-disposition')).toBe(
    `attachment; filename="_ _q_.bin"; filename*=UTF-8''%C3%B8%20%22q%22.bin`,
  );
  expect(seen).toEqual(bytes);
  expect((await download(data.id, '?inline=True')).answer.headers.get('content-disposition')).toMatch(/^inline;/);
  expect(await updated()).toBeGreaterThan(before);
  expect(await found({ includeFlags: 'HAS_ATTACHMENT' })).toContain(12342345);
});

test('what is no attachment is refused with its field', async () => {
  const { call } = await desk();
  const refused = async (given: object) =>
    fieldsOf(await call('POST', '/attachments', { data: 'aGk=', mimeType: 'a/b', name: 'a', ...given }));
  expect(await refused({ mimeType: 'a b/c' })).toEqual(['mimeType']);
  expect(await refused({ mimeType: 'text' })).toEqual(['mimeType']);
  expect(await refused({ data: '***' })).toEqual(['data']);
  expect(await refused({ name: '' })).toEqual(['name']);
  expect(await refused({ encryptedZipMode: 'server' })).toEqual(['encryptedZipMode']);
  expect(await refused({ data: Buffer.alloc(4 * 1_048_576 + 1).toString('base64') })).toEqual(['data']);
});

test('a deleted attachment says so, and is neither listed nor downloaded', async () => {
  const { call, file, download } = await desk();
  const { id } = await file();
  expect((await call('DELETE', `/attachments/${id}`)).data.flags).toContain('DELETED');
  expect((await call('GET', '/attachments')).data).toEqual([]);
  expect((await call('GET', `/attachments/${id}`)).data.flags).toContain('DELETED');
  expect((await download(id)).answer.status).toBe(404);
  expect((await call('DELETE', `/attachments/${id}`)).status).toBe(404);
});

test('an internal attachment is for the operations centre alone', async () => {
  const scenario = fileURLToPath(new URL('../identity/readers.yaml', import.meta.url));
  const { ask } = await service({ scenario, events: 300 });
  const attachments = '/cases/v2/case/12342415/attachments';
  const body = { data: 'aGk=', mimeType: 'text/plain', name: 'a.txt', internal: 'true' };
  const { id } = (await ask(attachments, { body, key: '1/1/analystanalyst' })).data;
  const seenBy = async (key: string) => [
    (await ask(attachments, { key })).count,
    (await ask(`${attachments}/${id}`, { key })).status,
    (await ask(`${attachments}/${id}/download`, { key })).status,
    (await ask('/cases/v2/case/12342415', { key })).data.flags.includes('HAS_ATTACHMENT'),
  ];
  expect(await seenBy('1/1/analystanalyst')).toEqual([1, 200, 200, true]);
  expect(await seenBy('2/1/readerreader')).toEqual([0, 404, 404, false]);
  expect((await ask(attachments, { body, key: '2/1/readerreader' })).status).toBe(403);
});

test('a body of bytes is an attachment, of the type that the request says', async () => {
  const { send, download } = await desk();
  const bytes = new Uint8Array([0, 255, 254, 10, 13, 128]);
  const { status, data } = await send('/attachments/upload/dump%20one.bin?encryptedZipMode=none', bytes, 'image/png');
  expect([status, data.name, data.mimeType, data.size]).toEqual([200, 'dump one.bin', 'image/png', 6]);
  expect((await download(data.id)).bytes).toEqual(bytes);
});

test('fragments make an attachment when all are there, whatever their order', async () => {
  const { call, send, download } = await desk();
  const { data } = await call('POST', '/attachments/prepare', { mimeType: 'text/plain', name: 'long.txt' });
  expect(data.flags).toContain('INCOMPLETE');
  const place = `/attachments/${data.id}`;
  await send(`${place}/fragment/1`, Buffer.from('there'));
  const whole = { sha256: sha256(Buffer.from('hello there')).toUpperCase() };
  expect(fieldsOf(await call('POST', `${place}/complete`, whole))).toEqual(['sha256']);
  expect((await call('GET', '/attachments')).data).toEqual([]);
  expect((await download(data.id)).answer.status).toBe(404);
  await send(`${place}/fragment/0`, Buffer.from('hello '));
  expect((await call('POST', `${place}/complete`, whole)).data).toMatchObject({ id: data.id, size: 11 });
  expect(Buffer.from((await download(data.id)).bytes).toString()).toBe('hello there');
  expect((await call('DELETE', `${place}/abort`)).status).toBe(404);
});

test('an upload that is given up is gone', async () => {
  const { call } = await desk();
  const { data } = await call('POST', '/attachments/prepare', { mimeType: 'text/plain', name: 'long.txt' });
  expect((await call('DELETE', `/attachments/${data.id}/abort`)).status).toBe(200);
  expect((await call('GET', `/attachments/${data.id}`)).status).toBe(404);
});

test('attachments outlive a snapshot and an export, and end with a reset', async () => {
  const { file, call, download, state } = await desk();
  const { id } = await file();
  const saved = state.snapshot();
  state.reset();
  expect((await call('GET', '/attachments')).data).toEqual([]);
  state.restore(JSON.parse(JSON.stringify(saved)));
  expect(Buffer.from((await download(id)).bytes).toString()).toBe('hi');
});

test('a link stands at both of its ends, and goes from both', async () => {
  const { ask, call } = await desk();
  const { data } = await call('POST', `/links/${other}`, { type: 'subcase' });
  expect(data).toMatchObject({ direction: 'outgoing', parentCase: { id: 12342345 }, linkedCase: { id: other } });
  const far = async (query = '') => (await ask(`/cases/v2/case/${other}/links${query}`)).data;
  expect(await far()).toMatchObject([{ id: data.id, direction: 'incoming', type: 'subcase' }]);
  expect(await far('?direction=outgoing')).toEqual([]);
  expect(await far('?type=duplicate&type=related')).toEqual([]);
  expect((await ask(`/cases/v2/case/${other}/links/${data.id}`, { method: 'DELETE' })).data.flags).toEqual(['DELETED']);
  expect((await call('GET', '/links')).data).toEqual([]);
  expect((await call('POST', '/links/12342345', { type: 'related' })).status).toBe(412);
  expect((await call('POST', `/links/${other}`, { type: 'merged' })).status).toBe(412);
  expect((await call('POST', '/links/77', { type: 'related' })).status).toBe(404);
});

test('a watcher is added, changed, found by the search, and removed', async () => {
  const { call, found } = await desk();
  const { status, data } = await call('POST', '/watchers', {
    type: 'email',
    userOrGroup: 'bank-reader',
    verbose: 'true',
  });
  expect([status, data.subject.userName, data.role]).toEqual([201, 'bank-reader', 'watcher']);
  expect(data.channels).toMatchObject([{ channel: 'email', state: 'enabled', verbose: true }]);
  const watched = { user: 'bank-reader', userFieldStrategy: 'watchedByUser' };
  expect(await found(watched)).toEqual([12342345]);
  expect((await call('PUT', `/watchers/${data.id}`, { verbose: false })).data.flags).toEqual([]);
  const explicit = async (query: string) => (await call('GET', `/watchers?includeDefault=false${query}`)).data.length;
  expect(await explicit('')).toBe(1);
  expect((await call('DELETE', `/watchers/${data.id}`)).data.flags).toEqual(['DELETED']);
  expect([await explicit(''), await explicit('&includeDeleted=True')]).toEqual([0, 1]);
  expect(await found(watched)).toEqual([]);
  expect(fieldsOf(await call('POST', '/watchers', { userOrGroup: 'nobody' }))).toEqual(['userOrGroup']);
});

test('a customer has a contact by default, which can be struck out or left out', async () => {
  const { ask } = await desk();
  const bank = '/cases/v2/case/12342677';
  const contacts = async () => (await ask(`${bank}/watchers?includeExplicit=False`)).data;
  const [contact] = await contacts();
  expect(contact).toMatchObject({ role: 'contact', type: 'email', subject: { customer: { shortName: 'bank' } } });
  const removed = await ask(`${bank}/watchers/contact/${contact.contactID}`, { method: 'DELETE' });
  expect(removed.data.flags).toContain('NEGATIVE_ENTRY');
  expect(await contacts()).toEqual([]);
  const settings = await ask(`${bank}/watchers`, { method: 'PUT', body: { defaultWatchers: false } });
  expect(settings.data.flags).not.toContain('DEFAULT_CONTACTS');
});

test('the caller watches and stops watching', async () => {
  const { call } = await desk();
  const watch = (body: object) => call('PUT', '/watch', body);
  expect((await watch({})).data).toMatchObject([{ type: 'email', subject: { userName: 'all-access' } }]);
  expect((await watch({ sms: 'True', verbose: true })).data.map((one: any) => one.type)).toEqual(['email', 'sms']);
  expect(fieldsOf(await watch({ enable: true, sms: true }))).toEqual(['enable']);
  expect((await watch({ enable: 'false' })).data.every((one: any) => one.flags.includes('DELETED'))).toBe(true);
  expect((await call('DELETE', '/watch')).data).toEqual([]);
});

test('access is granted, found by the search, and taken away', async () => {
  const { ask, call, found } = await desk();
  const bank = '/cases/v2/case/12342677';
  const explicit = await ask(`${bank}/access`, { method: 'PUT', body: { accessMode: 'explicit' } });
  expect(explicit.data.accessMode).toBe('explicit');
  expect(await found({ accessMode: ['explicit'] })).toContain(12342677);
  const { data } = await call('POST', '/access', { userOrGroup: 'bank-reader', level: 'write', addWatcher: 'False' });
  expect(data).toMatchObject({ level: 'write', grantedSubject: { userName: 'bank-reader' }, flags: [] });
  const granted = { explicitAccess: { subject: 'bank-reader', level: 'write' } };
  expect(await found(granted)).toEqual([12342345]);
  expect((await call('DELETE', `/access/${data.id}`)).data.flags).toEqual(['DELETED']);
  expect(await found(granted)).toEqual([]);
  expect(fieldsOf(await call('POST', '/access', { level: 'read' }))).toEqual(['userOrGroup']);
});

test('a workflow is asked for, found by the search, and acknowledged once', async () => {
  const { call, found } = await desk();
  expect((await call('PUT', '/workflows/escalation/acknowledge', {})).status).toBe(404);
  const asked = await call('PUT', '/workflows/escalation/request', { comment: 'Please look.', publicComment: true });
  expect(asked.data).toMatchObject({ state: 'requested', requestComment: 'Please look.', acknowledgedTimestamp: 0 });
  expect(await found({ workflow: { flow: 'escalation', acknowledged: false } })).toEqual([12342345]);
  const done = await call('PUT', '/workflows/escalation/acknowledge', { comment: 'Done.' });
  expect(done.data).toMatchObject({ state: 'acknowledged', acknowledgedByUser: { userName: 'all-access' } });
  expect(await found({ workflow: [{ flow: 'escalation', acknowledged: false }] })).toEqual([]);
  expect((await call('PUT', '/workflows/escalation/acknowledge', {})).status).toBe(412);
  const edited = await call('PUT', '/workflows/escalation', { requestComment: '', externalReference: 'T-1' });
  expect(edited.data).toMatchObject({ requestComment: null, acknowledgedComment: 'Done.', externalReference: 'T-1' });
  expect((await call('GET', '/workflows')).data).toMatchObject([{ workflow: 'escalation', id: asked.data.id }]);
});

test('a field is set, changed, found by the search, and cleared', async () => {
  const { call, found } = await desk();
  const values = ({ data }: any) => data.values.map((value: any) => value.key);
  expect(values(await call('PUT', '/fields/ticket', { valuesToSet: ['a', 'b'] }))).toEqual(['a', 'b']);
  expect(values(await call('PUT', '/fields/ticket', { valuesToAdd: 'c', valuesToRemove: ['a'] }))).toEqual(['b', 'c']);
  expect(await found({ field: { field: 'ticket', values: 'c' } })).toEqual([12342345]);
  expect(values(await call('PUT', '/fields/ticket', { value: 7 }))).toEqual(['7']);
  expect((await call('PUT', '/fields/ticket', { value: 'x', valuesToSet: ['y'] })).status).toBe(412);
  const [field] = (await call('GET', '/fields')).data;
  expect((await call('GET', `/fields/${field.descriptor.id}`)).data).toEqual(field);
  await call('DELETE', '/fields/ticket');
  expect((await call('GET', '/fields/ticket')).status).toBe(404);
});

test('clients of the vendor send what they leave unset, and it means nothing', async () => {
  const { found, world } = await desk();
  const lists = ['customer', 'tag', 'workflow', 'field', 'user', 'explicitAccess', 'timeFieldStrategy', 'subCriteria'];
  const unset = Object.fromEntries(lists.map((name) => [name, []]));
  expect(await found(unset)).toHaveLength(world.cases.length);
  expect(await found({ ...unset, techAssigned: 'False' })).toEqual([]);
});
