/** Law: the hash that is kept up with every write is the one that is read of the whole state at once. */
import { expect, test } from 'vitest';
import { fileURLToPath } from 'node:url';
import { codeAt } from '../../src/products/argus/identity/log-in/totp.ts';
import { logIn } from '../products/argus/identity/client.ts';
import { requestOf } from '../products/argus/identity/requests.ts';
import { caseIdsOf } from '../support/case-requests.ts';
import { areReplicas, service } from '../support/service.ts';
import { endpointsOf } from '../support/tables.ts';

const scenario = fileURLToPath(new URL('../products/argus/identity/access.yaml', import.meta.url));
const key = '1/2/fullfullfull';

test.skipIf(areReplicas)('after each write of Argus the hash is that of the same commands applied anew', async () => {
  const [one, other] = [await service({ scenario, events: 400 }), await service({ scenario, events: 400 })];
  const { ask, state } = one;
  const cases = await caseIdsOf(one, key);
  const { token } = await logIn(one);
  const [event] = (await one.search({ customerID: [2171], includeFlags: ['HAS_PCAP'], limit: 1 }, { key })).data;
  const task = (await ask('/events/v2/servicetask/reindex', { key, body: {} })).data.id as string;
  const caseTask = (await ask('/cases/v2/case/reindex', { key, method: 'PUT', body: {} })).data.id as string;
  const code = codeAt('JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP', Date.now());
  const ids = { id: event.id as string, session: token.split('.', 1)[0] ?? '', code, cases, task, caseTask };
  let written = 0;
  for (const endpoint of endpointsOf('argus')) {
    if (endpoint.effect !== 'writes') continue;
    const { path, query, body } = requestOf(endpoint, ids);
    const before = state.snapshot().commands.length;
    await ask(query === '' ? path : `${path}?${query}`, { key, method: endpoint.method, body });
    if (state.snapshot().commands.length === before) continue;
    written++;
    const hash = state.hash();
    other.state.restore(JSON.parse(JSON.stringify(state.snapshot())));
    expect([endpoint.id, other.state.hash()]).toEqual([endpoint.id, hash]);
  }
  expect(written).toBeGreaterThan(20);
});
