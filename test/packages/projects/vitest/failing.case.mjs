import { expect } from 'vitest';
import { test } from 'siem-sim/vitest';

test('a client that is wrong', async ({ siem }) => {
  siem.faults.add({ match: { product: 'argus' }, effect: { error: 503 }, times: 1 });
  const answer = await fetch(`${siem.argus.url}/events/v1/aggregated?limit=7`, { headers: siem.argus.headers });
  expect(answer.status).toBe(200);
});
