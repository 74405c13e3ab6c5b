/** Every endpoint of Argus asked by every kind of caller: the status and the message, read from the product's own table. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { codeAt } from '../../../src/products/argus/identity/log-in/totp.ts';
import { caseIdsOf } from '../../support/case-requests.ts';
import { drawn } from '../../support/drawn.ts';
import { endpointsOf } from '../../support/tables.ts';
import { service, type Service } from '../../support/service.ts';
import { accessPage } from './identity/access-page.ts';
import { logIn } from './identity/client.ts';
import { callers, verdict } from './identity/matrix.ts';
import { requestOf } from './identity/requests.ts';

const scenario = fileURLToPath(new URL('identity/access.yaml', import.meta.url));
const readers = fileURLToPath(new URL('identity/readers.yaml', import.meta.url));
const endpoints = endpointsOf('argus');

/** Real ids for a request: an event with a capture, a session to end, the current one-time code, a task. */
async function idsOf(simulator: Service) {
  const body = { customerID: [2171], includeFlags: ['HAS_PCAP'], limit: 1 };
  const [event] = (await simulator.search(body, { key: '1/2/fullfullfull' })).data;
  const { token } = await logIn(simulator);
  const cases = await caseIdsOf(simulator, '1/2/fullfullfull');
  const ofCases = await simulator.ask('/cases/v2/case/reindex', {
    key: '1/2/fullfullfull',
    method: 'PUT',
    body: {},
  });
  // Last, since every write takes a little of the time that it has.
  const made = await simulator.ask('/events/v2/servicetask/reindex', { key: '1/2/fullfullfull', body: {} });
  return {
    id: event.id as string,
    cases,
    session: token.split('.', 1)[0] ?? '',
    code: codeAt('JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP', Date.now()),
    task: made.data.id as string,
    caseTask: ofCases.data.id as string,
  };
}

const asked = drawn('endpoints that every kind of caller asks', endpoints, 60);
test.each(asked.map((endpoint) => [`${endpoint.method} ${endpoint.path}`, endpoint] as const))(
  '%s lets in whom it should',
  async (_, endpoint) => {
    const simulator = await service({ scenario, events: 400 });
    for (const caller of callers) {
      simulator.state.reset();
      const request = requestOf(endpoint, await idsOf(simulator));
      const { path, query, body } = request;
      const headers = await caller.headers(simulator, endpoint.method, path);
      const { status, messages } = await simulator.ask(query === '' ? path : `${path}?${query}`, {
        key: null,
        method: endpoint.method,
        headers,
        body,
      });
      const seen =
        status < 300 ? { status: 'success', template: null } : { status, template: messages[0]?.messageTemplate };
      expect([caller.name, seen]).toEqual([caller.name, verdict(endpoint, caller, request)]);
    }
  },
);

test('a refusal says nothing of what was asked for', async () => {
  const { ask } = await service({ scenario, events: 100 });
  for (const caseID of ['12342345', '1']) {
    const { status, messages } = await ask(`/cases/v2/case/${caseID}`, { key: '1/3/nofunctions' });
    expect([status, messages[0]?.message]).toEqual([403, 'Access denied']);
  }
});

test('a restricted case is for analysts, and its events are no way around that', async () => {
  const { ask } = await service({ scenario: readers, events: 2000 });
  const seen = async (key: string) => {
    const statuses = await Promise.all(
      [
        '/cases/v2/case/12342402',
        '/events/v1/case/12342402',
        '/events/v2/case/12342402',
        '/cases/v2/case/12342415',
      ].map(async (path) => (await ask(path, { key })).status),
    );
    const { data } = await ask('/cases/v2/case/search', { key, body: { limit: 0, customer: ['bank'] } });
    return { statuses, isFound: data.some((entry: any) => entry.id === 12342402), others: data.length > 1 };
  };
  expect(await seen('1/1/analystanalyst')).toEqual({ statuses: [200, 200, 200, 200], isFound: true, others: true });
  expect(await seen('2/1/readerreader')).toEqual({ statuses: [403, 403, 403, 200], isFound: false, others: true });
});

test('the page of the access matrix is what the tables say', () => {
  const page = fileURLToPath(new URL('access-matrix.md', import.meta.url));
  expect(readFileSync(page, 'utf8')).toBe(accessPage());
});
