/** The journal as an HTTP archive. */
import { expect, test } from 'vitest';
import { controlled } from '../../support/control.ts';

/** Bodies come as they are, so that their sizes can be compared. */
const key = { 'Argus-API-Key': '1/2/mysecretapikey', 'Accept-Encoding': 'identity' };

test('each request can be asked again as it stands in the archive, and secrets are not in it', async () => {
  const simulator = await controlled();
  await fetch(`${simulator.url}/events/v1/aggregated?limit=1&keywords=a%26b&keywords=c`, { headers: key });
  await fetch(`${simulator.url}/events/v1/aggregated/search`, {
    method: 'POST',
    headers: { ...key, 'Content-Type': 'application/json' },
    body: JSON.stringify({ startTimestamp: 0, limit: 2 }),
  });
  const { json, text } = await simulator.tell('GET', '/_sim/journal?format=har');
  const [listed, found] = json.log.entries;
  expect(json.log.entries).toHaveLength(2);
  expect(listed.request).toMatchObject({
    method: 'GET',
    url: `${simulator.url}/events/v1/aggregated?limit=1&keywords=a%26b&keywords=c`,
    queryString: [
      { name: 'limit', value: '1' },
      { name: 'keywords', value: 'a&b' },
      { name: 'keywords', value: 'c' },
    ],
  });
  const again = await fetch(found.request.url, {
    method: found.request.method,
    headers: { ...key, 'Content-Type': found.request.postData.mimeType },
    body: found.request.postData.text,
  });
  expect((await again.text()).length).toBe(found.response.bodySize);
  expect(text).not.toContain('mysecretapikey');
});

test('the filters of the journal hold for the archive, and another format is refused', async () => {
  const simulator = await controlled();
  for (const path of ['/events/v1/aggregated', '/nothing']) await fetch(`${simulator.url}${path}`, { headers: key });
  const { json } = await simulator.tell('GET', '/_sim/journal?format=har&status=200');
  expect(json.log.entries.map(({ response }: { response: { status: number } }) => response.status)).toEqual([200]);
  expect((await simulator.tell('GET', '/_sim/journal?format=xml')).status).toBe(422);
});
