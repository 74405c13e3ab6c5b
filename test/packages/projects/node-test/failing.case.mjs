import assert from 'node:assert';
import { test } from 'siem-sim/node-test';

test('a client that is wrong', async ({ siem }) => {
  siem.faults.add({ match: { product: 'argus' }, effect: { error: 503 }, times: 1 });
  const answer = await fetch(`${siem.argus.url}/events/v1/aggregated?limit=7`, { headers: siem.argus.headers });
  assert.equal(answer.status, 200);
});
