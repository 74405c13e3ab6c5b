/** Who may ask the products, and asking them through the control plane. */
import { expect, test } from 'vitest';
import { newCase } from '../../support/case-requests.ts';
import { controlled, teller } from '../../support/control.ts';

const key = { 'Argus-API-Key': '1/2/mysecretapikey' };

test('credentials and examples of each product are told, for the address that was asked', async () => {
  const { tell, url } = await controlled();
  const { products } = (await tell('GET', '/_sim/access')).json;
  expect(products.map(({ name }: { name: string }) => name)).toEqual(['argus', 'usm']);
  expect(products[0].credentials[0]).toEqual({ value: '1/2/mysecretapikey', label: 'everything' });
  for (const { examples } of products) for (const example of examples) expect(example).toContain(url);
});

test('a product answers through the control plane as it does itself, and no journal or fault notes it', async () => {
  const simulator = await controlled();
  const { tell, url } = simulator;
  await tell('POST', '/_sim/faults', { effect: { error: 503 } });
  const path = '/events/v1/aggregated?limit=2&keywords=a?b';
  const asked = (await tell('POST', '/_sim/ask', { path, headers: key })).json;
  await tell('DELETE', '/_sim/faults');
  expect((await tell('GET', '/_sim/journal')).json.last).toBe(0);
  const answer = await fetch(url + path, { headers: key });
  expect([asked.status, asked.text, asked.base64]).toEqual([answer.status, await answer.text(), null]);
  const refused = (await tell('POST', '/_sim/ask', { path: '/api/2.0/alarms' })).json;
  expect([refused.status, JSON.parse(refused.text)]).toEqual([401, expect.anything()]);
});

test('an answer of many megabytes is not handed on from inside', async () => {
  const { tell } = await controlled({ events: 6000 });
  const asked = tell('POST', '/_sim/ask', { path: '/events/v1/aggregated?startTimestamp=0&limit=0', headers: key });
  const { json, status } = await asked;
  expect([status, json.type, json.detail]).toEqual([
    503,
    'urn:problem-type:siem-sim:over-budget',
    'an answer of more than 8388608 bytes is not handed on: ask the product itself',
  ]);
});

test('a write through the control plane is a write, and bytes that are no text come as base64', async () => {
  const { tell, url } = await controlled({ scenario: 'ransomware' });
  const ask = async (path: string, body?: object) =>
    (
      await tell('POST', '/_sim/ask', {
        path,
        headers: { ...key, 'Content-Type': 'application/json' },
        ...(body !== undefined && { method: 'POST', body: JSON.stringify(body) }),
      })
    ).json;
  const found = JSON.parse((await ask('/events/v1/aggregated?startTimestamp=0&limit=0')).text).data;
  const { id } = found.find(({ flags }: { flags: readonly string[] }) => flags.includes('HAS_PCAP'));
  const capture = await ask(`/events/v1/${id}/pcap`);
  const file = await (await fetch(`${url}/events/v1/${id}/pcap`, { headers: key })).arrayBuffer();
  expect([capture.text, capture.base64]).toEqual([null, Buffer.from(file).toString('base64')]);
  const before = (await tell('GET', '/_sim')).json.counts.commands;
  const commands = async (): Promise<number> => (await tell('GET', '/_sim')).json.counts.commands;
  expect([(await ask('/events/v1/aggregated/search', { startTimestamp: 0 })).status, await commands()]).toEqual([
    200,
    before,
  ]);
  const written = await ask('/cases/v2/case', newCase);
  expect([written.status, await commands()]).toEqual([201, before + 1]);
});

test('the document of the products is that of the server, and that of a world has its address', async () => {
  const simulator = await controlled();
  const { tell, url } = simulator;
  const { paths } = (await tell('GET', '/_sim/products.json')).json;
  const served = (await (await fetch(`${url}/openapi.json`)).json()) as { paths: object };
  expect(Object.keys(paths)).toEqual(Object.keys(served.paths));
  const world = (await tell('PUT', '/_sim/worlds/mine', {})).json;
  const there = await teller(() => world.url)('GET', '/_sim/products.json');
  expect(there.json.servers).toEqual([{ url: world.url }]);
  const { products } = (await teller(() => world.url)('GET', '/_sim/access')).json as any;
  expect(products[0].credentials[0].value).toBe(world.keys[0].value);
});
